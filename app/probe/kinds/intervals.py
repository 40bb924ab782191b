"""Intervals of figures that are no shares: by drawing the items again."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from app.probe.types import Measure

DRAWS: Final = 4000
CELLS: Final = 2_000_000  # of random numbers held at once


def mean_of(scores: Sequence[float], seed: int) -> Measure:
    """The mean with the middle 95 % of means of items drawn again (percentile bootstrap)."""
    import numpy as np  # noqa: PLC0415  (0.1 s that the first paint must not wait for)

    values = np.asarray(scores, dtype=float)
    return drawn(len(values), lambda items: values[items].mean(axis=1), float(values.mean()), seed)


def drawn(n: int, figure: Callable[[Any], Any], value: float, seed: int) -> Measure:
    """`value` with the middle 95 % of `figure` over items drawn again.

    `figure` takes a matrix of item numbers, one draw a row, and answers one figure a row; what is
    no number there (nan) is left out.
    """
    import numpy as np  # noqa: PLC0415  (as above)

    random = np.random.default_rng(seed)
    batch = max(1, CELLS // max(1, n))
    parts = []
    for start in range(0, DRAWS, batch):
        parts.append(figure(random.integers(0, n, (min(batch, DRAWS - start), n))))
    figures = np.concatenate(parts)
    figures = figures[np.isfinite(figures)]
    if len(figures) == 0:
        return Measure(value=value)
    low, high = np.quantile(figures, (0.025, 0.975))
    return Measure(value=value, low=min(float(low), value), high=max(float(high), value))
