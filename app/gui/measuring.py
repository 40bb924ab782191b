"""The work behind the probe page: values in, a measurement out, off the interface's thread."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Final

from app.errors import AppError
from app.gui.jobs import Progress
from app.gui.reading import Look
from app.gui.unfinished import Unfinished, note_unfinished
from app.measurement import READY, Measurement, Moment, measure_apart
from app.probe.apart import Lost
from app.probe.budget import Caps, Price
from app.probe.endpoint import Endpoint
from app.probe.judge import Judge, judge_of
from app.probe.kept import keep
from app.probe.plan import Plan as Sending
from app.probe.plan import plan_apart
from app.probe.read_table import read_table
from app.probe.task import Layout, Task, lay_out
from app.probe.told_judgement import what_it_can_show
from app.probe.types import Advice, ProbeResult
from app.settings import Endpoint as Named
from app.settings import Keys
from app.store import Store
from app.words import Language

SEED: Final = 0


class ModelKind(StrEnum):
    DEFAULT = "default"
    FILE = "file"
    ENDPOINT = "endpoint"


class KeyKind(StrEnum):
    NONE = "none"
    ENTERED = "entered"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Model:
    """The model as it was chosen. `key` is what was entered now; without it the one that is kept
    for the address counts. `keep_key`: into the system's keyring, else until the program ends."""

    kind: ModelKind
    file: Path | None = None
    endpoint: Named | None = None
    key_kind: KeyKind = KeyKind.NONE
    key: str = field(default="", repr=False, compare=False)
    keep_key: bool = False

    @property
    def address(self) -> Endpoint | None:
        """Where it is asked, without the key. AppError where that is no address."""
        if self.endpoint is None:
            return None
        return Endpoint(self.endpoint.base_url, self.endpoint.model, "", self.endpoint.ca_file)

    def where(self, keys: Keys) -> Endpoint | Path | None:
        """The model with its key. The keyring may take its time: not on the interface's thread."""
        if self.endpoint is None or self.address is None:
            return self.file
        return replace(self.address, key=self._key(keys, self.endpoint))

    def _key(self, keys: Keys, endpoint: Named) -> str:
        if self.key_kind is KeyKind.NONE:
            return ""
        if self.key_kind is KeyKind.VARIABLE:
            key = keys.read(endpoint) if endpoint.key_variable else None
            if not key:
                raise AppError("endpoint_variable_empty", variable=endpoint.key_variable[:60])
            return key
        if self.key and self.keep_key:
            keys.store(endpoint, self.key)
        elif self.key:
            keys.hold(endpoint, self.key)
        return self.key or keys.read(endpoint) or ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be measured. `rows`: at most so many; `grades`: a file of answers that the user
    has graded."""

    look: Look
    task: Task
    model: Model
    rows: int | None
    target: float | None = None
    embedder: Path | None = None
    grades: Path | None = None
    caps: Caps = field(default_factory=Caps)
    price: Price | None = None

    def unfinished(self) -> Unfinished:
        reading, choices, caps = self.look.reading, self.look.choices, self.caps
        return Unfinished(
            begun=datetime.now(UTC),
            data=self.look.original.name,
            pasted=self.look.original.path is None,
            sha256=self.look.table.sha256,
            encoding=reading.encoding,
            separator=reading.separator,
            header=reading.header,
            sheet=reading.sheet,
            text=choices.text,
            label=choices.label,
            group=choices.group,
            kind=choices.kind.id if choices.kind else None,
            merge_spellings=choices.merge_spellings,
            keep_missing=choices.keep_missing,
            model=self.model.kind,
            model_file=self.model.file,
            endpoint=self.model.endpoint,
            key=self.model.key_kind,
            variant=self.task.variant,
            shots=self.task.shots,
            prompt=self.task.template.user if self.task.template else None,
            rows=self.rows,
            target=self.target,
            embedder=self.embedder,
            grades=self.grades,
            most_dollars=caps.cost,
            most_calls=caps.calls,
            most_minutes=None if caps.seconds is None else caps.seconds / 60,
            price_in=self.price.prompt if self.price else None,
            price_out=self.price.completion if self.price else None,
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan comes to, before anything is sent. `sending`: for an endpoint."""

    plan: Plan
    layout: Layout
    sending: Sending | None
    can_show: tuple[str, ...]


def outlook(
    plan: Plan, language: Language, _progress: Progress, cancelled: Callable[[], bool]
) -> Outlook:
    """Lay the plan out and reckon what it sends. AppError where the graded answers do not fit,
    Cancelled."""
    found, judge = plan.look.seen.found, _judge(plan)
    examples = found.examples if found else ()
    layout = lay_out(examples, plan.task, plan.rows, SEED)
    sending = None
    if address := plan.model.address:
        sent = layout.sent + (judge.graded + layout.scored if judge else ())
        asked, labels = layout.questions[-1], plan.task.labels
        sending = plan_apart(address, sent, labels, asked, plan.price, cancelled)
    can_show = tuple(what_it_can_show(language, len(layout.scored), plan.target))
    return Outlook(plan, layout, sending, can_show)


class Board:
    """Where a run writes its moments and the page reads the newest, each in its own time."""

    def __init__(self, stage: str) -> None:
        self.moment = Moment(stage)
        self._paused = Event()  # holds new requests back
        self._began = monotonic()  # later by what was paused
        self._paused_at = 0.0

    def write(self, moment: Moment) -> None:
        self.moment = moment

    @property
    def paused(self) -> bool:
        return self._paused.is_set()

    def pause(self, *, held: bool) -> None:
        """Hold new requests back, or let them go on."""
        now = monotonic()
        if held and not self.paused:
            self._paused_at = now
            self._paused.set()
        elif self.paused and not held:
            self._began += now - self._paused_at
            self._paused.clear()

    @property
    def passed(self) -> float:
        """Seconds since the run began, without its pauses."""
        return (self._paused_at if self.paused else monotonic()) - self._began


def measure(
    plan: Plan,
    profile: int,
    advice: Advice,
    data_dir: Path,
    keys: Keys,
    board: Board,
    _progress: Progress,
    cancelled: Callable[[], bool],
) -> ProbeResult:
    """Have it measured in a process of its own.

    The examples are kept as they were read; answers are kept in a journal as they come, which the
    store drops once it has the result. AppError where the file has changed meanwhile.
    """
    look, found = plan.look, plan.look.seen.found
    if found is None:
        raise ValueError("a plan without examples")
    where = plan.model.where(keys)
    kept = keep(data_dir, look.original.data(), look.original.suffix)
    if not kept.name.startswith(look.table.sha256):
        raise AppError("probe_file_changed", file=look.original.name)
    note_unfinished(data_dir, profile, plan.unfinished())
    planned = Measurement(
        found.examples,
        plan.task,
        where,
        data_dir,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        source=look.source,
        advice=advice,
        limit=plan.rows,
        seed=SEED,
        target=plan.target,
        embedder=plan.embedder,
        judge=_judge(plan),
        caps=plan.caps,
        price=plan.price,
    )
    result = measure_apart(planned, board.write, cancelled, lambda: board.paused)
    with suppress(Lost):  # told when it is needed: for the next run, or to put labels right
        READY.prepare()
    return result


def keep_result(
    data_dir: Path,
    profile: int,
    result: ProbeResult,
    _progress: Progress,
    _cancelled: Callable[[], bool],
) -> None:
    """Keep the result of `profile` in the store that the window has open. AppError where that
    cannot be. Of thousands of answers it takes the time in which the window would stand still."""
    with Store.beside(data_dir) as store:
        store.add_probe(profile, result)


def get_ready(_progress: Progress, cancelled: Callable[[], bool]) -> None:
    """Have a process load what a measurement takes, so that its start does not wait for that."""
    if not cancelled():
        with suppress(Lost):  # told when it is needed
            READY.prepare()


def _judge(plan: Plan) -> Judge | None:
    return judge_of(read_table(plan.grades)) if plan.grades else None
