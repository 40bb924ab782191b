"""Work done apart: in a child process of the program, one piece of work for each.

Threads of one process take turns at Python: what trains, or takes in hundreds of answers a second,
would make the window beside it wait for its turn at every paint. A fault there ends no window.
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
from typing import IO, Any, Final, Generic, Self, TypeVar, cast

from app.errors import AppError, Cancelled
from app.probe.process import own_process

STEP, DONE, FAULT, CANCELLED, BUG, ENDED = "step", "done", "fault", "cancelled", "bug", "ended"
STOP, HOLD, GO_ON = b"s", b"h", b"g"  # what the child may be told meanwhile
POLL: Final = 0.05  # seconds between two looks at whether to stop
LINGER: Final = 300.0  # seconds for which a child waits for work
HANDING: Final = 5.0  # seconds, at the most, in which work gets to it
ENDING: Final = 0.5  # seconds in which the child may end what it has started itself

T = TypeVar("T")


class Lost(AppError):
    """The process that did the work is gone, or was ended because no more came from it."""

    def __init__(self, key: str = "compute_lost") -> None:
        super().__init__(key)


class Orders:
    """What is wanted of work that goes on: called, whether to stop; `held`, whether to wait."""

    def __init__(self) -> None:
        self._stop, self._hold = Event(), Event()

    def __call__(self) -> bool:
        return self._stop.is_set()

    def held(self) -> bool:
        return self._hold.is_set()

    def take(self, word: bytes) -> None:
        if word == STOP:
            self._stop.set()
        elif word == HOLD:
            self._hold.set()
        elif word == GO_ON:
            self._hold.clear()


# Is given what reports a step, and the orders; both it and its answer can be pickled.
Work = Callable[[Callable[..., None], Orders], T]


class Child(Generic[T]):
    """A process at one piece of work: functions of modules, and values. It is gone at the end of
    the `with` block."""

    def __init__(self, process: "subprocess.Popen[bytes]", work: Work[T]) -> None:
        self._process = process
        self._heard = monotonic()
        self._said: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
        self._orders: SimpleQueue[bytes] = SimpleQueue()
        self._answer: T | None = None
        for name, target in (
            ("to", lambda: self._hand_over(process.stdin, work)),
            ("from", lambda: self._listen(process.stdout)),
        ):
            Thread(target=target, name=f"{name} a child", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._orders.put(b"")
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        self._process.kill()
        self._process.wait()

    def order(self, word: bytes) -> None:
        """Tell it STOP, HOLD or GO_ON."""
        self._orders.put(word)

    def done(self, step: Callable[..., object]) -> bool:
        """Hear it for POLL seconds; `step` is told of a step. True: there is the answer.

        Raises the AppErrors of the work, Cancelled where it was stopped before there is an answer,
        RuntimeError with where it happened for a bug of it, and Lost where it did not live to the
        end.
        """
        try:
            what, *told = self._said.get(timeout=POLL)
        except Empty:
            return False
        self._heard = monotonic()
        if what == STEP:
            step(*told)
            return False
        if what == FAULT:
            raise AppError(told[0], **told[1])
        if what == BUG:
            raise RuntimeError(told[0])
        if what == CANCELLED:
            raise Cancelled
        if what == ENDED:
            raise Lost
        self._answer = told[0]
        return True

    @property
    def answer(self) -> T:
        """Once it is `done`."""
        return cast(T, self._answer)

    @property
    def silent(self) -> float:
        """Seconds since anything was heard of it."""
        return monotonic() - self._heard

    def _hand_over(self, pipe: IO[bytes] | None, work: Work[T]) -> None:
        """The child ends when its stdin does. It is fed on a thread: it may take its time to read,
        and what is written bit by bit leaves others their turn, where all at once would not."""
        assert pipe is not None
        with suppress(OSError), pipe:  # it is gone: what is heard from it tells so
            try:
                pickle.dump(work, pipe)
            except (pickle.PicklingError, AttributeError, TypeError):
                self._said.put((BUG, traceback.format_exc()))
            pipe.flush()
            while word := self._orders.get():
                pipe.write(word)
                pipe.flush()

    def _listen(self, pipe: IO[bytes] | None) -> None:
        assert pipe is not None
        with suppress(EOFError, OSError, pickle.UnpicklingError), pipe:
            while True:
                self._said.put(pickle.load(pipe))
        self._said.put((ENDED,))


class Waiting:
    """A child that was started, and has loaded what it takes, before there is work for it: that
    takes a second or two. It ends by itself after LINGER seconds, and with the program."""

    def __init__(self, role: str, *, behind: bool = False) -> None:
        """`role` is the command that children are started with; `behind` as for `own_process`."""
        self._role, self._behind = role, behind
        self._changing = Lock()
        self._waiting: subprocess.Popen[bytes] | None = None
        self._since = 0.0

    def prepare(self) -> None:
        """Have one waiting. Raises Lost where no process can be started."""
        with self._changing:
            if self._ready():
                return
            self._drop()
            atexit.register(self.end)
            self._waiting, self._since = self._started("--ahead"), monotonic()

    def take(self) -> "subprocess.Popen[bytes]":
        """The one that waits, else a new one. Raises Lost where none can be started."""
        with self._changing:
            if self._ready():
                process, self._waiting = self._waiting, None
                return cast("subprocess.Popen[bytes]", process)
        return self._started()

    def end(self) -> None:
        """Nothing more is expected."""
        atexit.unregister(self.end)
        with self._changing:
            self._drop()

    def _started(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return started(self._role, *arguments, behind=self._behind)

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


def started(role: str, *arguments: str, behind: bool) -> "subprocess.Popen[bytes]":
    """As `own_process`. Raises Lost where the system has no memory or no more processes."""
    try:
        return own_process(role, *arguments, behind=behind)
    except OSError:
        raise Lost from None
