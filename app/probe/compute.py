"""Work that keeps a core busy for seconds: done here, or in a child process of the program.

Threads of one process take turns at Python: training beside a window makes it wait for its turn.
"""

import atexit
import pickle
import subprocess
import traceback
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import IO, Any, Final, Protocol, TypeVar, cast

from app.errors import AppError, Cancelled
from app.probe.process import own_process

ROLE: Final = "compute"  # the command that the child is started with
STEP, DONE, FAULT, BUG, ENDED = "step", "done", "fault", "bug", "ended"
POLL: Final = 0.05  # seconds between two looks at whether to stop
MANY: Final = 300  # examples; to train on fewer takes no longer than the start of a process
ROWS: Final = 5_000  # to look through fewer takes no longer than the start of a process
QUIET: Final = 600.0  # seconds without a step, after which no more is expected
LINGER: Final = 300.0  # seconds for which a child waits for work
HANDING: Final = 5.0  # seconds, at the most, in which work gets to it
ENDING: Final = 0.5  # seconds in which the child may end what it has started itself

T = TypeVar("T")
Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]
Work = Callable[[Progress, Cancel], T]


class Lost(AppError):
    """The process that did the work is gone, or was ended because no more came from it."""

    def __init__(self) -> None:
        super().__init__("compute_lost")


class Compute(Protocol):
    """Does a piece of work, which is told how to report its progress and when to stop."""

    def __call__(self, work: Work[T], progress: Progress, cancelled: Cancel, /) -> T: ...


def here(work: Work[T], progress: Progress, cancelled: Cancel) -> T:
    return work(progress, cancelled)


def where_quicker(examples: int) -> Compute:
    """Where a program without a window gets at the answer sooner: many keep a second core busy,
    while the answers of the model keep Python's lock of this process busy."""
    return AHEAD if examples >= MANY else here


def in_child(work: Work[T], progress: Progress, cancelled: Cancel) -> T:
    """The same, bit for bit, in a child process that is gone when this returns.

    `work` and its answer consist of what can be pickled: functions of modules, and values. Raises
    the AppErrors of the work, Cancelled within a second, and Lost where the child did not live to
    the end or told nothing for QUIET seconds.
    """
    if cancelled():
        raise Cancelled
    return _done_by(_started(), work, progress, cancelled)


def on_rows(work: Work[T], rows: int, cancelled: Cancel) -> T:
    """Work on so many rows: in a child where they are many; here where they are few, or the child
    was lost. Raises the AppErrors of the work, Cancelled."""
    with suppress(Lost):
        if rows > ROWS:
            return in_child(work, _untold, cancelled)
    return work(_untold, cancelled)


def _untold(_done: int, _total: int) -> None: ...


class Ahead:
    """`in_child`, with a child that was started and has loaded what learns before it is needed.

    Loading takes a second or two. Each piece of work has the next child started, which ends by
    itself after LINGER seconds, and with the program.
    """

    def __init__(self) -> None:
        self._changing = Lock()
        self._waiting: subprocess.Popen[bytes] | None = None
        self._since = 0.0

    def __call__(self, work: Work[T], progress: Progress, cancelled: Cancel) -> T:
        if cancelled():
            raise Cancelled
        process = self._take() or _started()
        with suppress(Lost):  # that there is no next one is told when it is needed
            self.prepare()
        return _done_by(process, work, progress, cancelled)

    def prepare(self) -> None:
        """Have one waiting. Raises Lost where no process can be started."""
        with self._changing:
            if self._ready():
                return
            self._drop()
            atexit.register(self.end)
            self._waiting, self._since = _started("--ahead"), monotonic()

    def end(self) -> None:
        """Nothing more is expected."""
        atexit.unregister(self.end)
        with self._changing:
            self._drop()

    def _take(self) -> "subprocess.Popen[bytes] | None":
        with self._changing:
            if not self._ready():
                return None
            process, self._waiting = self._waiting, None
            return process

    def _ready(self) -> bool:
        """It is there, and will be for as long as it takes to hand it work."""
        process = self._waiting
        late = monotonic() - self._since > LINGER - HANDING
        return process is not None and process.poll() is None and not late

    def _drop(self) -> None:
        if (process := self._waiting) is not None:
            self._waiting = None
            process.kill()
            process.communicate()


AHEAD: Final = Ahead()


def _started(*arguments: str) -> "subprocess.Popen[bytes]":
    try:
        return own_process(ROLE, *arguments)
    except OSError:  # no memory, or no more processes
        raise Lost from None


def _done_by(
    process: "subprocess.Popen[bytes]", work: Work[T], progress: Progress, cancelled: Cancel
) -> T:
    said: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    left = Event()
    for name, target, given in (
        ("to", _hand_over, (process.stdin, work, left, said)),
        ("from", _listen, (process.stdout, said)),
    ):
        Thread(target=target, args=given, name=f"{name} {ROLE}", daemon=True).start()
    try:
        return cast(T, _heard(said, progress, cancelled))
    finally:
        left.set()
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDING)
        process.kill()
        process.wait()


def _hand_over(
    pipe: IO[bytes], work: Work[Any], left: Event, said: "SimpleQueue[tuple[Any, ...]]"
) -> None:
    """The child ends when its stdin does. It is fed on a thread: it may take its time to read, and
    rows written bit by bit leave others their turn, where all at once they would not."""
    with suppress(OSError), pipe:  # it is gone: what is heard from it tells so
        try:
            pickle.dump(work, pipe)
        except (pickle.PicklingError, AttributeError, TypeError):
            said.put((BUG, traceback.format_exc()))
        pipe.flush()
        left.wait()


def _listen(pipe: IO[bytes], said: "SimpleQueue[tuple[Any, ...]]") -> None:
    with suppress(EOFError, OSError, pickle.UnpicklingError), pipe:
        while True:
            said.put(pickle.load(pipe))
    said.put((ENDED,))


def _heard(said: "SimpleQueue[tuple[Any, ...]]", progress: Progress, cancelled: Cancel) -> object:
    heard = monotonic()
    while not cancelled():
        try:
            what, *told = said.get(timeout=POLL)
        except Empty:
            if monotonic() - heard > QUIET:
                raise Lost from None
            continue
        heard = monotonic()
        if what == STEP:
            progress(*told)
        elif what == DONE:
            return told[0]
        elif what == FAULT:
            raise AppError(told[0], **told[1])
        elif what == BUG:
            raise RuntimeError(told[0])
        else:
            raise Lost
    raise Cancelled
