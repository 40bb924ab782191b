"""Line 1 in its outcome's colour: the first thing read on the recommendation."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.gui.theme import colours
from app.gui.widgets.blocks import label
from app.gui.widgets.outcome import draw_icon, tones
from app.guide.types import OutcomeId

SIDE = 72  # room for the icon


class OutcomeBanner(QFrame):
    """A soft ground with a strong edge and a large icon; the sentence stays dark on light."""

    def __init__(self, outcome: OutcomeId | None, eyebrow: str, head: str, body: str) -> None:
        super().__init__()
        self._outcome = outcome
        self.setAccessibleName(f"{eyebrow} {head}")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(SIDE, 18, 20, 18)
        inside.setSpacing(6)
        inside.addWidget(label(eyebrow, "eyebrow"))
        inside.addWidget(label(head, "title"))
        inside.addWidget(label(body, "muted"))

    def paintEvent(self, event: QPaintEvent) -> None:
        strong, soft = tones(self._outcome, colours())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        frame = QRectF(self.rect())
        painter.drawRoundedRect(frame, 10, 10)
        painter.setBrush(strong)
        painter.drawRoundedRect(QRectF(16, 20, 40, 40), 9, 9)
        ground = QColor(colours().on_accent)
        draw_icon(painter, QRectF(24, 28, 24, 24), self._outcome, ground)
