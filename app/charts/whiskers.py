"""Rows of dot and whisker on one axis: legible without colour, figures beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.charts.plot import SMALL, Scale, upright_grid
from app.draw.colours import Ink
from app.draw.measure import lines_of
from app.draw.types import Anchor, Dash, Disc, Line, Picture, Shape, Stroke, Words
from app.probe.types import Difference, Interval, Measure

WIDTH: Final = 680.0
NAME: Final = 210.0  # room for the names
FIGURES: Final = 88.0  # room for the figures on the right
ROW: Final = 36.0
THIN: Final = 24.0  # height of a row where there are many
TOP: Final = 22.0
FOOT: Final = 26.0


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. Without an interval it is a known one, drawn as a mark alone. `figures` are
    written on the right."""

    name: str
    value: float
    low: float | None
    high: float | None
    figures: str
    ink: Ink = Ink.MUTED


@dataclass(frozen=True, slots=True)
class Axis:
    """The range, and its marks with their texts; `marked` is a line across all rows with its
    text, such as a target."""

    low: float
    high: float
    ticks: Sequence[float]
    texts: Sequence[str]
    marked: tuple[float, str] | None = None


SHARES: Final = Axis(
    0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1.0), ("0 %", "20 %", "40 %", "60 %", "80 %", "100 %")
)


def share_row(
    name: str, share: Interval | Difference | Measure | float, ink: Ink = Ink.MUTED
) -> Row:
    """The interval before the point, in percent."""
    if isinstance(share, float):
        return Row(name, share, None, None, f"{100 * share:.0f} %", ink)
    figures = (
        f"{100 * share.value:.0f} %"
        if share.low is None or share.high is None
        else f"{100 * share.low:.0f}–{100 * share.high:.0f} %"
    )
    return Row(name, share.value, share.low, share.high, figures, ink)


def said_of(rows: Sequence[Row]) -> str:
    """The rows in words."""
    return "; ".join(f"{row.name} {row.figures}" for row in rows)


def whiskers(rows: Sequence[Row], alt: str, axis: Axis = SHARES, height: float = ROW) -> Picture:
    """`height` of a row: ROW holds two lines of a name, THIN one."""
    shapes = whisker_shapes(rows, axis, TOP, height)
    return Picture(WIDTH, TOP + height * len(rows) + FOOT, tuple(shapes), alt)


def whisker_shapes(
    rows: Sequence[Row], axis: Axis, top: float, height: float = ROW
) -> list[Shape]:
    """The rows from `top` on; FOOT below them is taken by the axis."""
    bottom = top + height * len(rows)
    x = Scale(axis.low, axis.high, NAME, WIDTH - FIGURES)
    y = Scale(0, 1, top, bottom)
    shapes = upright_grid(x, axis.ticks, axis.texts, y)
    if axis.marked is not None:
        value, text = axis.marked
        across = x.at(value)
        shapes.append(
            Line(((across, top - 4), (across, bottom)), Stroke(Ink.TEXT, 1.5, Dash.DASHED))
        )
        shapes.append(Words(across, top - 9, text, SMALL, Ink.TEXT, anchor=Anchor.MIDDLE))
    for place, row in enumerate(rows):
        shapes += _whisker(x, top + height * (place + 0.5), row, 2 if height == ROW else 1)
    return shapes


def _whisker(x: Scale, down: float, row: Row, lines: int) -> list[Shape]:
    name = lines_of(row.name, NAME - 14, SMALL + 1, lines)
    shapes: list[Shape] = [
        *(
            Words(0, down + 4 + 15 * (at - (len(name) - 1) / 2), line, SMALL + 1)
            for at, line in enumerate(name)
        ),
        Words(WIDTH, down + 4, row.figures, SMALL, Ink.MUTED, anchor=Anchor.END),
    ]
    across = x.at(row.value)
    if row.low is None or row.high is None:
        mark = ((across, down - 9), (across, down + 9))
        return [*shapes, Line(mark, Stroke(row.ink, 3.0))]
    low, high = x.at(max(row.low, x.low)), x.at(min(row.high, x.high))
    shapes.append(Line(((low, down), (high, down)), Stroke(row.ink, 3.0)))
    shapes += [
        Line(((end, down - 5), (end, down + 5)), Stroke(row.ink, 2.0)) for end in (low, high)
    ]
    shapes.append(Disc(across, down, 5.5, row.ink, Stroke(Ink.CARD, 1.5)))
    return shapes
