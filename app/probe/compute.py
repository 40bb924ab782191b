"""Work that keeps a core busy for seconds: done here, or in a child process of the program."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final, Protocol, TypeVar

from app.errors import Cancelled
from app.probe.apart import Child, Lost, Waiting, started

ROLE: Final = "compute"  # the command that the child is started with
MANY: Final = 300  # examples; to train on fewer takes no longer than the start of a process
ROWS: Final = 5_000  # to look through fewer takes no longer than the start of a process
QUIET: Final = 600.0  # seconds without a step, after which no more is expected
ONE_RUN: Final = 2  # pieces of work of one measurement: training, and the result

T = TypeVar("T")
Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]
Work = Callable[[Progress, Cancel], T]


class Compute(Protocol):
    """Does a piece of work, which is told how to report its progress and when to stop."""

    def __call__(self, work: Work[T], progress: Progress, cancelled: Cancel, /) -> T: ...


def here(work: Work[T], progress: Progress, cancelled: Cancel) -> T:
    return work(progress, cancelled)


def where_quicker(examples: int, *, behind: bool = False) -> Compute:
    """Where a program without a window gets at the answer sooner: many keep a second core busy,
    while the answers of the model keep Python's lock of this process busy. `behind` as for
    `own_process`."""
    return Ahead(uses=ONE_RUN, behind=behind) if examples >= MANY else here


def in_child(work: Work[T], progress: Progress, cancelled: Cancel) -> T:
    """The same, bit for bit, in a child process that is gone when this returns.

    `work` and its answer consist of what can be pickled: functions of modules, and values. Raises
    the AppErrors of the work, Cancelled within a second, and Lost where the child did not live to
    the end or told nothing for QUIET seconds.
    """
    if cancelled():
        raise Cancelled
    return _done_by(Child(started(ROLE, behind=True), work), progress, cancelled)


def on_rows(work: Work[T], rows: int, cancelled: Cancel) -> T:
    """Work on so many rows: in a child where they are many; here where they are few, or the child
    was lost. Raises the AppErrors of the work, Cancelled."""
    with suppress(Lost):
        if rows > ROWS:
            return in_child(work, _untold, cancelled)
    return work(_untold, cancelled)


def _untold(_done: int, _total: int) -> None: ...


class Ahead(Waiting):
    """`in_child`, with a child that has loaded what it takes before it is needed; each piece of
    work has the next one started, `uses` of them in all."""

    def __init__(self, role: str = ROLE, *, uses: int | None = None, behind: bool = False) -> None:
        super().__init__(role, behind=behind)
        self._left = uses

    def __call__(self, work: Work[T], progress: Progress, cancelled: Cancel) -> T:
        if cancelled():
            raise Cancelled
        child = Child(self.take(), work)
        if self._left is not None:
            self._left -= 1
        if self._left != 0:
            with suppress(Lost):  # that there is no next one is told when it is needed
                self.prepare()
        return _done_by(child, progress, cancelled)


def _done_by(child: Child[T], progress: Progress, cancelled: Cancel) -> T:
    with child:
        while not cancelled():
            if child.done(progress):
                return child.answer
            if child.silent > QUIET:
                raise Lost
    raise Cancelled
