"""Shares with their intervals against each other: dot and whisker, and the label by label view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.charts.plot import SMALL, Scale, upright_grid
from app.draw.colours import Ink
from app.draw.measure import lines_of
from app.draw.types import Anchor, Dash, Disc, Line, Picture, Shape, Stroke, Words
from app.probe.per_label import CLAIM
from app.probe.types import Interval, ProbeResult
from app.words import Language, say

WIDTH: Final = 680.0
NAME: Final = 210.0  # room for the names
FIGURES: Final = 88.0  # room for the figures on the right
ROW: Final = 36.0
THIN: Final = 24.0  # height of a row where there are many
TOP: Final = 22.0
FOOT: Final = 26.0
MOST: Final = 24  # labels drawn


@dataclass(frozen=True, slots=True)
class Row:
    """One share. Without an interval it is a known share, drawn as a mark alone."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    ink: Ink = Ink.MUTED


def shares_chart(language: Language, result: ProbeResult) -> Picture | None:
    """The model against the small trained one, the most frequent label and the target."""
    if result.accuracy is None:
        return None
    rows = [_row(say(language, "probe_charts.model"), result.accuracy, Ink.LLM)]
    if result.baseline is not None:
        name = say(language, "probe_charts.small")
        rows.append(_row(name, result.baseline, Ink.FINE_TUNED))
    if result.majority is not None:
        rows.append(Row(say(language, "probe_charts.majority"), result.majority))
    said = "; ".join(f"{row.name} {_figures(row)}" for row in rows)
    alt = say(language, "probe_charts.shares_alt", said=said)
    if result.target is not None:
        target = round(100 * result.target)
        alt += say(language, "probe_charts.shares_alt_target", target=target)
    return _picture(language, rows, alt, ROW, result.target)


def running_chart(language: Language, share: Interval, target: float | None) -> Picture:
    """The measured model alone, while its measurement goes on, and the target."""
    row = _row(say(language, "probe_charts.model"), share, Ink.LLM)
    said = f"{row.name} {_figures(row)}"
    alt = say(language, "probe_charts.shares_alt", said=said)
    return _picture(language, [row], alt, ROW, target)


def recall_chart(language: Language, result: ProbeResult) -> Picture | None:
    """How much of each label was found, the worst first. Rare labels are left out: their
    intervals say nothing."""
    known = [one for one in result.per_label if one.recall is not None and one.n >= CLAIM]
    rows = sorted(
        (
            _row(f"{one.label}  ({one.n:,})", one.recall, Ink.LLM)
            for one in known
            if one.recall is not None
        ),
        key=lambda row: row.value,
    )[:MOST]
    if not rows:
        return None
    said = "; ".join(f"{row.name} {_figures(row)}" for row in rows[:8])
    alt = say(language, "probe_charts.recall_alt", n=len(rows), said=said)
    return _picture(language, rows, alt, THIN if len(rows) > 8 else ROW, None)


def _row(name: str, share: Interval, ink: Ink) -> Row:
    return Row(name, share.value, share.low, share.high, ink)


def _picture(
    language: Language, rows: Sequence[Row], alt: str, height: float, target: float | None
) -> Picture:
    bottom = TOP + height * len(rows)
    x = Scale(0, 1, NAME, WIDTH - FIGURES)
    y = Scale(0, 1, TOP, bottom)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    shapes = upright_grid(x, ticks, [f"{100 * tick:.0f} %" for tick in ticks], y)
    if target is not None:
        across = x.at(target)
        line = ((across, TOP - 4), (across, bottom))
        text = say(language, "probe_charts.target_at", target=round(100 * target))
        shapes.append(Line(line, Stroke(Ink.TEXT, 1.5, Dash.DASHED)))
        shapes.append(Words(across, TOP - 9, text, SMALL, Ink.TEXT, anchor=Anchor.MIDDLE))
    for place, row in enumerate(rows):
        shapes += _whisker(x, TOP + height * (place + 0.5), row, 2 if height == ROW else 1)
    return Picture(WIDTH, bottom + FOOT, tuple(shapes), alt)


def _whisker(x: Scale, down: float, row: Row, lines: int) -> list[Shape]:
    name = lines_of(row.name, NAME - 14, SMALL + 1, lines)
    shapes: list[Shape] = [
        *(
            Words(0, down + 4 + 15 * (at - (len(name) - 1) / 2), line, SMALL + 1)
            for at, line in enumerate(name)
        ),
        Words(WIDTH, down + 4, _figures(row), SMALL, Ink.MUTED, anchor=Anchor.END),
    ]
    across = x.at(row.value)
    if row.low is None or row.high is None:
        mark = ((across, down - 9), (across, down + 9))
        return [*shapes, Line(mark, Stroke(row.ink, 3.0))]
    low, high = x.at(row.low), x.at(row.high)
    stroke = Stroke(row.ink, 3.0)
    shapes.append(Line(((low, down), (high, down)), stroke))
    shapes += [
        Line(((end, down - 5), (end, down + 5)), Stroke(row.ink, 2.0)) for end in (low, high)
    ]
    shapes.append(Disc(across, down, 5.5, row.ink, Stroke(Ink.CARD, 1.5)))
    return shapes


def _figures(row: Row) -> str:
    """The interval before the point."""
    point = f"{100 * row.value:.0f} %"
    if row.low is None or row.high is None:
        return point
    return f"{100 * row.low:.0f}–{100 * row.high:.0f} %"
