"""A box to tick, drawn here: a style sheet would need a picture for the mark."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from app.gui.theme import colours


class Tick(QCheckBox):
    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setObjectName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(part, option, self)).adjusted(1, 1, -1, -1)
        scheme, on = colours(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = scheme.accent if on else scheme.edge
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(scheme.accent if on else scheme.card))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            pen = QPen(QColor(scheme.on_accent), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = ((0.22, 0.52), (0.43, 0.73), (0.8, 0.28))
            at = [
                QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in corners
            ]
            painter.drawPolyline(QPolygonF(at))
