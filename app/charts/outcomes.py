"""How an outcome is drawn: its colours, its sign, and both with its word in a pill."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from app.draw.colours import Ink
from app.draw.measure import width_of
from app.draw.types import Box, Disc, Line, Shape, Stroke, Words
from app.guide.types import OutcomeId


class Look(NamedTuple):
    ink: Ink
    soft: Ink  # for the ground under it


LOOKS: Final[Mapping[OutcomeId | None, Look]] = {
    OutcomeId.LLM: Look(Ink.LLM, Ink.LLM_SOFT),
    OutcomeId.FINE_TUNED: Look(Ink.FINE_TUNED, Ink.FINE_TUNED_SOFT),
    OutcomeId.NO_GOOD_FIT: Look(Ink.GREY, Ink.GREY_SOFT),
    None: Look(Ink.GREY, Ink.GREY_SOFT),  # still open
}
PAD: Final = 9.0


def sign(outcome: OutcomeId | None, x: float, y: float, size: float, ink: Ink) -> list[Shape]:
    """A speech bubble, three sliders, a barred ring or a fork, its upper left corner at x, y."""
    pen = Stroke(ink, size * 0.11)

    def line(*points: tuple[float, float], closed: bool = False) -> Line:
        placed = tuple((x + across * size, y + down * size) for across, down in points)
        return Line(placed, pen, closed=closed)

    match outcome:
        case OutcomeId.LLM:
            bubble = (
                (0.12, 0.14), (0.88, 0.14), (0.88, 0.7), (0.46, 0.7), (0.24, 0.9), (0.24, 0.7),
                (0.12, 0.7),
            )  # fmt: skip
            dots = (
                Disc(x + at * size, y + 0.42 * size, 0.055 * size, ink) for at in (0.3, 0.5, 0.7)
            )
            return [line(*bubble, closed=True), *dots]
        case OutcomeId.FINE_TUNED:
            shapes: list[Shape] = []
            for down, across in ((0.2, 0.66), (0.5, 0.32), (0.8, 0.58)):
                knob = Disc(x + across * size, y + down * size, 0.12 * size, Ink.CARD, pen)
                shapes += [line((0.06, down), (0.94, down)), knob]
            return shapes
        case OutcomeId.NO_GOOD_FIT:
            ring = Disc(x + size / 2, y + size / 2, 0.42 * size, None, pen)
            return [ring, line((0.22, 0.78), (0.78, 0.22))]
        case None:
            return [
                line((0.5, 0.94), (0.5, 0.58), (0.14, 0.3), (0.14, 0.08)),
                line((0.5, 0.58), (0.86, 0.3), (0.86, 0.08)),
            ]


def pill_width(word: str, size: float) -> float:
    return size + 5 + width_of(word, size, bold=True) + 2 * PAD


def pill(
    outcome: OutcomeId | None,
    word: str,
    x: float,
    middle: float,
    size: float,
    *,
    taken: bool = True,
) -> list[Shape]:
    """Sign and word in a rounded box that begins at `x`; pale where nothing leads there."""
    ink, soft = LOOKS[outcome] if taken else Look(Ink.MUTED, Ink.CARD)
    tall = size * 2
    text = Ink.TEXT if taken else Ink.MUTED
    edge = Stroke(ink, 1.5) if taken else Stroke(Ink.LINE, 1)
    return [
        Box(x, middle - tall / 2, pill_width(word, size), tall, soft, edge, tall / 2),
        *sign(outcome, x + PAD, middle - size / 2, size, ink),
        Words(x + PAD + size + 5, middle + size * 0.36, word, size, text, bold=taken),
    ]
