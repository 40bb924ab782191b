"""The measurement that goes on, if one does: it outlives the page that began it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import log
from app.errors import AppError
from app.gui.jobs import Job
from app.gui.measuring import Board, ModelKind, Plan, keep_result, measure
from app.probe.types import Advice, ProbeResult
from app.settings import Keys


@dataclass(frozen=True, slots=True)
class Run:
    """`profile` is whose advice is measured, `name` what it is called."""

    profile: int
    name: str
    plan: Plan
    board: Board


@dataclass(frozen=True, slots=True)
class Measured:
    """`kept`: the result is in the store; `fault` is why it could not be."""

    result: ProbeResult
    kept: bool = False
    fault: AppError | None = None


class Running(QObject):
    """At most one run at a time. `ended` brings the Run and what was Measured, once that is kept;
    `failed` the Run and the AppError."""

    begun = Signal()
    ended = Signal(object, object)
    failed = Signal(object, Exception)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._job: Job | None = None
        self.keys = Keys()
        self.now: Run | None = None

    def start(self, plan: Plan, profile: int, name: str, advice: Advice) -> None:
        far = plan.model.kind is ModelKind.ENDPOINT
        board = Board("connecting" if far else "loading")
        self.now = Run(profile, name, plan, board)
        self._job = Job(partial(measure, plan, profile, advice, self._data_dir, self.keys, board))
        self._job.succeeded.connect(self._succeed)
        self._job.failed.connect(self._fail)
        self._job.start()
        log.note("measuring", profile=profile)
        self.begun.emit()

    def pause(self, *, held: bool) -> None:
        """Send nothing new while it is held; what is under way is still taken."""
        if self.now is not None:
            self.now.board.pause(held=held)

    def stop(self) -> None:
        """End within a second; what was finished is kept."""
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """Stop, and hear no more of it: the data it belongs to are going."""
        self.stop()
        if self._job is not None:
            self._job.disconnect(self)
        self._job = self.now = None

    def _succeed(self, result: ProbeResult) -> None:
        if self.now is None or not result.n:
            self._end(Measured(result))
            return
        self._measured = result
        self._job = Job(partial(keep_result, self._data_dir, self.now.profile, result))
        self._job.succeeded.connect(self._kept)
        self._job.failed.connect(self._not_kept)
        self._job.start()

    def _kept(self, _nothing: None) -> None:
        self._end(Measured(self._measured, kept=True))

    def _not_kept(self, fault: Exception) -> None:
        self._end(Measured(self._measured, fault=fault if isinstance(fault, AppError) else None))

    def _end(self, measured: Measured) -> None:
        run, self.now, self._job = self.now, None, None
        self.ended.emit(run, measured)

    def _fail(self, error: Exception) -> None:
        run, self.now, self._job = self.now, None, None
        self.failed.emit(run, error)
