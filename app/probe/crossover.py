"""At how many labels the small trained model overtakes the large one, and how sure that is.

Three forms of learning curve are fitted and pooled, since no one form is right for all data
(Viering and Loog 2023). Nothing is said beyond three times the labels there are.
"""

from collections.abc import Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Any, Final

from app.probe.baseline import Baseline
from app.probe.types import Crossover, Curve, CurvePoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS: Final = 400
REACH: Final = 3  # times today's labels; beyond it nothing is said
LEVEL: Final = (0.1, 0.5, 0.9)  # of the draws: the 80 % range and its middle
SPANS: Final = {"line": 3, "logit": 4}  # the last sizes that a form is fitted to
EXPONENTS: Final = (0.03, 2.0, 80)  # of the power law: least, most, how many are tried
NEAR: Final = 0.5  # of an item: shares of 0 and 1 are held off by it


def learning_curve(baseline: Baseline, scores: Sequence[float], seed: int) -> Curve:
    """The curve itself with 95 % intervals; resampled like the crossing."""
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    drawn, _ = _resampled(baseline.hits, scores, seed)
    low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
    means = baseline.hits.mean(axis=(1, 2))
    return Curve(
        learner=baseline.name,
        repeats=baseline.hits.shape[1],
        points=tuple(
            CurvePoint(
                labels=size,
                value=float(means[at]),
                low=min(float(low[at]), float(means[at])),
                high=max(float(high[at]), float(means[at])),
            )
            for at, size in enumerate(baseline.sizes)
        ),
    )


def crossover(baseline: Baseline, scores: Sequence[float], seed: int) -> Crossover | None:
    """Where the small model reaches the share right of the model whose item `scores` these are.

    `scores` are in the order of `baseline.ids`. Items, repeats and the model's own scores on the
    same items are resampled together DRAWS times; each form gives one crossing per draw. None
    where there is no curve.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    if not baseline.sizes:
        return None
    drawn, level = _resampled(baseline.hits, scores, seed)
    sizes = np.array(baseline.sizes, dtype=float)
    held = NEAR / len(baseline.ids)
    drawn, level = np.clip(drawn, held, 1 - held), np.clip(level, held, 1 - held)
    crossings = np.concatenate(
        [
            _power_law(sizes, drawn, level),
            _line(sizes, drawn, level, SPANS["line"]),
            _line(sizes, _logit(drawn), _logit(level), SPANS["logit"]),
        ]
    )
    return _summary(crossings, baseline.sizes[0], baseline.today)


def _resampled(
    hits: "NDArray[Any]", scores: Sequence[float], seed: int
) -> "tuple[NDArray[Any], NDArray[Any]]":
    """DRAWS × sizes shares right of the small model, and DRAWS shares right of the other."""
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    _, repeats, items = hits.shape
    random = np.random.default_rng(seed)
    weight = random.multinomial(items, np.full(items, 1 / items), DRAWS) / items
    taken = random.multinomial(repeats, np.full(repeats, 1 / repeats), DRAWS) / repeats
    drawn = np.einsum("di,sri,dr->ds", weight, hits.astype(float), taken, optimize=True)
    return drawn, weight @ np.asarray(scores, dtype=float)


def _power_law(
    sizes: "NDArray[Any]", drawn: "NDArray[Any]", level: "NDArray[Any]"
) -> "NDArray[Any]":
    """Crossings under err(n) = a + b·n^-c with 0 ≤ a < 1, b ≥ 0 (Figueroa et al. 2012).

    For every c of a grid the best a and b follow in closed form (weighted least squares, weights
    √n times the binomial precision); the c with the least error is taken. So no start values.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    wrong = 1 - drawn
    weight = np.sqrt(sizes) / (drawn * wrong)
    weight /= weight.sum(axis=1, keepdims=True)
    middle = (weight * wrong).sum(axis=1)
    least = np.full(len(drawn), np.inf)
    a, b, c = np.zeros(len(drawn)), np.zeros(len(drawn)), np.ones(len(drawn))
    for exponent in np.geomspace(*EXPONENTS[:2], EXPONENTS[2]):
        x = sizes**-exponent
        mean = weight @ x
        spread = weight @ (x * x) - mean**2
        slope = np.maximum(0, ((weight * wrong) @ x - mean * middle) / spread)
        start = middle - slope * mean
        through = ((weight * wrong) @ x) / (weight @ (x * x))  # a is held at 0
        slope, start = np.where(start < 0, through, slope), np.maximum(start, 0)
        error = (weight * (wrong - start[:, None] - slope[:, None] * x) ** 2).sum(axis=1)
        better = error < least
        least = np.where(better, error, least)
        a, b, c = (
            np.where(better, new, old) for new, old in ((start, a), (slope, b), (exponent, c))
        )
    gap = (1 - level) - a
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        reached = np.exp(np.log(b / gap) / c)
    return np.where(gap <= 0, np.inf, np.where(b == 0, 0.0, reached))


def _line(
    sizes: "NDArray[Any]", drawn: "NDArray[Any]", level: "NDArray[Any]", last: int
) -> "NDArray[Any]":
    """Crossings where the share (or its logit) is a line in log n through the `last` sizes."""
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    x = np.log(sizes[-last:])
    y = drawn[:, -last:]
    slope = ((x - x.mean()) * (y - y.mean(axis=1, keepdims=True))).sum(axis=1)
    slope /= ((x - x.mean()) ** 2).sum()
    above = y.mean(axis=1) >= level
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        reached = np.exp(x.mean() + (level - y.mean(axis=1)) / slope)
    return np.where(slope > 0, reached, np.where(above, 0.0, np.inf))


def _logit(share: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    return np.asarray(np.log(share / (1 - share)))


def _summary(crossings: "NDArray[Any]", first: int, today: int) -> Crossover:
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    reach = REACH * today
    low, middle, high = np.quantile(crossings, LEVEL, method="inverted_cdf")
    if high <= first:
        category = "already"
    elif high <= today:
        category = "inside"
    elif high <= reach:
        category = "within_three"
    elif low > reach:
        category = "beyond_three"
    elif low > today:
        category = "beyond_now"
    else:
        category = "unclear"

    def told(labels: float) -> int | None:
        return None if labels > reach else two_digits(max(float(labels), first))

    return Crossover(
        category=category,
        today=today,
        value=told(middle),
        low=told(low),
        high=told(high),
        within_today=float((crossings <= today).mean()),
        within_three=float((crossings <= reach).mean()),
        never=float(np.isinf(crossings).mean()),
    )


def two_digits(number: float) -> int:
    """Rounded to two digits: more would claim more than is known."""
    if number < 1:
        return round(number)
    step = 10 ** max(0, floor(log10(number)) - 1)
    return int(round(number / step) * step)
