"""How a measurement stands while it goes on: the figures so far, before anything is judged."""

from bisect import insort
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from app.probe.calibrate import best, offsets
from app.probe.score import wilson
from app.probe.task import Layout
from app.probe.types import Answer, Interval, Latency, OutcomeClass


@dataclass(frozen=True, slots=True)
class Standing:
    """`n` examples have ended, `share` of them right: no verdict, and where labels are told by
    their probability not corrected yet for good. None where nothing is simply right or nothing
    has ended. `outcomes` counts every way that requests ended."""

    n: int = 0
    share: Interval | None = None
    latency: Latency | None = None
    outcomes: Mapping[OutcomeClass, int] = field(default_factory=dict)


class Watch:
    """Hears of every answer of a run in turn and tells how it stands; on one thread."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._kind = layout.questions[0].kind
        self._labels = layout.questions[0].labels
        self._tried = len(layout.questions) * len(layout.tried)
        self._heard = 0
        self._n = 0
        self._right = 0
        self._scored: list[tuple[tuple[float, ...], str]] = []
        self._times: list[float] = []
        self._outcomes: Counter[OutcomeClass] = Counter()

    def heard(self, place: int, answer: Answer) -> None:
        """As `Terms.answered`: first those on the examples that are tried, then those scored."""
        self._heard += 1
        self._outcomes[answer.outcome] += 1
        if answer.outcome is OutcomeClass.OK and answer.latency_ms is not None:
            insort(self._times, answer.latency_ms)
        scored = self._layout.scored
        if self._heard <= self._tried or self._n == len(scored):  # then a judge grades
            return
        gold = scored[place].label
        self._n += 1
        if answer.scores is not None:
            self._scored.append((answer.scores, gold))
        elif answer.outcome is OutcomeClass.OK:
            self._right += self._kind.scores([gold], [answer.label])[0] >= 1

    def standing(self) -> Standing:
        return Standing(self._n, self._share(), self._latency(), {**self._outcomes})

    def _share(self) -> Interval | None:
        if self._kind.graded or not self._n:
            return None
        offset = offsets([scores for scores, _ in self._scored])
        told = sum(best(self._labels, scores, offset) == gold for scores, gold in self._scored)
        return wilson(self._right + told, self._n)

    def _latency(self) -> Latency | None:
        """Median and 95th percentile, nearest rank, as in the result."""
        times = self._times
        if not times:
            return None
        p50, p95 = (times[ceil(share * len(times)) - 1] for share in (0.5, 0.95))
        return Latency(p50=p50, p95=p95)
