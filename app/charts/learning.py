"""The learning curve of a small trained model, the band of the large one, and where they cross.

The curve is solid where it was measured; beyond that its range widens to three times the labels
there are, where the picture ends because more cannot be said.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.charts.plot import SMALL, Scale, kept_apart, level_grid, rounded_counts, upright_grid
from app.draw.colours import Ink
from app.draw.measure import lines_of
from app.draw.types import Anchor, Box, Dash, Disc, Line, Picture, Shape, Stroke, Words
from app.probe.told_judgement import about_crossover
from app.probe.types import Crossover, Curve, CurvePoint, Interval, ProbeResult
from app.words import Language, say

WIDTH: Final = 680.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 500.0, 34.0, 300.0
BAR: Final = BOTTOM + 52  # of the 80 % range of the crossing
TOLD: Final = 28.0  # from there to the first line of what is told of it
LINE: Final = 18.0
NAMES: Final = RIGHT + 10  # where the names begin
STEPS: Final = ((0.25, 0.05), (0.55, 0.1), (1.0, 0.2))  # up to this range, lines so far apart
LARGE, SMALL_MODEL = Ink.LLM, Ink.FINE_TUNED


class _Name(NamedTuple):
    """What is written beside the plot, at a height of its own."""

    height: float
    text: str
    ink: Ink


def learning_chart(language: Language, result: ProbeResult) -> Picture | None:
    """None where no curve was measured."""
    curve, model = result.curve, result.accuracy
    if curve is None or model is None:
        return None
    crossing = result.crossover
    end = curve.continued[-1].labels
    x = Scale(curve.points[0].labels, end, LEFT, RIGHT, logarithmic=True)
    y = _heights(curve, model, result)
    names = [
        _Name(y.at(model.value), _share(language, "large", model), LARGE),
        _Name(y.at(curve.continued[-1].value), say(language, "probe_charts.small"), SMALL_MODEL),
    ]
    shapes: list[Shape] = [*_beyond(language, x, y, crossing), *_grid(language, x, y)]
    shapes += _band(x, y, model)
    shapes += _fan(x, y, curve)
    if result.majority is not None and y.high >= result.majority >= y.low:
        names.append(_level(shapes, x, y.at(result.majority), "majority", Dash.DOTTED, language))
    if result.target is not None and y.high >= result.target >= y.low:
        names.append(_level(shapes, x, y.at(result.target), "target", Dash.DASHED, language))
    if crossing is not None:
        shapes += _crossing(language, x, y, crossing, model)
    shapes += _names(names)
    told = "" if crossing is None else about_crossover(language, crossing)
    lines = lines_of(told, WIDTH - LEFT, SMALL + 1, 3, bold=True)
    drawn = crossing is not None and crossing.low is not None
    first = BAR + (TOLD if drawn else 8)
    for at, line in enumerate(lines):
        down = first + LINE * at
        shapes.append(Words(LEFT, down, line, SMALL + 1, Ink.TEXT, bold=True))
    height = first + LINE * len(lines)
    return Picture(WIDTH, height, tuple(shapes), _alt(language, curve, model, told))


def _heights(curve: Curve, model: Interval, result: ProbeResult) -> Scale:
    """From a round share below everything to one above it."""
    shown = [*curve.points, *curve.continued]
    values = [*(point.low for point in shown), model.low]
    tops = [*(point.high for point in shown), model.high, result.target or 0]
    for level in (result.majority, result.target):  # none far below it all is drawn
        if level is not None and level > min(values) - 0.15:
            values.append(level)
    low = max(0.0, int(10 * (min(values) - 0.02)) / 10)
    high = min(1.0, -(-10 * (max(tops) + 0.02) // 1) / 10)
    return Scale(low, max(high, low + 0.2), BOTTOM, TOP)


def _grid(language: Language, x: Scale, y: Scale) -> list[Shape]:
    step = next(step for most, step in STEPS if y.high - y.low <= most + 1e-9)
    first = -(-y.low // step) * step
    shares = [first + step * at for at in range(round((y.high - first) / step) + 1)]
    shares = [share for share in shares if share <= y.high + 1e-9]
    counts = rounded_counts(x.low, x.high)
    return [
        *level_grid(y, shares, [f"{100 * share:.0f} %" for share in shares], x),
        *upright_grid(x, counts, [f"{count:,}" for count in counts], y),
        Words(LEFT - 44, TOP - 16, say(language, "probe_charts.share_right"), SMALL, Ink.MUTED),
        *_beside(BOTTOM + 16, say(language, "probe_charts.labels_trained")),
    ]


def _beyond(language: Language, x: Scale, y: Scale, crossing: Crossover | None) -> list[Shape]:
    """The part of the sheet with more labels than there are."""
    if crossing is None or not x.low < crossing.today < x.high:
        return []
    edge = x.at(crossing.today)
    text = say(language, "probe_charts.today", labels=f"{crossing.today:,}")
    return [
        Box(edge, TOP, RIGHT - edge, BOTTOM - TOP, Ink.GREY_SOFT, opacity=0.6),
        Line(((edge, TOP - 4), (edge, BOTTOM)), Stroke(Ink.MUTED, 1.0, Dash.DASHED)),
        Words(edge, TOP - 10, text, SMALL, Ink.TEXT, anchor=Anchor.MIDDLE),
        _estimated(language, edge, _across(x, crossing)),
    ]


def _estimated(language: Language, edge: float, crossing: float | None) -> Words:
    """At the foot of the part beyond `edge`, on the side where the crossing is not."""
    text = say(language, "probe_charts.estimated")
    if crossing is not None and edge < crossing < (edge + RIGHT) / 2:
        return Words(RIGHT - 8, BOTTOM - 10, text, SMALL, Ink.MUTED, anchor=Anchor.END)
    return Words(edge + 8, BOTTOM - 10, text, SMALL, Ink.MUTED)


def _beside(height: float, text: str) -> list[Shape]:
    """Small words to the right of the plot, where no line goes."""
    lines = lines_of(text, WIDTH - NAMES, SMALL, 2)
    return [
        Words(NAMES, height + 15 * at, line, SMALL, Ink.MUTED) for at, line in enumerate(lines)
    ]


def _across(x: Scale, crossing: Crossover) -> float | None:
    """Where the two cross, if a single place can be named."""
    if crossing.value is None or crossing.category not in ("inside", "within_three"):
        return None
    return x.at(crossing.value)


def _band(x: Scale, y: Scale, model: Interval) -> list[Shape]:
    """The large model: the same whatever the number of labels."""
    top, bottom, middle = y.at(model.high), y.at(model.low), y.at(model.value)
    return [
        Box(LEFT, top, RIGHT - LEFT, bottom - top, LARGE, opacity=0.16),
        Line(((LEFT, middle), (RIGHT, middle)), Stroke(LARGE, 2.0)),
    ]


def _fan(x: Scale, y: Scale, curve: Curve) -> list[Shape]:
    """The small model: what was measured, then where it leads."""
    measured = [(x.at(point.labels), y.at(point.value)) for point in curve.points]
    onward = (curve.points[-1], *curve.continued[1:])  # from what was measured, not from the fit
    ahead = [(x.at(point.labels), y.at(point.value)) for point in onward]
    shapes: list[Shape] = [
        _area(x, y, curve.points, 0.22),
        _area(x, y, onward, 0.13),
        Line(tuple(ahead), Stroke(SMALL_MODEL, 2.0, Dash.DASHED)),
        Line(tuple(measured), Stroke(SMALL_MODEL, 2.5)),
    ]
    rim = Stroke(Ink.CARD, 1.5)
    return [*shapes, *(Disc(across, down, 4.5, SMALL_MODEL, rim) for across, down in measured)]


def _area(x: Scale, y: Scale, points: Sequence[CurvePoint], opacity: float) -> Line:
    upper = [(x.at(point.labels), y.at(min(point.high, y.high))) for point in points]
    lower = [(x.at(point.labels), y.at(max(point.low, y.low))) for point in reversed(points)]
    return Line((*upper, *lower), fill=SMALL_MODEL, opacity=opacity, closed=True)


def _level(
    shapes: list[Shape], x: Scale, height: float, key: str, dash: Dash, language: Language
) -> _Name:
    """A line across the plot at a known share; gives the name that belongs to it."""
    shapes.append(Line(((LEFT, height), (RIGHT, height)), Stroke(Ink.MUTED, 1.5, dash)))
    return _Name(height, say(language, f"probe_charts.{key}"), Ink.MUTED)


def _crossing(
    language: Language, x: Scale, y: Scale, crossing: Crossover, model: Interval
) -> list[Shape]:
    """Where the two cross, on the axis of labels: the 80 % range, and its middle."""
    down = BAR
    shapes: list[Shape] = []
    if crossing.low is not None:
        begin = x.at(max(crossing.low, x.low))
        end = RIGHT if crossing.high is None else x.at(max(crossing.high, x.low))
        shapes.append(Line(((begin, down), (end, down)), Stroke(Ink.TEXT, 4.0)))
        shapes.append(Line(((begin, down - 5), (begin, down + 5)), Stroke(Ink.TEXT, 2.0)))
        if crossing.high is None:
            tip = ((end - 7, down - 6), (end + 3, down), (end - 7, down + 6))
            shapes.append(Line(tip, fill=Ink.TEXT, closed=True))
        else:
            shapes.append(Line(((end, down - 5), (end, down + 5)), Stroke(Ink.TEXT, 2.0)))
        shapes += _beside(down + 4, say(language, "probe_charts.crossing_range"))
    if (across := _across(x, crossing)) is not None:
        drop = ((across, y.at(model.value)), (across, down))
        shapes.append(Line(drop, Stroke(Ink.TEXT, 1.0, Dash.DOTTED)))
        shapes.append(Disc(across, y.at(model.value), 6.0, Ink.CARD, Stroke(Ink.TEXT, 2.0)))
        shapes.append(Disc(across, down, 5.0, Ink.CARD, Stroke(Ink.TEXT, 2.0)))
    return shapes


def _names(names: Sequence[_Name]) -> list[Shape]:
    """Each line's name beside its end; names that would touch move apart."""
    broken = [lines_of(name.text, WIDTH - NAMES, SMALL, 2) for name in names]
    heights = kept_apart(
        [
            name.height + 8 * at
            for name, lines in zip(names, broken, strict=True)
            for at, _ in enumerate(lines)
        ],
        TOP,
        BOTTOM - 6,  # a line above what stands under the axis
    )
    shapes: list[Shape] = []
    place = iter(heights)
    for name, lines in zip(names, broken, strict=True):
        shapes += [
            Words(NAMES, next(place) + 4, line, SMALL, name.ink, bold=True) for line in lines
        ]
    return shapes


def _share(language: Language, key: str, share: Interval) -> str:
    low, high = round(100 * share.low), round(100 * share.high)
    return say(language, f"probe_charts.{key}", low=low, high=high)


def _alt(language: Language, curve: Curve, model: Interval, told: str) -> str:
    first, last = curve.points[0], curve.points[-1]
    return say(
        language,
        "probe_charts.learning_alt",
        first=f"{first.labels:,}",
        first_share=round(100 * first.value),
        last=f"{last.labels:,}",
        last_share=round(100 * last.value),
        low=round(100 * model.low),
        high=round(100 * model.high),
        told=told,
    ).strip()
