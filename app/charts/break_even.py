"""Dollars a month against calls a month for both ways, as bands, and where they meet.

Both axes are logarithmic: volumes from a hundred to many millions stand on one picture.
"""

from collections.abc import Callable
from math import ceil, floor, log10
from typing import Final

from app.decision.cost import Cost
from app.decision.cost_words import calls_text, model_name, money
from app.decision.ranges import Range
from app.draw.colours import Ink
from app.draw.measure import fitted, width_of
from app.draw.types import Anchor, Box, Dash, Line, Picture, Shape, Stroke, Words, area
from app.guide.models import Catalogue
from app.words import Language, say

WIDTH, HEIGHT = 640.0, 330.0
LEFT, RIGHT, TOP, BOTTOM = 66.0, 34.0, 46.0, 50.0
LEAST_CALLS, MOST_CALLS = 100.0, 1e7
STEPS: Final = 48  # straight pieces of an edge
CENT: Final = 0.01


def break_even_picture(catalogue: Catalogue, cost: Cost, language: Language) -> Picture | None:
    """The chart, or None where there is no price to compare with."""
    if cost.chosen is None or cost.break_even is None:
        return None
    model = model_name(catalogue, cost.chosen.price.model)
    per_call = cost.chosen.per_call

    def prompting(calls: float) -> Range:
        return per_call * calls

    def training(calls: float) -> Range:
        return cost.training.once * (1 / cost.months) + cost.training.monthly(calls)

    first, last = _ends(cost)
    calls = [first * (last / first) ** (step / STEPS) for step in range(STEPS + 1)]
    amounts = [
        amount for at in calls for way in (prompting, training) for amount in _both(way(at))
    ]
    low = 10 ** floor(log10(max(CENT, min(amounts))))
    high = 10 ** ceil(log10(max(low * 10, *amounts)))

    def across(at: float) -> float:
        held = min(max(at, first), last)  # a meeting point may lie beyond the picture
        return LEFT + (WIDTH - LEFT - RIGHT) * log10(held / first) / log10(last / first)

    def up(amount: float) -> float:
        share = log10(max(amount, low) / low) / log10(high / low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    shapes: list[Shape] = _axes(first, last, low, high, across, up, language)
    shapes += _meeting(cost, across, last)
    for way, ink in ((training, Ink.FINE_TUNED), (prompting, Ink.LLM)):
        lower = [(across(at), up(way(at).low)) for at in calls]
        upper = [(across(at), up(way(at).high)) for at in calls]
        shapes.append(area([*lower, *reversed(upper)], ink, 0.22))
        shapes += [Line(tuple(edge), _edge(ink)) for edge in (lower, upper)]
    if cost.calls is not None and first <= cost.calls <= last:
        shapes += _yours(across(cost.calls), cost.calls, language)
    shapes += _legend(model, language)
    return Picture(WIDTH, HEIGHT, tuple(shapes), _alt(cost, model, language))


def _edge(ink: Ink) -> Stroke:
    """Of a band: solid for prompting, dashed for training, so that they differ in grey too."""
    return Stroke(ink, 2, Dash.DASHED if ink is Ink.FINE_TUNED else Dash.SOLID)


def _both(value: Range) -> tuple[float, float]:
    return value.low, value.high


def _ends(cost: Cost) -> tuple[float, float]:
    """Powers of ten that hold the meeting points and the user's own volume."""
    assert cost.break_even
    points = (cost.break_even.early, cost.break_even.late, cost.calls)
    known = [point for point in points if point]
    first = min([LEAST_CALLS * 10, *known]) / 3
    last = max([MOST_CALLS / 10, *known]) * 3
    return 10 ** floor(log10(max(first, 1))), 10 ** ceil(log10(min(last, 1e12)))


def _axes(
    first: float,
    last: float,
    low: float,
    high: float,
    across: Callable[[float], float],
    up: Callable[[float], float],
    language: Language,
) -> list[Shape]:
    shapes: list[Shape] = []
    for power in range(round(log10(first)), round(log10(last)) + 1):
        x = across(10.0**power)
        shapes.append(Line(((x, TOP), (x, HEIGHT - BOTTOM)), Stroke(Ink.LINE)))
        text = _short(10.0**power, language)
        y = HEIGHT - BOTTOM + 17
        shapes.append(Words(x, y, text, 11, Ink.MUTED, anchor=Anchor.MIDDLE))
    for power in range(round(log10(low)), round(log10(high)) + 1):
        y = up(10.0**power)
        shapes.append(Line(((LEFT, y), (WIDTH - RIGHT, y)), Stroke(Ink.LINE)))
        text = f"${_short(10.0**power, language) if power >= 0 else f'{10.0**power:g}'}"
        shapes.append(Words(LEFT - 8, y + 4, text, 11, Ink.MUTED, anchor=Anchor.END))
    middle = (LEFT + WIDTH - RIGHT) / 2
    calls = say(language, "cost.axis_calls")
    shapes.append(Words(middle, HEIGHT - 12, calls, 12, Ink.MUTED, anchor=Anchor.MIDDLE))
    dollars = say(language, "cost.axis_dollars")
    height = (TOP + HEIGHT - BOTTOM) / 2
    shapes.append(Words(15, height, dollars, 12, Ink.MUTED, anchor=Anchor.MIDDLE, turn=-90))
    return shapes


def _meeting(cost: Cost, across: Callable[[float], float], last: float) -> list[Shape]:
    """The volumes between which the cheaper way changes."""
    assert cost.break_even
    early, late = cost.break_even.early, cost.break_even.late
    if early is None:
        return []
    start, end = across(early), across(last if late is None else late)
    band = Box(start, TOP, end - start, HEIGHT - TOP - BOTTOM, Ink.GREY_SOFT, opacity=0.8)
    edges = [start] if late is None else [start, end]
    dashes = Stroke(Ink.GREY, 1.2, Dash.DASHED)
    return [band, *(Line(((x, TOP), (x, HEIGHT - BOTTOM)), dashes) for x in edges)]


def _yours(x: float, calls: int, language: Language) -> list[Shape]:
    text = say(language, "cost.your_calls", calls=f"{calls:,}")
    near_end = x + width_of(text, 11, bold=True) + 8 > WIDTH - RIGHT
    anchor = Anchor.END if near_end else Anchor.START
    return [
        Line(((x, TOP - 4), (x, HEIGHT - BOTTOM)), Stroke(Ink.TEXT, 1.6)),
        Words(x + (-6 if near_end else 6), TOP + 8, text, 11, Ink.TEXT, bold=True, anchor=anchor),
    ]


def _legend(model: str, language: Language) -> list[Shape]:
    shapes: list[Shape] = []
    x = LEFT
    for name, ink in (
        (say(language, "cost.legend_prompting", model=model), Ink.LLM),
        (say(language, "cost.legend_training"), Ink.FINE_TUNED),
        (say(language, "cost.legend_meeting"), Ink.GREY),
    ):
        edge = Stroke(ink, 1.6, _edge(ink).dash)
        shapes.append(Box(x, 14, 20, 12, ink, edge, opacity=0.3))
        text = fitted(name, 220, 12)
        shapes.append(Words(x + 26, 25, text, 12, Ink.TEXT))
        x += 26 + width_of(text, 12) + 18
    return shapes


def _short(amount: float, language: Language) -> str:
    """1,000 → 1k, 1,000,000 → 1M; 千、万 in Japanese."""
    japanese = ((1e8, "億"), (1e4, "万"))
    english = ((1e9, "B"), (1e6, "M"), (1e3, "k"))
    for step, sign in japanese if language is Language.JA else english:
        if amount >= step:
            return f"{amount / step:,.0f}{sign}"
    return f"{amount:,.0f}"


def _alt(cost: Cost, model: str, language: Language) -> str:
    assert cost.break_even
    early, late = cost.break_even.early, cost.break_even.late
    if early is None:
        return say(language, "cost.alt_never", model=model)
    if late is None:
        return say(language, "cost.alt_perhaps", model=model, early=calls_text(early))
    training = cost.training.once * (1 / cost.months) + cost.training.monthly(0)
    return say(
        language,
        "cost.alt_between",
        model=model,
        early=calls_text(early),
        late=calls_text(late),
        low=money(training.low),
        high=money(training.high),
    )
