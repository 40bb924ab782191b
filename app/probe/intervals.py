"""Intervals for item scores in [0, 1], one system or two on the same items.

Items that belong together count as less than as many: n is divided by the design effect, and the
normal quantile gives way to Student's with the number of groups minus one degrees of freedom.
"""

from collections import Counter
from collections.abc import Sequence
from math import hypot
from typing import TYPE_CHECKING, Any, Final

from app.probe.score import Z, paired_difference, wilson
from app.probe.types import Comparison, Difference, Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS: Final = 4000
BATCH: Final = 400  # draws at a time

Groups = Sequence[int] | None  # the group of each item; None where each stands for itself


def design_effect(values: Sequence[float], groups: Groups) -> float:
    """By what factor the variance of the mean is larger than that of as many single items.

    Between 1 and what it would be if all items of a group were always right or wrong together;
    the latter where the values do not differ and nothing can be estimated.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    n = len(values)
    if groups is None or n < 2:
        return 1.0
    _, group, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    most = float((sizes**2).sum() / n)
    apart = np.asarray(values, dtype=float) - np.mean(values)
    single = (apart**2).sum() / (n * (n - 1))
    if single == 0 or len(sizes) < 2:
        return most
    together = np.bincount(group, weights=apart)
    clustered = len(sizes) / (len(sizes) - 1) * (together**2).sum() / n**2
    return min(most, max(1.0, float(clustered / single)))


def share(scores: Sequence[float], groups: Groups = None, seed: int = 0) -> Interval:
    """The mean of the scores with its 95 % interval.

    Right or wrong: Wilson 1927. Scores between: percentiles of 4,000 resamplings, of groups where
    there are any; equal scores have nothing to resample and get Wilson's interval too.
    """
    n = len(scores)
    if len(set(scores)) == 1 or _is_right_or_wrong(scores):
        effect = design_effect(scores, groups)
        told = wilson(sum(scores) / effect, n / effect, _quantile(groups))
        return Interval(value=sum(scores) / n, low=told.low, high=told.high)
    low, high = _resampled(scores, groups, seed)
    value = sum(scores) / n
    return Interval(value=value, low=min(low, value), high=max(high, value))


def paired(
    first: Sequence[float], second: Sequence[float], groups: Groups = None, seed: int = 0
) -> Difference:
    """The mean of the first minus that of the second on the same items, with its 95 % interval.

    Right or wrong: Bonett and Price 2012. Scores between: percentiles of 4,000 resamplings.
    """
    apart = [one - other for one, other in zip(first, second, strict=True)]
    value = sum(apart) / len(apart)
    if _is_right_or_wrong([*first, *second]) or len(set(apart)) == 1:
        effect = design_effect(apart, groups)
        more = sum(each for each in apart if each > 0) / effect
        less = -sum(each for each in apart if each < 0) / effect
        told = paired_difference(more, less, len(apart) / effect, _quantile(groups))
        return Difference(value=value, low=told.low, high=told.high)
    low, high = _resampled(apart, groups, seed)
    return Difference(value=value, low=min(low, value), high=max(high, value))


def unpaired(first: Interval, second: Interval) -> Difference:
    """The second minus the first, measured on different items, with its 95 % interval: method 10
    of Newcombe 1998, which puts it together from the two intervals."""
    value = second.value - first.value
    less = hypot(second.value - second.low, first.high - first.value)
    more = hypot(second.high - second.value, first.value - first.low)
    return Difference(value=value, low=max(-1.0, value - less), high=min(1.0, value + more))


def compared(
    against: str,
    first: Sequence[float],
    second: Sequence[float],
    groups: Groups = None,
    seed: int = 0,
) -> Comparison:
    """The first system against the second; `p_holm` is that of this comparison alone."""
    pairs = list(zip(first, second, strict=True))
    p = _p_value(pairs, groups)
    return Comparison(
        against=against,
        accuracy=share(second, groups, seed),
        difference=paired(first, second, groups, seed),
        only_model=sum(one > other for one, other in pairs),
        only_other=sum(one < other for one, other in pairs),
        p=p,
        p_holm=p,
    )


def mid_p(only_first: int, only_second: int) -> float:
    """The mid-p McNemar test, two-sided (Fagerland, Lydersen and Laake 2013)."""
    from scipy.stats import binom  # noqa: PLC0415  (takes half a second)

    n = only_first + only_second
    least = min(only_first, only_second)
    return min(1.0, float(2 * binom.cdf(least, n, 0.5) - binom.pmf(least, n, 0.5))) if n else 1.0


def holm(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """The same with `p_holm` corrected for their number (Holm 1979)."""
    order = sorted(range(len(comparisons)), key=lambda place: comparisons[place].p)
    corrected: dict[int, float] = {}
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - rank) * comparisons[place].p))
        corrected[place] = highest
    return tuple(
        one.model_copy(update={"p_holm": corrected[place]})
        for place, one in enumerate(comparisons)
    )


def _p_value(pairs: Sequence[tuple[float, float]], groups: Groups) -> float:
    """Mid-p McNemar where items stand for themselves and are right or wrong, else a t test."""
    if groups is None and _is_right_or_wrong([each for pair in pairs for each in pair]):
        counts = Counter(one - other for one, other in pairs)
        return mid_p(counts[1], counts[-1])
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)
    from scipy.stats import t  # noqa: PLC0415  (takes half a second)

    apart = np.array([one - other for one, other in pairs])
    if len(set(apart.tolist())) == 1:
        return 1.0 if apart[0] == 0 else 0.0
    effect = design_effect(apart.tolist(), groups)
    error = float(apart.std(ddof=1) / (len(apart) / effect) ** 0.5)
    degrees = (len(set(groups)) if groups is not None else len(apart)) - 1
    return float(2 * t.sf(abs(apart.mean()) / error, max(1, degrees)))


def _quantile(groups: Groups) -> float:
    if groups is None:
        return Z
    from scipy.stats import t  # noqa: PLC0415  (takes half a second)

    return float(t.ppf(0.975, max(1, len(set(groups)) - 1)))


def _is_right_or_wrong(scores: Sequence[float]) -> bool:
    return all(score in (0, 1) for score in scores)


def _resampled(values: Sequence[float], groups: Groups, seed: int) -> tuple[float, float]:
    """The middle 95 % of the mean when whole groups are drawn again and again."""
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    each = np.asarray(values, dtype=float)
    _, group = np.unique(np.arange(len(each)) if groups is None else groups, return_inverse=True)
    sums, sizes = np.bincount(group, weights=each), np.bincount(group)
    random = np.random.default_rng(seed)
    means: list[NDArray[Any]] = []
    for _ in range(DRAWS // BATCH):
        drawn = random.integers(0, len(sums), (BATCH, len(sums)))
        means.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    return float(low), float(high)
