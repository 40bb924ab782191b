"""Two measurements against each other: on the same items where they share them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.probe.analysis import belonging
from app.probe.compute import Cancel, Progress
from app.probe.intervals import compared, share, unpaired
from app.probe.score import finished, item_score
from app.probe.types import Difference, Example, Interval, Prediction, ProbeResult


@dataclass(frozen=True, slots=True)
class Compared:
    """`difference` is the second minus the first. `paired`: both were asked the same `n` items,
    and the two shares are those on these items; else each is on its own. Only then there are
    `only_first`, `only_second` (items that one alone got right) and `p` (mid-p McNemar; a t test
    where scores lie between 0 and 1 or items belong together). `graded`: answers are nearer or
    farther, and the shares are mean scores. `widened`: it is known which items belong together,
    or that none do."""

    paired: bool
    n: int
    first: Interval
    second: Interval
    difference: Difference
    only_first: int = 0
    only_second: int = 0
    p: float | None = None
    graded: bool = False
    widened: bool = True


def comparable(first: ProbeResult, second: ProbeResult) -> bool:
    """The same kind of task, and something finished in both."""
    return first.kind == second.kind and first.n > 0 and second.n > 0


def compare(
    first: ProbeResult,
    second: ProbeResult,
    examples: Sequence[Example] | None = None,
    _progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> Compared:
    """The second against the first, which have to be `comparable`. `examples`: those of both,
    where they can still be read; they tell which items belong together. Raises Cancelled."""
    graded = first.accuracy is None
    shared = _shared(first, second)
    if not shared:
        one, other = (_whole(each) for each in (first, second))
        difference = unpaired(one, other)
        return Compared(False, 0, one, other, difference, graded=graded)
    texts = {one.id: one for one in examples or ()}
    known = all(each.id in texts for each, _ in shared)
    groups = belonging([texts[each.id] for each, _ in shared], cancelled) if known else None
    scores = [item_score(each) for each, _ in shared]
    others = [item_score(each) for _, each in shared]
    told = compared("", others, scores, groups)
    return Compared(
        paired=True,
        n=len(shared),
        first=share(scores, groups),
        second=share(others, groups),
        difference=told.difference,
        only_first=told.only_other,
        only_second=told.only_model,
        p=told.p,
        graded=graded,
        widened=known or not (first.clusters or second.clusters),
    )


def same_data(first: ProbeResult, second: ProbeResult) -> bool:
    """Both were measured on rows of the same file, taken alike."""
    names = ("data_sha256", "sheet", "text_column", "label_column")
    one, other = ([each.manifest.get(name) for name in names] for each in (first, second))
    return bool(one[0]) and one == other


def _shared(first: ProbeResult, second: ProbeResult) -> list[tuple[Prediction, Prediction]]:
    """What both finished of the same data, with the same right answer."""
    if not same_data(first, second):
        return []
    others: Mapping[str, Prediction] = {one.id: one for one in finished(second.predictions)}
    return [
        (one, others[one.id])
        for one in finished(first.predictions)
        if one.id in others and others[one.id].label == one.label
    ]


def _whole(result: ProbeResult) -> Interval:
    if result.accuracy is not None:
        return result.accuracy
    return share([item_score(one) for one in finished(result.predictions)])
