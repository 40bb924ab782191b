"""Work that only the window's own thread can do, such as making widgets, in small pieces."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

DONE: Final = object()
APART_MS: Final = 1  # with 0 Qt may take two of them in one turn


class Turns(QObject):
    """One piece in each turn of the event loop: between two of them keys and clicks are served,
    and what is there already is laid out and painted. What was begun last counts alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Iterator[object] = iter(())
        self._then: Callable[[], object] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(APART_MS)
        self._turn.timeout.connect(self._next)

    @property
    def busy(self) -> bool:
        return self._turn.isActive()

    def run(self, pieces: Iterator[object], then: Callable[[], object] | None = None) -> None:
        """Take one of `pieces` in each turn from the next on, then call `then`. Each `yield` of a
        generator ends a piece."""
        self._pieces, self._then = pieces, then
        self._turn.start()

    def drop(self) -> None:
        """Leave off."""
        self._pieces, self._then = iter(()), None
        self._turn.stop()

    def _next(self) -> None:
        pieces = self._pieces
        if next(pieces, DONE) is not DONE or pieces is not self._pieces:
            return
        then = self._then
        self.drop()
        if then is not None:
            then()
