"""From the log-probabilities of the labels to a label, and how far the probabilities hold.

A model leans to some labels whatever the text. Three ways to take that off are known here; which
one is best differs by model and task, so it is chosen on examples that are not scored.
"""

import itertools
from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import exp
from statistics import fmean, median
from typing import Final, NamedTuple

from app.probe.types import Calibration

ENOUGH: Final = 20  # fewer items say too little about what the model leans to
CONTENT_FREE: Final = ("N/A", "[MASK]", "")  # texts that say nothing (Zhao et al. 2021)
TRUSTED: Final = 200  # items from which on it is told how far the probabilities hold
BINS: Final = 10

Scores = Sequence[float]


class Way(StrEnum):
    """What is taken off the label scores; of ways equally right the first is used."""

    BATCH = "batch"
    CONTENT_FREE = "content_free"
    NONE = "none"


class Asked(NamedTuple):
    """The label scores of one example, and its true label."""

    scores: Scores
    label: str


def offsets(scores: Sequence[Scores]) -> tuple[float, ...]:
    """What the model gives each label whatever the text: the median over the items.

    Batch calibration (Zhou et al. 2023, arXiv:2309.17249), with the median in place of the mean.
    It uses no true label. It leans to equal shares, so it costs accuracy where one label prevails.
    """
    if len(scores) < ENOUGH:
        return (0.0,) * len(scores[0]) if scores else ()
    return tuple(median(column) for column in zip(*scores, strict=True))


def leanings(items: Sequence[Scores], free: Sequence[Scores]) -> Mapping[Way, tuple[float, ...]]:
    """The offsets of every way that can be used: `items` are the scores of the batch, `free`
    those of CONTENT_FREE. With one content-free text this is the label's pointwise mutual
    information with the text (Holtzman et al. 2021)."""
    ways = {Way.BATCH: offsets(items)}
    if free:
        ways[Way.CONTENT_FREE] = tuple(fmean(column) for column in zip(*free, strict=True))
    ways[Way.NONE] = (0.0,) * len(items[0]) if items else ()
    return ways


def best(labels: Sequence[str], scores: Scores, offset: Sequence[float]) -> str:
    """The label with the highest score above its offset; the first of equals."""
    return max(zip(labels, scores, offset, strict=True), key=lambda each: each[1] - each[2])[0]


def chosen(labels: Sequence[str], held_out: Sequence[Asked], free: Sequence[Scores]) -> Way:
    """The way that is right most often on examples that are not scored; batch without enough."""
    if len(held_out) < ENOUGH:
        return Way.BATCH
    ways = leanings([one.scores for one in held_out], free)
    right = {
        way: sum(best(labels, one.scores, offset) == one.label for one in held_out)
        for way, offset in ways.items()
    }
    return max(right, key=lambda way: right[way])


def calibration(
    labels: Sequence[str],
    items: Sequence[Asked],
    way: Way,
    offset: Sequence[float],
    chosen_on: int,
) -> Calibration:
    """What was done, and from TRUSTED items on how far the probabilities hold."""
    if len(items) < TRUSTED:
        return Calibration(way=way, chosen_on=chosen_on)
    told = [_shares(one.scores, offset) for one in items]
    place = {label: number for number, label in enumerate(labels)}
    true = [place[one.label] for one in items]
    brier = fmean(
        sum((share - (number == answer)) ** 2 for number, share in enumerate(shares))
        for shares, answer in zip(told, true, strict=True)
    )
    sure = sorted(
        (max(shares), shares.index(max(shares)) == answer)
        for shares, answer in zip(told, true, strict=True)
    )
    return Calibration(way=way, chosen_on=chosen_on, ece=_ece(sure), brier=brier)


def _ece(sure: Sequence[tuple[float, bool]]) -> float:
    """Mean gap between how sure and how right, over BINS bins of equal count, in rising order."""
    edges = [round(len(sure) * bin_ / BINS) for bin_ in range(BINS + 1)]
    gap = 0.0
    for begin, end in itertools.pairwise(edges):
        part = sure[begin:end]
        gap += abs(sum(one[0] for one in part) - sum(one[1] for one in part))
    return gap / len(sure)


def _shares(scores: Scores, offset: Sequence[float]) -> list[float]:
    """Probabilities that add up to 1, after taking the offset off."""
    above = [score - lean for score, lean in zip(scores, offset, strict=True)]
    top = max(above)
    powers = [exp(each - top) for each in above]
    whole = sum(powers)
    return [power / whole for power in powers]
