"""Work that nobody waits for yet. It gives way to the window, whose thread it would hold up."""

from threading import Event
from time import monotonic
from typing import Final

from PySide6.QtCore import QTimer, Signal

from app.gui.jobs import Job, Work

STRETCH: Final = 0.01  # seconds of work between two looks at the window
PATIENCE: Final = 1.0  # seconds


class AheadJob(Job):
    """When the work asks whether to stop, it waits until the window is done with what it has to
    do; a window that is busy longer than PATIENCE is not waited for until it answers again.

    Python runs one thread at a time. A page is laid out and painted by hundreds of calls into Qt,
    and beside work that reckons every one of them waits for its turn anew.
    """

    _asked = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._answered = Event()
        self._answered.set()
        self._looked = 0.0
        self._asked.connect(self._answer)

    def cancel(self) -> None:
        super().cancel()
        self._answered.set()

    def stopping(self) -> bool:
        due = monotonic() > self._looked + STRETCH
        if due and self._answered.is_set() and not super().stopping():
            self._answered.clear()
            self._asked.emit()
            self._answered.wait(PATIENCE)
            self._looked = monotonic()
        return super().stopping()

    def _answer(self) -> None:
        QTimer.singleShot(0, self._answered.set)  # after what is to be laid out and painted
