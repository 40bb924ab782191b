"""From the log-probabilities of the labels to a label."""

from collections.abc import Sequence
from statistics import median
from typing import Final

ENOUGH: Final = 20  # fewer items say too little about what the model leans to


def offsets(scores: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """What the model gives each label whatever the text: the median over the items.

    Batch calibration (Zhou et al. 2023, arXiv:2309.17249), with the median in place of the mean.
    It uses no true label. It leans to equal shares, so it costs accuracy where one label prevails.
    """
    if len(scores) < ENOUGH:
        return (0.0,) * len(scores[0]) if scores else ()
    return tuple(median(column) for column in zip(*scores, strict=True))


def best(labels: Sequence[str], scores: Sequence[float], offset: Sequence[float]) -> str:
    """The label with the highest score above its offset; the first of equals."""
    return max(zip(labels, scores, offset, strict=True), key=lambda each: each[1] - each[2])[0]
