"""The ground of a chart: where values lie on the sheet, grid, axes, and labels that keep apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from app.draw.colours import Ink
from app.draw.types import Anchor, Line, Shape, Stroke, Words

SMALL: Final = 12.0
APART: Final = 16.0  # of two labels, from baseline to baseline
GRID: Final = Stroke(Ink.LINE)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values between `low` and `high` on the stretch from `start` to `end` of the sheet."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        low, high, here = (
            (log(self.low), log(self.high), log(value))
            if self.logarithmic
            else (self.low, self.high, value)
        )
        return self.start + (here - low) / (high - low) * (self.end - self.start)


def rounded_counts(low: float, high: float) -> list[int]:
    """1, 2 and 5 times powers of ten between the two; only the powers where there are many."""
    powers = [10**exponent for exponent in range(8)]
    every = [step * power for power in powers for step in (1, 2, 5)]
    inside = [number for number in every if low <= number <= high]
    return inside if len(inside) <= 8 else [number for number in inside if number in powers]


def upright_grid(x: Scale, ticks: Sequence[float], texts: Sequence[str], y: Scale) -> list[Shape]:
    """Lines from top to bottom at `ticks` of `x`, each with its text below."""
    shapes: list[Shape] = []
    for tick, text in zip(ticks, texts, strict=True):
        across = x.at(tick)
        shapes.append(Line(((across, y.start), (across, y.end)), GRID))
        below = max(y.start, y.end) + 16
        shapes.append(Words(across, below, text, SMALL, Ink.MUTED, anchor=Anchor.MIDDLE))
    return shapes


def level_grid(y: Scale, ticks: Sequence[float], texts: Sequence[str], x: Scale) -> list[Shape]:
    """Lines from left to right at `ticks` of `y`, each with its text on the left."""
    shapes: list[Shape] = []
    for tick, text in zip(ticks, texts, strict=True):
        down = y.at(tick)
        shapes.append(Line(((x.start, down), (x.end, down)), GRID))
        shapes.append(Words(x.start - 8, down + 4, text, SMALL, Ink.MUTED, anchor=Anchor.END))
    return shapes


def kept_apart(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights near the `wanted` ones, in their order, APART from each other and between the ends.

    Neighbours that would touch share the room around their mean.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    blocks: list[tuple[float, list[int]]] = []  # middle and members, from the top
    for place in order:
        middle, members = wanted[place], [place]
        while blocks:
            above, others = blocks[-1]
            room = (len(others) + len(members)) / 2 * APART
            if middle - above >= room:
                break
            blocks.pop()
            count = len(others) + len(members)
            middle = (above * len(others) + middle * len(members)) / count
            members = others + members
        half = (len(members) - 1) / 2 * APART
        middle = min(max(middle, top + half), bottom - half)
        blocks.append((middle, members))
    heights = [0.0] * len(wanted)
    for middle, members in blocks:
        for number, place in enumerate(members):
            heights[place] = middle + (number - (len(members) - 1) / 2) * APART
    return heights
