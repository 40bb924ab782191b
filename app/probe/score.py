"""The figures of a measurement, each with what it can and cannot show."""

from collections import Counter
from collections.abc import Sequence
from math import ceil, sqrt
from typing import Final

from app.probe.types import Interval, Latency, OutcomeClass, Prediction

Z: Final = 1.959963984540054  # of the standard normal at 97.5 %
DRAWS: Final = 4000
CELLS: Final = 400_000  # of random numbers held at once


def finished(predictions: Sequence[Prediction]) -> tuple[Prediction, ...]:
    """Those that count: all but the ones the user stopped before they were asked."""
    return tuple(one for one in predictions if one.outcome is not OutcomeClass.CANCELLED)


def right(prediction: Prediction) -> bool:
    if prediction.outcome is not OutcomeClass.OK:
        return False
    if prediction.score is not None:
        return prediction.score >= 1
    return prediction.answer == prediction.label


def wilson(hits: int, n: int) -> Interval:
    """A share of `n` ≥ 1 with its 95 % score interval (Wilson 1927)."""
    share = hits / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == n else min(1.0, centre + half)
    return Interval(value=share, low=low, high=high)


def paired_difference(only_first: int, only_second: int, n: int) -> Interval:
    """Share right of the first minus the second on the same `n` items; in [-1, 1].

    `only_first` items were right for the first alone. Interval: Bonett and Price 2012.
    """
    first, second = (only_first + 1) / (n + 2), (only_second + 1) / (n + 2)
    middle = first - second
    half = Z * sqrt((first + second - middle * middle) / (n + 2))
    value = (only_first - only_second) / n
    return Interval(value=value, low=max(-1.0, middle - half), high=min(1.0, middle + half))


def difference(first: Sequence[bool], second: Sequence[bool]) -> Interval:
    """`paired_difference` of two lists of which items were right."""
    pairs = Counter(zip(first, second, strict=True))
    return paired_difference(pairs[True, False], pairs[False, True], len(first))


def macro_f1(predictions: Sequence[Prediction], labels: Sequence[str], seed: int) -> Interval:
    """Mean F1 over the declared `labels`; what is no label counts as missed, never as right.

    The interval holds the middle 95 % of draws of the confusion matrix (one more column for what
    is no label) from Dirichlet(counts + 0.5 / number of labels): with few items per label it
    covers the truth more often than a bootstrap does.
    """
    import numpy as np  # noqa: PLC0415  (0.1 s that the first paint must not wait for)

    size = len(labels)
    place = {label: number for number, label in enumerate(labels)}
    counts = np.zeros((size, size + 1))
    for one in predictions:
        answer = one.answer if one.outcome is OutcomeClass.OK else None
        counts[place[one.label], size if answer is None else place[answer]] += 1

    def mean_f1(matrices: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.float64]":
        hits = np.diagonal(matrices[..., :size], axis1=-2, axis2=-1)
        asked, given = matrices.sum(-1), matrices[..., :size].sum(-2)
        both = asked + given
        shares = np.divide(2 * hits, both, out=np.zeros_like(both), where=both > 0)
        return np.asarray(shares.mean(-1))

    random = np.random.default_rng(seed)
    batch = max(1, CELLS // counts.size)
    draws = []
    for start in range(0, DRAWS, batch):
        shape = (min(batch, DRAWS - start), *counts.shape)
        draws.append(mean_f1(random.standard_gamma(counts + 0.5 / size, shape)))
    value = float(mean_f1(counts))
    low, high = np.quantile(np.concatenate(draws), (0.025, 0.975))
    return Interval(value=value, low=min(float(low), value), high=max(float(high), value))


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
