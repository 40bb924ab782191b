"""Two measurements side by side, and their difference with a line at none."""

from typing import Final

from app.charts.plot import SMALL
from app.charts.whiskers import (
    FOOT,
    ROW,
    SHARES,
    TOP,
    WIDTH,
    Axis,
    Row,
    said_of,
    share_row,
    whisker_shapes,
)
from app.draw.colours import Ink
from app.draw.types import Picture, Words
from app.probe.compare import Compared
from app.words import Language, say

GAP: Final = 34.0  # between the shares and their difference
REACHES: Final = (0.1, 0.2, 0.5, 1.0)  # of the axis of the difference, to either side


def compared_chart(language: Language, first: str, second: str, told: Compared) -> Picture:
    """`first` and `second` name the two; the difference is the second minus the first."""
    rows = [share_row(first, told.first, Ink.GREY), share_row(second, told.second, Ink.LLM)]
    apart = told.difference
    reach = next(
        reach for reach in REACHES if max(abs(apart.low), abs(apart.high)) <= reach or reach == 1
    )
    ticks = [reach * part for part in (-1, -0.5, 0, 0.5, 1)]
    none = (0.0, say(language, "probe_charts.no_difference"))
    axis = Axis(
        -reach, reach, ticks, [f"{100 * tick:+g}" if tick else "0" for tick in ticks], none
    )
    figures = f"{100 * apart.low:+.0f} … {100 * apart.high:+.0f}"
    name = say(language, "probe_charts.second_minus_first")
    row = Row(name, apart.value, apart.low, apart.high, figures, Ink.TEXT)
    below = TOP + 2 * ROW + FOOT + GAP
    shapes = [
        *whisker_shapes(rows, SHARES, TOP),
        *whisker_shapes([row], axis, below),
        Words(0, below + ROW + 16, say(language, "probe_charts.points"), SMALL, Ink.MUTED),
    ]
    alt = say(language, "probe_charts.compared_alt", said=said_of(rows), difference=figures)
    return Picture(WIDTH, below + ROW + FOOT, tuple(shapes), alt)
