"""A measurement from its plan to its result, in this process or in a child of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from app.journal import Journal
from app.probe.apart import GO_ON, HOLD, STOP, Child, Lost, Orders
from app.probe.ask import Asker, Cancel, Progress
from app.probe.budget import Budget, Caps, Price
from app.probe.compute import Ahead, where_quicker
from app.probe.endpoint import Endpoint
from app.probe.judge import Judge
from app.probe.packed import Packed, packed, unpacked
from app.probe.question import Question
from app.probe.standing import Standing, Watch
from app.probe.task import Layout, Task, lay_out
from app.probe.terms import Terms
from app.probe.types import Advice, Example, ProbeResult
from app.probe.uncollected import uncollected

if TYPE_CHECKING:
    from app.probe.connect import Connection

OFTEN: Final = 0.2  # seconds between two moments that are told
CONCLUDING: Final = 15.0  # seconds after a stop in which there is a result, or never
READY: Final = Ahead("measure", behind=True)  # does a window's work: it asks and compares


@dataclass(frozen=True, slots=True)
class Measurement:
    """What shall be measured. `where`: the model, as for `ready_model`; `date` is ISO, `source`
    what the examples came from, `concurrency` the requests at a time (None: what suits the model),
    `limit` the most examples that are asked, `target` the share right that is good enough,
    `embedder` a GGUF model for a stronger small model; `by_letters` as for `ready_model`."""

    examples: Sequence[Example]
    task: Task
    where: Endpoint | Path | None
    data_dir: Path
    date: str
    source: Mapping[str, Any]
    advice: Advice
    concurrency: int | None = None
    limit: int | None = None
    seed: int = 0
    target: float | None = None
    embedder: Path | None = None
    judge: Judge | None = None
    caps: Caps = field(default_factory=Caps)
    price: Price | None = None
    by_letters: bool = False

    @property
    def layout(self) -> Layout:
        return lay_out(self.examples, self.task, self.limit, self.seed)

    def terms(self, asked: int, *, behind: bool = False) -> Terms:
        """For so many examples: a journal in the data folder, the budget, and where it trains
        (`behind` as for `own_process`)."""
        return Terms(
            journals=partial(Journal.open, self.data_dir),
            budget=Budget(self.caps, self.price),
            compute=where_quicker(asked, behind=behind),
        )


def measure(
    plan: Measurement, on: Callable[[str], Progress], cancelled: Cancel, terms: Terms
) -> ProbeResult:
    """Make the model ready, ask it, and let it go again.

    `on` gives what is told of the progress of a stage: fetching and loading (bytes), asking and
    training. Raises what `ready_model` and `measure_task` raise.
    """
    # numpy, the client and llama.cpp load here and not with the window
    from app.probe.measure import measure_task  # noqa: PLC0415
    from app.probe.ready import at_once, ready_model  # noqa: PLC0415

    concurrency = at_once(plan.where, plan.concurrency)

    @contextmanager
    def open_model(question: Question) -> Iterator[Asker]:
        with ready_model(
            plan.where,
            plan.task.labels,
            question=question,
            data_dir=plan.data_dir,
            concurrency=concurrency,
            fetching=on("fetching"),
            loading=on("loading"),
            cancelled=cancelled,
            by_letters=plan.by_letters,
        ) as asker:
            yield asker

    return measure_task(
        plan.examples,
        plan.task,
        open_model,
        date=plan.date,
        source=plan.source,
        advice=plan.advice,
        limit=plan.limit,
        seed=plan.seed,
        concurrency=concurrency,
        target=plan.target,
        embedder=plan.embedder,
        progress=on("asking"),
        training=on("training"),
        cancelled=cancelled,
        judge=plan.judge,
        terms=terms,
    )


# Beside a window


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a run is. `stage`: connecting, fetching, loading, asking or training; `done` and
    `total` are bytes while a model is fetched or loaded."""

    stage: str
    done: int = 0
    total: int = 0
    standing: Standing = field(default_factory=Standing)
    cost: float | None = None
    resumed: int = 0


def measure_apart(
    plan: Measurement, told: Callable[[Moment], object], cancelled: Cancel, held: Cancel
) -> ProbeResult:
    """The same in a child process: the answers that pour in leave this one's threads alone.

    `told` hears of moments as they come, on this thread; while `held` nothing new is asked. Once
    `cancelled` there is a result of what was finished, within about a second. Raises what
    `measure` raises, and Lost where the process ended early: what was answered is in the journal.
    """
    bare = replace(plan, examples=())
    work = partial(_measured, bare, packed(plan.examples))
    stopped, held_back = None, False
    with suppress(Lost), Child(READY.take(), work) as child:
        while stopped is None or monotonic() - stopped < CONCLUDING:
            if child.done(told):
                return child.answer
            if cancelled() and stopped is None:
                stopped = monotonic()
                child.order(STOP)
            if held() != held_back:
                held_back = not held_back
                child.order(HOLD if held_back else GO_ON)
    raise Lost("measure_lost")


def connected(endpoint: Endpoint, labels: Sequence[str], cancelled: Cancel) -> "Connection":
    """`connect`, in the process that measures. Raises what that raises, Cancelled, Lost."""
    return READY(partial(_connect, endpoint, tuple(labels)), _untold, cancelled)


def models_at(endpoint: Endpoint, cancelled: Cancel) -> tuple[str, ...]:
    """`listed_models`, likewise."""
    return READY(partial(_list, endpoint), _untold, cancelled)


def get_ready() -> None:
    """Load what asks; what compares loads on, as it is needed later."""
    for module in ("connect", "measure"):
        import_module(f"app.probe.{module}")
    Thread(target=import_module, args=("app.probe.learning",), daemon=True).start()


def _measured(
    bare: Measurement,
    columns: Packed,
    tell: Callable[[Moment], object],
    orders: Orders,
) -> ProbeResult:
    """The inside: `tell` moments, and obey."""
    with uncollected():
        plan = replace(bare, examples=unpacked(columns))
        layout = plan.layout
    watch = Watch(layout)
    moments = _Moments(tell, orders)
    terms = plan.terms(len(layout.scored), behind=True)
    terms = replace(terms, paused=moments.held, answered=watch.heard)

    def on(stage: str) -> Progress:
        def told(done: int, total: int) -> None:
            moments.tell(
                lambda: Moment(
                    stage, done, total, watch.standing(), terms.cost, terms.tally.resumed
                ),
                last=done == total,
            )

        return told

    return measure(plan, on, orders, terms)


def _connect(
    endpoint: Endpoint, labels: tuple[str, ...], _progress: Progress, _cancelled: Cancel
) -> "Connection":
    from app.probe.connect import connect  # noqa: PLC0415  (the client takes a second to load)

    return connect(endpoint, labels)


def _list(endpoint: Endpoint, _progress: Progress, _cancelled: Cancel) -> tuple[str, ...]:
    from app.probe.connect import listed_models  # noqa: PLC0415  (as above)

    return listed_models(endpoint)


def _untold(_done: int, _total: int) -> None: ...


class _Moments:
    """Tells moments, not all of them: to reckon one for each of a thousand answers would hold the
    run up."""

    def __init__(self, tell: Callable[[Moment], object], orders: Orders) -> None:
        self._tell, self._orders = tell, orders
        self._untold: Callable[[], Moment] | None = None
        self._next = 0.0

    def tell(self, moment: Callable[[], Moment], *, last: bool) -> None:
        """A new moment, told at once where it is the `last` of its stage, else when it is time."""
        self._untold = moment
        if last:
            self._next = 0.0
        self.held()

    def held(self) -> bool:
        """Whether new requests are held back. The run asks several times a second: then what is
        still to be told is told."""
        now = monotonic()
        if self._untold is not None and now >= self._next:
            self._tell(self._untold())
            self._untold, self._next = None, now + OFTEN
        return self._orders.held()
