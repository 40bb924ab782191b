"""Background work: one class, one way in, one way out."""

import sys
from collections.abc import Callable
from threading import Event
from typing import ClassVar, Final

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.errors import AppError
from app.log import note_fault

Progress = Callable[[int, int], None]
Work = Callable[[Progress, Callable[[], bool]], object]


ENDING_MS: Final = 3_000
TURN: Final = 0.001  # seconds that a thread may keep Python to itself while another waits for it


class Job(QObject):
    """One piece of work off the interface's thread: `succeeded` or `failed` comes once, last.

    `work` is given a function that reports progress (done, total) and one that says whether to
    stop. It takes values and returns a value: no widget, no store, no signal. What is not an
    AppError is a bug: it is reported and then raised again on the interface's thread.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(Exception)

    _ended = Signal(object, object)
    _running: ClassVar[set["Job"]] = set()  # a job outlives the page that began it

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._stop = Event()
        self._ended.connect(self._settle)

    def start(self) -> None:
        # The window waits for its turn at every paint and click: by default 5 ms each time.
        sys.setswitchinterval(TURN)
        Job._running.add(self)
        QThreadPool.globalInstance().start(self._run)

    def stopping(self) -> bool:
        """What the work asks on its own thread."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; it still ends through `succeeded` or `failed`."""
        self._stop.set()

    @classmethod
    def end_all(cls) -> None:
        """Stop everything and wait for it, at most ENDING_MS: the window is closing."""
        for job in cls._running:
            job.cancel()
        QThreadPool.globalInstance().waitForDone(ENDING_MS)

    @staticmethod
    def still_at_work() -> bool:
        """Whether some work goes on although it was asked to stop."""
        return QThreadPool.globalInstance().activeThreadCount() > 0

    def _run(self) -> None:
        try:
            self._ended.emit(self._work(self.progressed.emit, self.stopping), None)
        except Exception as error:  # noqa: BLE001  (not swallowed: _settle raises what is a bug)
            self._ended.emit(None, error)

    def _settle(self, result: object, error: Exception | None) -> None:
        Job._running.discard(self)
        if error is None:
            self.succeeded.emit(result)
            return
        if isinstance(error, AppError):
            note_fault(error.key)
        self.failed.emit(error)
        if not isinstance(error, AppError):
            raise error


class Latest(QObject):
    """Work of which only the newest counts: what was begun before is stopped and not heard of."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        return self._job is not None

    def run(self, work: Work) -> None:
        self.drop()
        self._job = job = Job(work)
        for ended in (job.succeeded, job.failed):
            ended.connect(self._end)
        job.progressed.connect(self.progressed)
        job.succeeded.connect(self.succeeded)
        job.failed.connect(self.failed)
        job.start()

    def drop(self) -> None:
        """Stop what is going on; nothing more is heard of it."""
        if (job := self._job) is None:
            return
        self._job = None
        job.cancel()
        job.disconnect(self)

    def _end(self, _ended: object) -> None:
        self._job = None
