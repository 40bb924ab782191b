"""The whole flow as the survey's Figure 2 lays it out: questions in a chain from top to bottom,
exits to a fine-tuned model on the left and to an LLM on the right, drawn from the guide's data."""

from typing import Final

from app.charts.outcomes import LOOKS, pill, pill_width
from app.charts.walked import Node, State, in_words, outcome_at, outcome_word, reply_word, walked
from app.decision.profile import Reply
from app.decision.types import Recommendation
from app.draw.colours import Ink
from app.draw.measure import fitted, lines_of, width_of
from app.draw.types import Anchor, Box, Dash, Line, Picture, Point, Shape, Stroke, Words, line
from app.guide.types import Guide, OutcomeId
from app.words import Language, say

WIDTH: Final = 680.0
BOX, TALL, GAP = 262.0, 50.0, 23.0  # of a question; room between two
TOP: Final = 36.0
PILL: Final = 10.5
REACH: Final = 56.0  # of an arrow to the side
SIDES: Final = {OutcomeId.FINE_TUNED: -1, OutcomeId.NO_GOOD_FIT: -1, OutcomeId.LLM: 1}
PALE: Final = Stroke(Ink.EDGE, 1, Dash.DASHED)


def flow_diagram(guide: Guide, found: Recommendation, language: Language) -> Picture:
    """The path taken is thick and labelled; what it did not need is thin and dashed."""
    nodes = walked(guide, found)
    left = _left(guide, language)
    middle = left + BOX / 2
    start = say(language, "flow.start")
    wide = width_of(start, PILL, bold=True) + 20
    shapes: list[Shape] = [
        Box(middle - wide / 2, 0.5, wide, 22, Ink.GROUND, Stroke(Ink.TEXT, 1), 11),
        Words(middle, 15.5, start, PILL, Ink.TEXT, bold=True, anchor=Anchor.MIDDLE),
        *_arrow(middle, 23, TOP, Stroke(Ink.TEXT, 2)),
    ]
    rows = {node.id: TOP + place * (TALL + GAP) for place, node in enumerate(nodes)}
    for node in nodes:
        for reply in (Reply.YES, Reply.NO):
            target = node.yes if reply is Reply.YES else node.no
            word = reply_word(reply, language)
            outcome = outcome_at(target)
            if outcome:
                name = outcome_word(guide, outcome, language)
                place = left, rows[node.id]
                shapes += _exit(place, outcome, name, word, taken=node.took(reply))
            else:
                begin = rows[node.id] + TALL
                shapes += _onward(middle, begin, rows[target], word, taken=node.took(reply))
    for node in nodes:  # over the arrows, should one lead further than to the next question
        shapes += _box(guide, found, node, (left, rows[node.id]), language)
    height = TOP + len(nodes) * (TALL + GAP) - GAP + 2
    return Picture(WIDTH, height, tuple(shapes), in_words(guide, found, language))


def _left(guide: Guide, language: Language) -> float:
    """Where the chain begins, so that it and the exits on both sides stand in the middle."""
    wide = {-1: 0.0, 1: 0.0}
    for outcome, side in SIDES.items():
        word = outcome_word(guide, outcome, language)
        wide[side] = max(wide[side], pill_width(word, PILL))
    return (WIDTH + wide[-1] - wide[1] - BOX) / 2


def _box(
    guide: Guide, found: Recommendation, node: Node, place: Point, language: Language
) -> list[Shape]:
    """A question: its number, what we call it, and the words of the figure's own box."""
    left, top = place
    question = guide.question[node.id]
    fill, stroke = {
        State.DECIDING: (LOOKS[found.outcome].soft, Stroke(LOOKS[found.outcome].ink, 2.2)),
        State.PASSED: (Ink.GROUND, Stroke(Ink.TEXT, 1.6)),
        State.OPEN: (Ink.CARD, Stroke(Ink.TEXT, 1.8, Dash.DASHED)),
        State.UNNEEDED: (Ink.CARD, Stroke(Ink.EDGE, 0.8)),
    }[node.state]
    ink = Ink.TEXT if node.reached else Ink.MUTED
    room = BOX - 44
    figure = lines_of(question.figure, room, 8.8, 2)
    name = fitted(question.short.to(language), room, PILL, bold=True)
    first = top + TALL / 2 + (3 if not figure else -3 if len(figure) == 1 else -8)
    return [
        Box(left, top, BOX, TALL, fill, stroke, 7),
        Words(left + 20, top + TALL / 2 + 5.5, str(node.number), 15, ink, True, Anchor.MIDDLE),
        Words(left + 38, first, name, PILL, ink, bold=True),
        *(
            Words(left + 38, first + 14 + 11 * at, text, 8.8, Ink.MUTED)
            for at, text in enumerate(figure)
        ),
    ]


def _exit(place: Point, outcome: OutcomeId, name: str, word: str, *, taken: bool) -> list[Shape]:
    """An arrow sideways from the box at `place` to an outcome."""
    left, top = place
    side = SIDES[outcome]
    wide = pill_width(name, PILL)
    level = top + TALL / 2
    begin = left if side < 0 else left + BOX
    tip = begin + side * REACH
    stroke = Stroke(LOOKS[outcome].ink, 2.4) if taken else PALE
    head = ((tip - side * 8, level - 5), (tip - side * 8, level + 5), (tip, level))
    middle = begin + side * (REACH - 8) / 2
    return [
        line(begin, level, tip - side * 7, level, stroke),
        Line(head, fill=stroke.ink, closed=True),
        Words(middle, level - 5, word, 9.5, _ink(taken), bold=taken, anchor=Anchor.MIDDLE),
        *pill(outcome, name, tip if side > 0 else tip - wide, level, PILL, taken=taken),
    ]


def _onward(middle: float, begin: float, tip: float, word: str, *, taken: bool) -> list[Shape]:
    """An arrow down to the next question."""
    stroke = Stroke(Ink.TEXT, 2.4) if taken else PALE
    return [
        *_arrow(middle, begin, tip, stroke),
        Words(middle + 8, begin + 14, word, 9.5, _ink(taken), bold=taken),
    ]


def _arrow(across: float, begin: float, tip: float, stroke: Stroke) -> list[Shape]:
    head = ((across - 5, tip - 8), (across + 5, tip - 8), (across, tip))
    return [
        line(across, begin, across, tip - 7, stroke),
        Line(head, fill=stroke.ink, closed=True),
    ]


def _ink(taken: bool) -> Ink:
    return Ink.TEXT if taken else Ink.MUTED
