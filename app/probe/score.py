"""The figures of a measurement, each with what it can and cannot show."""

from collections import Counter
from collections.abc import Sequence
from math import ceil, sqrt
from typing import Final

from app.probe.types import Difference, Interval, Latency, OutcomeClass, Prediction

Z: Final = 1.959963984540054  # of the standard normal at 97.5 %


def finished(predictions: Sequence[Prediction]) -> tuple[Prediction, ...]:
    """Those that count: all but the ones the user stopped before they were asked."""
    return tuple(one for one in predictions if one.outcome is not OutcomeClass.CANCELLED)


def right(prediction: Prediction) -> bool:
    if prediction.outcome is not OutcomeClass.OK:
        return False
    if prediction.score is not None:
        return prediction.score >= 1
    return prediction.answer == prediction.label


def item_score(prediction: Prediction) -> float:
    """How right the answer is, in [0, 1]."""
    return float(right(prediction)) if prediction.score is None else prediction.score


def wilson(hits: float, n: float, z: float = Z) -> Interval:
    """A share of `n` > 0 with its 95 % score interval (Wilson 1927)."""
    share = hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(max(0, share * (1 - share)) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == n else min(1.0, centre + half)
    return Interval(value=share, low=low, high=high)


def paired_difference(only_first: float, only_second: float, n: float, z: float = Z) -> Difference:
    """Share right of the first minus the second on the same `n` items; in [-1, 1].

    `only_first` items were right for the first alone. Interval: Bonett and Price 2012.
    """
    first, second = (only_first + 1) / (n + 2), (only_second + 1) / (n + 2)
    middle = first - second
    half = z * sqrt((first + second - middle * middle) / (n + 2))
    value = (only_first - only_second) / n
    return Difference(value=value, low=max(-1.0, middle - half), high=min(1.0, middle + half))


def majority(predictions: Sequence[Prediction]) -> tuple[str, int]:
    """The most frequent true label and how often it occurs."""
    return Counter(one.label for one in predictions).most_common(1)[0]


def latency(predictions: Sequence[Prediction]) -> Latency | None:
    """Milliseconds per answered request: median and 95th percentile (nearest rank)."""
    times = sorted(
        one.latency_ms
        for one in predictions
        if one.latency_ms is not None and one.outcome is OutcomeClass.OK
    )
    if not times:
        return None
    return Latency(p50=times[ceil(0.5 * len(times)) - 1], p95=times[ceil(0.95 * len(times)) - 1])
