"""Two parts side by side where there is room, else one under the other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

NARROW, CARD = 760, 300  # below NARROW the card goes under the main part


class Beside(QWidget):
    def __init__(self, main: QWidget, card: QWidget) -> None:
        super().__init__()
        self._card = card
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(main, 3)
        self._layout.addWidget(card, 2)
        card.setMinimumWidth(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= NARROW
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._card.setMaximumWidth(CARD + 60 if wide else 16_777_215)
        self._card.setMaximumHeight(16_777_215 if wide else max(120, self.height() * 2 // 5))
