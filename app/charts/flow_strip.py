"""The path as a strip: ten numbered discs in a row, and the outcome under the one that decides."""

from collections.abc import Sequence
from typing import Final

from app.charts.outcomes import LOOKS, pill, pill_width
from app.charts.walked import Node, State, in_words, outcome_word, reply_word, walked
from app.decision.types import Recommendation
from app.draw.colours import Ink
from app.draw.measure import lines_of
from app.draw.types import Anchor, Dash, Disc, Line, Picture, Point, Shape, Stroke, Words, line
from app.guide.types import Guide
from app.words import Language

WIDTH: Final = 680.0
RADIUS: Final = 12.0
SMALL: Final = 8.2
NAMES: Final = 2 * RADIUS + 14  # baseline of the first line of names
LEADING: Final = 10.4
MOST: Final = 3  # lines of a name
PILL: Final = 11.0


def flow_strip(guide: Guide, found: Recommendation, language: Language) -> Picture:
    nodes = walked(guide, found)
    cell = WIDTH / len(nodes)
    names = [
        lines_of(guide.question[node.id].short.to(language), cell - 1.5, SMALL, MOST)
        for node in nodes
    ]
    reached = [place for place, node in enumerate(nodes) if node.reached]
    last = reached[-1] if reached else 0
    shapes: list[Shape] = []
    for place, node in enumerate(nodes):
        across = cell * (place + 0.5)
        if place:
            shapes += _link(
                nodes[place - 1], across - cell, across, language, strong=place <= last
            )
        shapes += _disc(node, across, found)
        bold = node.state is State.DECIDING
        ink = Ink.TEXT if node.reached else Ink.MUTED
        shapes += [
            Words(across, NAMES + LEADING * at, text, SMALL, ink, bold=bold, anchor=Anchor.MIDDLE)
            for at, text in enumerate(names[place])
        ]
    across = cell * (last + 0.5)
    left, width = _pill_place(outcome_word(guide, found.outcome, language), across)
    above = names[int(left // cell) : int((left + width) // cell) + 1]
    drop = _below(above) + 5
    shapes += _end(guide, found, nodes, (left, drop), across, language)
    height = max(drop + 17 + 2 * PILL, _below(names) + 3)
    return Picture(WIDTH, height, tuple(shapes), in_words(guide, found, language))


def _below(names: Sequence[Sequence[str]]) -> float:
    """The last baseline of these names."""
    return NAMES + LEADING * (max(map(len, names)) - 1)


def _pill_place(word: str, across: float) -> tuple[float, float]:
    """Left edge and width: under the disc, and inside the sheet."""
    width = pill_width(word, PILL)
    return min(max(0.5, across - width / 2), WIDTH - width - 0.5), width


def _link(
    before: Node, start: float, end: float, language: Language, *, strong: bool
) -> list[Shape]:
    """The line between two discs, with the reply that leads along it."""
    stroke = Stroke(Ink.TEXT, 2) if strong else Stroke(Ink.LINE, 1)
    shapes: list[Shape] = [line(start + RADIUS, RADIUS + 1, end - RADIUS, RADIUS + 1, stroke)]
    if strong and before.reply:
        word = "?" if before.state is State.OPEN else reply_word(before.reply, language)
        middle = (start + end) / 2
        shapes.append(Words(middle, RADIUS - 3, word, SMALL, Ink.MUTED, anchor=Anchor.MIDDLE))
    return shapes


def _disc(node: Node, across: float, found: Recommendation) -> list[Shape]:
    fill, stroke, ink = {
        State.DECIDING: (LOOKS[found.outcome].ink, None, Ink.CARD),
        State.PASSED: (Ink.TEXT, None, Ink.CARD),
        State.OPEN: (Ink.CARD, Stroke(Ink.TEXT, 1.8, Dash.DASHED), Ink.TEXT),
        State.UNNEEDED: (Ink.CARD, Stroke(Ink.EDGE, 1), Ink.MUTED),
    }[node.state]
    return [
        Disc(across, RADIUS + 1, RADIUS, fill, stroke),
        Words(across, RADIUS + 5, str(node.number), 11, ink, bold=True, anchor=Anchor.MIDDLE),
    ]


def _end(
    guide: Guide,
    found: Recommendation,
    nodes: tuple[Node, ...],
    place: Point,
    across: float,
    language: Language,
) -> list[Shape]:
    """An arrow down to the outcome; dashed while more than one is possible."""
    ink = LOOKS[found.outcome].ink
    word = outcome_word(guide, found.outcome, language)
    left, drop = place
    dash = Dash.SOLID if found.outcome else Dash.DASHED
    tip = drop + 15
    head = ((across - 5, tip - 7), (across + 5, tip - 7), (across, tip))
    shapes: list[Shape] = [
        line(across, drop, across, tip - 6, Stroke(ink, 2, dash)),
        Line(head, fill=ink, closed=True),
        *pill(found.outcome, word, left, tip + 1 + PILL, PILL),
    ]
    deciding = next((node for node in nodes if node.state is State.DECIDING), None)
    if deciding and deciding.reply:
        said = reply_word(deciding.reply, language)
        shapes.append(Words(across + 8, drop + 8, said, SMALL + 0.8, Ink.TEXT, bold=True))
    return shapes
