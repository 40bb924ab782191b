"""Shares with their 95 % intervals against a line: one picture, legible without colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.theme import colours

NAME, ROW, AXIS = 170, 34, 26  # widths and heights in pixels


@dataclass(frozen=True, slots=True)
class Whisker:
    """One row: `low`, `value` and `high` are shares in [0, 1]; equal ones draw a mark alone."""

    name: str
    low: float
    value: float
    high: float


class Whiskers(QWidget):
    """Rows of dot and whisker on one axis from 0 to 100 %."""

    def __init__(self, rows: Sequence[Whisker], spoken: str) -> None:
        super().__init__()
        self._rows = rows
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(460, ROW * len(self._rows) + AXIS)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPixelSize(12)
        painter.setFont(small)
        left, right = NAME, self.width() - 20
        bottom = ROW * len(self._rows)

        def across(share: float) -> float:
            return left + share * (right - left)

        for tenth in range(0, 11, 2):
            x = across(tenth / 10)
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            painter.setPen(QColor(c.muted))
            box = QRectF(x - 30, bottom + 4, 60, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{10 * tenth} %")
        for place, row in enumerate(self._rows):
            y = ROW * place + ROW / 2
            painter.setPen(QColor(c.text))
            name = painter.fontMetrics().elidedText(
                row.name, Qt.TextElideMode.ElideRight, NAME - 16
            )
            painter.drawText(QRectF(0, y - 10, NAME - 12, 20), Qt.AlignmentFlag.AlignVCenter, name)
            strong = QColor(c.accent if place == 0 else c.muted)
            if row.low == row.high:  # a known share: a line across its row
                painter.setPen(QPen(strong, 2, Qt.PenStyle.DashLine))
                painter.drawLine(
                    QPointF(across(row.value), y - 11), QPointF(across(row.value), y + 11)
                )
                continue
            painter.setPen(QPen(strong, 3))
            painter.drawLine(QPointF(across(row.low), y), QPointF(across(row.high), y))
            for end in (row.low, row.high):
                painter.drawLine(QPointF(across(end), y - 6), QPointF(across(end), y + 6))
            painter.setPen(QPen(QColor(c.card), 2))
            painter.setBrush(strong)
            painter.drawEllipse(QPointF(across(row.value), y), 6, 6)
