"""What a number of examples can and cannot show, said before anything is spent. Pure."""

from bisect import bisect_left
from dataclasses import dataclass
from math import ceil, exp, lgamma, log, sqrt
from typing import Final

from app.probe.score import Z, wilson

POWER: Final = 0.8
Z_POWER: Final = 0.8416212335729143  # of the standard normal at 80 %
DISCORDANT: Final = 0.2  # share of items that only one of two systems gets right, when unknown
USUAL: Final = 0.8  # share right taken for the width of an interval
STEPS: Final = (0.03, 0.05, 0.10, 0.15, 0.20)  # differences shown in the table


def items_needed(difference: float, discordant: float = DISCORDANT) -> int | None:
    """Items on which two systems this far apart are told apart in four of five measurements.

    Two-sided 5 %, paired: (1.96·√psi + 0.84·√(psi - d²))² / d². None where the difference is
    larger than the share of items on which they differ at all.
    """
    if difference > discordant:
        return None
    inner = Z * sqrt(discordant) + Z_POWER * sqrt(discordant - difference**2)
    return ceil(inner * inner / difference**2 - 1e-9)


def seen_with(n: int, discordant: float = DISCORDANT) -> float | None:
    """The least difference told apart on `n` items in four of five measurements; in steps of 1 pt.

    Systems further apart than `discordant` differ on as many items. None: not even the largest.
    """
    for points in range(1, 100):
        needed = items_needed(points / 100, max(discordant, points / 100))
        if needed is not None and needed <= n:
            return points / 100
    return None


def half_width(n: int, share: float = USUAL) -> float:
    """Half of the width of Wilson's interval for such a share on `n` items."""
    told = wilson(share * n, n)
    return (told.high - told.low) / 2


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each verdict on a target is; they add up to 1."""

    supports: float
    contradicts: float
    inconclusive: float


def verdict_odds(n: int, truth: float, target: float) -> Odds:
    """Exact odds that `n` items show a model of share right `truth` to reach `target` or not."""
    every = range(n + 1)
    enough = bisect_left(every, True, key=lambda hits: wilson(hits, n).low >= target)
    short = bisect_left(every, True, key=lambda hits: wilson(hits, n).high >= target)
    supports = sum(_binomial(hits, n, truth) for hits in range(enough, n + 1))
    contradicts = sum(_binomial(hits, n, truth) for hits in range(short))
    return Odds(supports, contradicts, 1 - supports - contradicts)


@dataclass(frozen=True, slots=True)
class Power:
    """What `n` examples can show. `least`: difference that is seen in four of five measurements;
    `enough`: examples that would show one of `wanted`; shares in [0, 1]."""

    n: int
    half_width: float
    least: float | None
    wanted: float
    enough: int


def power(n: int, wanted: float = 0.10) -> Power:
    enough = items_needed(wanted)
    if enough is None:
        raise ValueError("more than the systems differ at all")
    return Power(n, half_width(n), seen_with(n), wanted, enough)


def _binomial(hits: int, n: int, truth: float) -> float:
    if truth in (0, 1):
        return float(hits == n * truth)
    ways = lgamma(n + 1) - lgamma(hits + 1) - lgamma(n - hits + 1)
    return exp(ways + hits * log(truth) + (n - hits) * log(1 - truth))
