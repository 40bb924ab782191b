"""Ask a model for every text: some workers, one answer each, in order, whatever happens meanwhile.

Apart from `gui/jobs.py` the only place where threads start. The caller's thread collects: it alone
hands out requests, keeps answers on disk, and decides what is asked again and when to give up.
"""

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from heapq import heappop, heappush
from queue import Empty, SimpleQueue
from random import Random
from threading import Thread
from time import monotonic
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from app.errors import Cancelled
from app.probe.pace import Pace
from app.probe.terms import KEPT, Journal, Terms, answer_key, way_key
from app.probe.types import Answer, OutcomeClass
from app.probe.verdict import INFRASTRUCTURE

POLL: Final = 0.05  # seconds between two looks at whether to stop
DRAIN: Final = 5.0  # seconds for what is under way when the run ends early
STOPPING: Final = {  # the next request would end alike
    OutcomeClass.AUTH,
    OutcomeClass.QUOTA,
    OutcomeClass.TLS,
}
AGAIN: Final = {  # how often one text is asked again after it ended so
    OutcomeClass.SERVER_ERROR: 4,
    OutcomeClass.CONNECTION: 4,
    OutcomeClass.TIMEOUT: 1,
    OutcomeClass.BAD_RESPONSE: 1,
}
BACKOFF: Final = 0.5  # seconds before the second attempt; doubled each time, half of it by chance
TOO_MANY: Final = 10  # failed requests in a row …
HOPELESS: Final = 5  # … and texts among them that failed for good or
TRIED: Final = 3  # so often: the rest would most likely fail too
QUIET: Final = 60.5  # seconds of faults alone after which nothing more is expected
LONGEST_WAIT: Final = 61.0  # seconds of patience an endpoint may ask for; limits are per minute

T = TypeVar("T")
Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


class Asker(Protocol):
    """Something that labels texts. `ask` is called by several threads at once."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the manifest, and what tells this way of asking from every other: model, host,
        parameters, prompt, labels. Never a key."""

    @property
    def device(self) -> str:
        """What the model runs on, as far as it is known."""

    @property
    def tiny(self) -> bool:
        """The model is known to have less than one billion parameters."""

    def ask(self, text: str) -> Answer:
        """One request. Raises AppError only where no further request could be answered."""


def ask_all(
    texts: Sequence[str],
    asker: Asker,
    *,
    concurrency: int,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
    terms: Terms | None = None,
) -> list[Answer]:
    """One answer per text, in order; `progress` is called on the caller's thread.

    At most `concurrency` requests at once, fewer where the endpoint bears fewer. Passing faults
    are asked again; a fault that will not pass, a cap of `terms` or ten failures in a row end the
    run: what was never finished is CANCELLED. Answers kept in the journal are not asked for again.
    The workers are daemons: a request that nobody waits for any more cannot hold up the program.
    """
    terms = terms or Terms()
    terms.budget.ask_by(asker.facts)
    if terms.journals is None:
        return _Run(texts, asker, concurrency, progress, cancelled, terms, None).go()
    with closing(terms.journals(asker.facts)) as journal:
        terms.tally.journals.append(journal.name)
        return _Run(texts, asker, concurrency, progress, cancelled, terms, journal).go()


class Beside(Generic[T]):
    """Work that goes on by itself on a thread of its own, from now on.

    Work that nobody waits for any more cannot hold up the program.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._ended: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()

        def do() -> None:
            try:
                self._ended.put((work(), None))
            except Exception as error:  # noqa: BLE001  (not swallowed: raised again below)
                self._ended.put((None, error))

        Thread(target=do, name="probe", daemon=True).start()

    def result(self, cancelled: Cancel) -> T:
        """What the work answers or raises; Cancelled as soon as `cancelled`. Asked for once."""
        while not cancelled():
            try:
                answer, fault = self._ended.get(timeout=POLL)
            except Empty:
                continue
            if fault is not None:
                raise fault
            return cast(T, answer)
        raise Cancelled


def unless(cancelled: Cancel, work: Callable[[], T]) -> T:
    """What `work` answers or raises, on a thread of its own; Cancelled once `cancelled`."""
    return Beside(work).result(cancelled)


@dataclass(frozen=True, slots=True)
class _Request:
    place: int
    reserved: float
    begun: float


@dataclass(slots=True)
class _Streak:
    """The failures since the last good answer."""

    since: float
    requests: int = 0
    last: dict[int, Answer] = field(default_factory=dict)  # by place
    tries: Counter[int] = field(default_factory=Counter)
    lost: int = 0  # texts that failed for good

    def hopeless(self, now: float) -> bool:
        if self.requests and now - self.since > QUIET:
            return True
        tried = self.lost + sum(n >= TRIED for n in self.tries.values())
        return self.requests >= TOO_MANY and tried >= HOPELESS


class _Run:
    def __init__(
        self,
        texts: Sequence[str],
        asker: Asker,
        concurrency: int,
        progress: Progress,
        cancelled: Cancel,
        terms: Terms,
        journal: Journal | None,
    ) -> None:
        self._texts, self._asker, self._terms = texts, asker, terms
        self._concurrency, self._progress, self._cancelled = concurrency, progress, cancelled
        self._answers: list[Answer | None] = [None] * len(texts)
        self._done = 0
        self._fresh: deque[int] = deque()
        self._again: list[tuple[float, int]] = []  # when, place
        self._failed: dict[int, Counter[OutcomeClass]] = {}
        self._tasks: SimpleQueue[_Request | None] = SimpleQueue()
        self._ended: SimpleQueue[tuple[_Request, Answer | Exception]] = SimpleQueue()
        self._workers = 0
        self._under_way = 0
        self._random = Random(0)
        self._journal = journal
        self._way = way_key(asker.facts) if journal else ""
        self._began = monotonic()
        self._pace = Pace(concurrency, self._began)
        self._streak = _Streak(self._began)

    def go(self) -> list[Answer]:
        self._resume()
        self._progress(self._done, len(self._texts))
        try:
            while self._done < len(self._texts) and not self._cancelled():
                if self._terms.tally.stopped:
                    self._drain()
                    break
                if self._terms.paused():
                    self._rest()
                else:
                    self._hand_out()
                    self._collect(self._patience())
                if self._streak.hopeless(monotonic()):
                    self._give_up()
        finally:
            self._terms.budget.seconds += monotonic() - self._began
            for _ in range(self._workers):
                self._tasks.put(None)
        cancelled = Answer(outcome=OutcomeClass.CANCELLED)
        return [answer or cancelled for answer in self._answers]

    def _resume(self) -> None:
        journal = self._journal
        for place, text in enumerate(self._texts):
            known = journal.seen(answer_key(self._way, text)) if journal else None
            if known is None:
                self._fresh.append(place)
                continue
            self._answers[place] = known
            self._done += 1
            self._terms.tally.resumed += 1
            self._terms.answered(place, known)

    # Handing out

    def _hand_out(self) -> None:
        """Start as many requests as pace and budget allow."""
        terms = self._terms
        while not terms.paused():
            now = monotonic()
            place = self._next(now)
            if place is None or not self._pace.free(now, self._under_way):
                return
            text = self._texts[place]
            if passed := terms.budget.stops(text, now - self._began):
                if self._under_way == 0 or passed != "cost":  # an end may set cost free
                    terms.tally.stopped = passed
                return
            if self._again and self._again[0][1] == place:
                heappop(self._again)
            else:
                self._fresh.popleft()
            self._pace.started()
            self._under_way += 1
            terms.tally.calls += 1
            terms.tally.most_at_once = max(terms.tally.most_at_once, self._under_way)
            if self._workers < min(self._under_way, self._concurrency):
                self._workers += 1
                Thread(
                    target=_work,
                    args=(self._texts, self._asker, self._tasks, self._ended),
                    name="probe",
                    daemon=True,
                ).start()
            self._tasks.put(_Request(place, terms.budget.begin(text), now))

    def _next(self, now: float) -> int | None:
        """The text to ask for next: one whose second chance is due before a new one."""
        if self._again and self._again[0][0] <= now:
            return self._again[0][1]
        return self._fresh[0] if self._fresh else None

    def _patience(self) -> float:
        """Seconds until there may be something to do besides taking answers."""
        now = monotonic()
        wait = self._pace.wait(now)
        if not self._fresh and self._again:
            wait = max(wait, self._again[0][0] - now)
        return min(POLL, wait) if wait > 0 else POLL

    def _rest(self) -> None:
        """Paused: take what was under way. The time counts for no limit and teaches no pace."""
        terms, began = self._terms, monotonic()
        while terms.paused() and not (
            self._cancelled() or terms.tally.stopped or self._done == len(self._texts)
        ):
            self._collect(POLL)
        now = monotonic()
        self._began += now - began
        self._streak.since = now
        self._pace.rested(now)

    # Taking answers

    def _collect(self, patience: float) -> None:
        """Take one request that has ended, if one does within `patience`."""
        try:
            request, answer = self._ended.get(timeout=max(patience, 0.001))
        except Empty:
            return
        self._under_way -= 1
        if isinstance(answer, Exception):
            raise answer
        self._take(request, answer)

    def _take(self, request: _Request, answer: Answer) -> None:
        now, place = monotonic(), request.place
        if answer.served_by:
            self._terms.tally.served_by.add(answer.served_by)
        self._terms.budget.end(self._texts[place], request.reserved, answer)
        if answer.outcome not in INFRASTRUCTURE:
            self._pace.answered()
            self._streak = _Streak(now)
            self._settle(place, answer)
        elif answer.outcome in STOPPING:
            self._terms.tally.stopped = answer.outcome
            self._settle(place, answer)
        else:
            self._fail(request, answer, now)

    def _fail(self, request: _Request, answer: Answer, now: float) -> None:
        place, outcome = request.place, answer.outcome
        self._streak.last[place] = answer
        self._streak.requests += 1
        if outcome is OutcomeClass.RATE_LIMITED:
            self._pace.refused(request.begun, now, answer.retry_after)
            if (answer.retry_after or 0) > LONGEST_WAIT:
                self._terms.tally.stopped = outcome
                self._settle(place, answer)
                return
            self._repeat(place, outcome, now)
            return
        self._pace.troubled()
        self._streak.tries[place] += 1
        failed = self._failed.setdefault(place, Counter())
        failed[outcome] += 1
        if failed[outcome] > AGAIN.get(outcome, 0) or failed.total() > max(AGAIN.values()):
            del self._streak.tries[place]
            self._streak.lost += 1
            self._settle(place, answer)
            return
        if outcome is OutcomeClass.BAD_RESPONSE:  # a mishap on the way: waiting changes nothing
            self._repeat(place, outcome, now)
            return
        pause = BACKOFF * 2 ** (failed.total() - 1) * (0.5 + self._random.random())
        if answer.retry_after is not None:
            pause = min(answer.retry_after, LONGEST_WAIT)
        self._repeat(place, outcome, now + pause)

    def _repeat(self, place: int, outcome: OutcomeClass, when: float) -> None:
        self._terms.tally.repeated[outcome] += 1
        heappush(self._again, (when, place))

    def _settle(self, place: int, answer: Answer) -> None:
        """The last word on one text: on disk before it counts."""
        journal = self._journal
        if journal and answer.outcome in KEPT:
            journal.keep(answer_key(self._way, self._texts[place]), answer)
        self._answers[place] = answer
        self._done += 1
        self._terms.answered(place, answer)
        self._progress(self._done, len(self._texts))

    # Ending early

    def _give_up(self) -> None:
        """The texts that failed keep their fault; the others were never finished."""
        faults = Counter(answer.outcome for answer in self._streak.last.values())
        self._terms.tally.stopped = faults.most_common(1)[0][0]
        for place, answer in self._streak.last.items():
            if self._answers[place] is None:
                self._settle(place, answer)

    def _drain(self) -> None:
        """Take what is under way still: it may be paid for already."""
        until = monotonic() + DRAIN
        while self._under_way and monotonic() < until and not self._cancelled():
            try:
                request, answer = self._ended.get(timeout=POLL)
            except Empty:
                continue
            self._under_way -= 1
            if isinstance(answer, Exception):
                raise answer
            if self._answers[request.place] is None:
                self._terms.budget.end(self._texts[request.place], request.reserved, answer)
                self._settle(request.place, answer)


def _work(
    texts: Sequence[str],
    asker: Asker,
    tasks: SimpleQueue[_Request | None],
    ended: SimpleQueue[tuple[_Request, Answer | Exception]],
) -> None:
    while (request := tasks.get()) is not None:
        try:
            ended.put((request, asker.ask(texts[request.place])))
        except Exception as error:  # noqa: BLE001  (not swallowed: the collector raises it again)
            ended.put((request, error))
            return
