"""A group that is named for a screen reader and draws nothing itself."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGroupBox


class NamedGroup(QGroupBox):
    """Its title is the question its radio buttons answer: Qt relates it to each of them. On screen
    the question stands as a heading of its own, because a group box cannot wrap its title."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the heading is drawn beside."""
