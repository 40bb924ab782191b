"""At how many labels the small trained model overtakes the large one, and how sure that is.

Three forms of learning curve are fitted and pooled, since no one form is right for all data
(Viering and Loog 2023). Nothing is said beyond three times the labels there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.probe.baseline import Baseline
from app.probe.types import Crossover, Curve, CurvePoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS: Final = 400
REACH: Final = 3  # times today's labels; beyond it nothing is said
LEVEL: Final = (0.05, 0.5, 0.95)  # of the draws; simulated, these hold the truth in over 80 %
WIDE: Final = (0.025, 0.5, 0.975)  # the 95 % range of a share
SPANS: Final = {"line": 3, "logit": 4}  # the last sizes that a form is fitted to
EXPONENTS: Final = (0.03, 2.0, 80)  # of the power law: least, most, how many are tried
AHEAD: Final = 6  # steps of the curve's continuation
NEAR: Final = 0.5  # of an item: shares of 0 and 1 are held off by it


class Form(Protocol):
    """One form of learning curve, fitted to every draw."""

    def crossing(self, level: "NDArray[Any]") -> "NDArray[Any]":
        """The number of labels at which each draw reaches its level; 0: from the start on."""

    def at(self, labels: float) -> "NDArray[Any]":
        """The share right of each draw after training on so many labels."""


def learning_curve(baseline: Baseline, scores: Sequence[float], seed: int) -> Curve | None:
    """The curve with 95 % intervals, and its continuation to three times the labels there are.

    `scores` are the item scores of the other model, in the order of `baseline.ids`: it is
    resampled as `crossover` does. None where there is no curve.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    if not baseline.sizes:
        return None
    drawn, _ = _resampled(baseline, scores, seed)
    low, _, high = np.quantile(drawn, WIDE, axis=0)
    hits = baseline.table()
    means = hits.mean(axis=(1, 2))
    forms = _forms(np.array(baseline.sizes, dtype=float), drawn)
    beyond = np.geomspace(baseline.sizes[-1], REACH * baseline.today, AHEAD + 1)
    ahead = [np.quantile(np.concatenate([form.at(n) for form in forms]), WIDE) for n in beyond]
    return Curve(
        learner=baseline.name,
        repeats=hits.shape[1],
        points=tuple(
            CurvePoint(
                labels=size,
                value=float(means[at]),
                low=min(float(low[at]), float(means[at])),
                high=max(float(high[at]), float(means[at])),
            )
            for at, size in enumerate(baseline.sizes)
        ),
        continued=tuple(
            CurvePoint(labels=round(n), low=float(low), value=float(middle), high=float(high))
            for n, (low, middle, high) in zip(beyond, ahead, strict=True)
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
    drawn, level = _resampled(baseline, scores, seed)
    forms = _forms(np.array(baseline.sizes, dtype=float), drawn)
    crossings = np.concatenate([form.crossing(level) for form in forms])
    return _summary(crossings, baseline.sizes[0], baseline.today)


def _resampled(
    baseline: Baseline, scores: Sequence[float], seed: int
) -> "tuple[NDArray[Any], NDArray[Any]]":
    """DRAWS × sizes shares right of the small model, and DRAWS shares right of the other.

    Both are held off 0 and 1 by half an item.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    hits = baseline.table().astype(float)
    _, repeats, items = hits.shape
    random = np.random.default_rng(seed)
    weight = random.multinomial(items, np.full(items, 1 / items), DRAWS) / items
    taken = random.multinomial(repeats, np.full(repeats, 1 / repeats), DRAWS) / repeats
    drawn = np.einsum("di,sri,dr->ds", weight, hits, taken, optimize=True)
    held = NEAR / items
    level = weight @ np.asarray(scores, dtype=float)
    return np.clip(drawn, held, 1 - held), np.clip(level, held, 1 - held)


def _forms(sizes: "NDArray[Any]", drawn: "NDArray[Any]") -> tuple[Form, ...]:
    return (
        _power_law(sizes, drawn),
        _Straight(sizes, drawn, SPANS["line"], _same, _same),
        _Straight(sizes, drawn, SPANS["logit"], _logit, _expit),
    )


@dataclass(frozen=True, slots=True)
class _PowerLaw:
    """err(n) = a + b·n^-c, one a, b and c for each draw."""

    a: "NDArray[Any]"
    b: "NDArray[Any]"
    c: "NDArray[Any]"

    def crossing(self, level: "NDArray[Any]") -> "NDArray[Any]":
        import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

        gap = (1 - level) - self.a
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            reached = np.exp(np.log(self.b / gap) / self.c)
        return np.where(gap <= 0, np.inf, np.where(self.b == 0, 0.0, reached))

    def at(self, labels: float) -> "NDArray[Any]":
        return 1 - self.a - self.b * labels**-self.c


def _power_law(sizes: "NDArray[Any]", drawn: "NDArray[Any]") -> _PowerLaw:
    """The power law with 0 ≤ a < 1, b ≥ 0 fitted to every draw (Figueroa et al. 2012).

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
        a = np.where(better, start, a)
        b = np.where(better, slope, b)
        c = np.where(better, exponent, c)
    return _PowerLaw(a, b, c)


class _Straight:
    """The share right, seen through `bend`, is a straight line in log n over the `last` sizes."""

    def __init__(
        self,
        sizes: "NDArray[Any]",
        drawn: "NDArray[Any]",
        last: int,
        bend: "Callable[[NDArray[Any]], NDArray[Any]]",
        back: "Callable[[NDArray[Any]], NDArray[Any]]",
    ) -> None:
        import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

        x = np.log(sizes[-last:])
        y = bend(drawn[:, -last:])
        self._bend, self._back = bend, back
        self._x, self._y = x.mean(), y.mean(axis=1)
        self._slope = ((x - self._x) * (y - self._y[:, None])).sum(axis=1)
        self._slope /= ((x - self._x) ** 2).sum()

    def crossing(self, level: "NDArray[Any]") -> "NDArray[Any]":
        """A line that does not rise never crosses, unless it is above from the start."""
        import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

        above = self._bend(level) - self._y
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            reached = np.exp(self._x + above / self._slope)
        return np.where(self._slope > 0, reached, np.where(above <= 0, 0.0, np.inf))

    def at(self, labels: float) -> "NDArray[Any]":
        import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

        straight = self._y + self._slope * (np.log(labels) - self._x)
        return np.asarray(np.clip(self._back(straight), 0, 1))


def _same(share: "NDArray[Any]") -> "NDArray[Any]":
    return share


def _logit(share: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    return np.asarray(np.log(share / (1 - share)))


def _expit(logit: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    return np.asarray(1 / (1 + np.exp(-logit)))


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
        """Two digits, on the same side of `today` and `reach` as the number itself."""
        if labels > reach:
            return None
        rounded = min(reach, two_digits(max(float(labels), first)))
        return max(rounded, today + 1) if labels > today else min(rounded, today)

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
