"""The path through the ten questions, drawn live: beside the page, or as a strip above it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui.theme import colours
from app.gui.widgets.blocks import clear, label
from app.gui.widgets.outcome import OutcomeChip
from app.guide.types import OutcomeId


class NodeState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    OPEN = "open"  # may still be asked
    SPARE = "spare"  # not needed with these answers


@dataclass(frozen=True, slots=True)
class Node:
    """One question as the path shows it."""

    question: str
    number: int
    name: str
    reply: str  # the word, or "" where nothing was answered
    unsure: bool
    state: NodeState
    spoken: str  # the whole node in words, for a screen reader


class NodeButton(QAbstractButton):
    """One node: pressing it opens its question. The line to its neighbours is drawn with it."""

    def __init__(self, node: Node, *, first: bool, last: bool, compact: bool) -> None:
        super().__init__()
        self._first, self._last, self._compact = first, last, compact
        self.setObjectName(f"node-{node.question}")
        self.show_node(node)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed if compact else policy.Expanding)

    def show_node(self, node: Node) -> None:
        self.node = node
        self.setText(node.name)
        self.setAccessibleName(node.spoken)
        self.setToolTip(node.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(34, 36) if self._compact else QSize(220, 42)

    def minimumSizeHint(self) -> QSize:
        return QSize(26, 36) if self._compact else QSize(180, 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self.node.state
        reached = state in (NodeState.DONE, NodeState.CURRENT)
        centre = QPointF(self.width() / 2 if self._compact else 14, self.height() / 2)
        self._draw_line(painter, centre, QColor(c.accent if reached else c.line))
        radius = 11.0 if self._compact else 9.0
        if state is NodeState.CURRENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_soft))
            painter.drawEllipse(centre, radius + 5, radius + 5)
        painter.setPen(
            QPen(
                QColor(c.accent if reached else c.edge),
                3 if state is NodeState.CURRENT else 2,
                Qt.PenStyle.DotLine if state is NodeState.SPARE else Qt.PenStyle.SolidLine,
            )
        )
        unsure = state is NodeState.DONE and self.node.unsure
        painter.setBrush(QColor(c.accent if state is NodeState.DONE and not unsure else c.card))
        painter.drawEllipse(centre, radius, radius)
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        inside = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        on_node = c.on_accent if state is NodeState.DONE and not unsure else c.muted
        painter.setPen(QColor(c.accent if unsure or state is NodeState.CURRENT else on_node))
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, str(self.node.number))
        if not self._compact:
            self._draw_words(painter, c.text, c.muted, c.accent)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _draw_line(self, painter: QPainter, centre: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 2))
        if self._compact:
            start, end = QPointF(0, centre.y()), QPointF(self.width(), centre.y())
        else:
            start, end = QPointF(centre.x(), 0), QPointF(centre.x(), self.height())
        if not self._first:
            painter.drawLine(start, centre)
        if not self._last:
            painter.drawLine(centre, end)

    def _draw_words(self, painter: QPainter, text: str, muted: str, accent: str) -> None:
        state = self.node.state
        strong = QFont(self.font())
        strong.setPixelSize(13)
        strong.setWeight(QFont.Weight.DemiBold)
        plain = QFont(strong)
        plain.setWeight(QFont.Weight.Normal)
        painter.setFont(strong)
        reply_width = painter.fontMetrics().horizontalAdvance(self.node.reply)
        right = QRect(self.width() - reply_width - 6, 0, reply_width, self.height())
        painter.setPen(QColor(accent if state is NodeState.DONE else muted))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, self.node.reply)
        painter.setFont(strong if state is NodeState.CURRENT else plain)
        painter.setPen(QColor(muted if state in (NodeState.OPEN, NodeState.SPARE) else text))
        room = QRect(34, 0, right.left() - 40, self.height())
        name = painter.fontMetrics().elidedText(
            self.node.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)


class PathView(QWidget):
    """All ten nodes and the outcomes still possible; `compact` is a strip on one line."""

    def __init__(
        self, open_question: Callable[[str], object], *, title: str, possible: str, compact: bool
    ) -> None:
        super().__init__()
        self._open = open_question
        self._compact = compact
        self._buttons: list[NodeButton] = []
        self._nodes = QGridLayout()
        self._outcomes: list[tuple[OutcomeId, str]] = []
        self._nodes.setSpacing(0)
        self._chips = QGridLayout()
        self._chips.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        if not compact:
            whole.addWidget(label(title, "heading"))
        whole.addLayout(self._nodes)
        if not compact:
            whole.addStretch(1)
            whole.addWidget(label(possible, "eyebrow"))
        whole.addLayout(self._chips)

    def show_path(
        self, nodes: list[Node], outcomes: list[tuple[OutcomeId, str]], spoken: str
    ) -> None:
        """Draw the nodes and one chip for each outcome still possible."""
        self.setAccessibleName(spoken)
        for place, node in enumerate(nodes):
            if place < len(self._buttons):
                self._buttons[place].show_node(node)
                continue
            made = NodeButton(
                node, first=place == 0, last=place == len(nodes) - 1, compact=self._compact
            )
            made.clicked.connect(lambda _=False, question=node.question: self._open(question))
            self._nodes.addWidget(made, *((0, place) if self._compact else (place, 0)))
            self._buttons.append(made)
        if outcomes == self._outcomes:
            return
        self._outcomes = outcomes
        clear(self._chips)
        columns = len(outcomes) if self._compact else 1
        for place, (outcome, name) in enumerate(outcomes):
            chip = OutcomeChip(outcome, name)
            self._chips.addWidget(chip, place // columns, place % columns)
        self._chips.setColumnStretch(columns, 1)
