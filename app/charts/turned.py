"""Which outcome each answer would lead to if it were the other one: a strip of ten questions."""

from collections.abc import Mapping
from typing import Final

from app.charts.outcomes import LOOKS, sign
from app.charts.walked import outcome_word, reply_word
from app.decision.profile import Reply
from app.decision.sensitivity import Turn, turns
from app.decision.types import Recommendation
from app.draw.colours import Ink
from app.draw.measure import lines_of, width_of
from app.draw.types import Anchor, Box, Disc, Line, Picture, Shape, Stroke, Words, line
from app.guide.types import Guide, OutcomeId
from app.words import Language, say

WIDTH: Final = 680.0
TOP: Final = 34.0
ROW: Final = 34.0
SIZE: Final = 11.0
SMALL: Final = 8.2
MARK: Final = 6.5  # radius
ROWS: Final = (OutcomeId.LLM, OutcomeId.FINE_TUNED, OutcomeId.NO_GOOD_FIT, None)


def turned_chart(
    guide: Guide, replies: Mapping[str, Reply], found: Recommendation, language: Language
) -> Picture:
    """Rings stand at the outcome as answered, discs where the other answer alone would lead.

    A question without a definite answer has a disc for each reply, with its word.
    """
    every = turns(guide, replies)
    names = max(
        40 + width_of(outcome_word(guide, outcome, language), SIZE, bold=True) for outcome in ROWS
    )
    cell = (WIDTH - names) / len(every)
    bottom = TOP + ROW * len(ROWS)
    shapes = _grid(guide, found, names, language)
    most = 1
    for place, turn in enumerate(every):
        across = names + cell * (place + 0.5)
        shapes += _column(found, turn, across, language)
        name = guide.question[turn.question].short.to(language)
        lines = lines_of(name, cell - 2, SMALL, 3)
        most = max(most, len(lines))
        shapes.append(
            Words(across, bottom + 15, str(place + 1), SIZE, bold=True, anchor=Anchor.MIDDLE)
        )
        shapes += [
            Words(across, bottom + 28 + 10.5 * at, text, SMALL, Ink.MUTED, anchor=Anchor.MIDDLE)
            for at, text in enumerate(lines)
        ]
    alt = _alt(guide, every, found, language)
    return Picture(WIDTH, bottom + 24 + 10.5 * most, tuple(shapes), alt)


def _level(outcome: OutcomeId | None) -> float:
    return TOP + ROW * (ROWS.index(outcome) + 0.5)


def _grid(guide: Guide, found: Recommendation, names: float, language: Language) -> list[Shape]:
    """A row for each outcome, the one of today on a ground of its own; and what the marks mean."""
    shapes: list[Shape] = []
    for outcome in ROWS:
        level = _level(outcome)
        look = LOOKS[outcome]
        now = outcome == found.outcome
        if now:
            shapes.append(Box(0, level - ROW / 2 + 2, WIDTH, ROW - 4, look.soft, radius=6))
        shapes += sign(outcome, 8, level - 7, 14, look.ink)
        word = outcome_word(guide, outcome, language)
        shapes.append(Words(28, level + 4, word, SIZE, Ink.TEXT, bold=now))
        shapes.append(line(names, level, WIDTH - 6, level, Stroke(Ink.LINE)))
    answered, other = say(language, "flow.as_answered"), say(language, "flow.turned_round")
    shapes.append(Disc(names + 6, 14, MARK - 1, Ink.CARD, Stroke(Ink.TEXT, 2)))
    shapes.append(Words(names + 17, 18, answered, SIZE, Ink.TEXT))
    second = names + 17 + width_of(answered, SIZE) + 22
    shapes.append(Disc(second, 14, MARK - 1, Ink.TEXT))
    shapes.append(Words(second + 11, 18, other, SIZE, Ink.TEXT))
    return shapes


def _column(found: Recommendation, turn: Turn, across: float, language: Language) -> list[Shape]:
    if turn.reply is None:
        return _both(turn, across, language)
    other = turn.no if turn.reply is Reply.YES else turn.yes
    now, then = _level(found.outcome), _level(other)
    ring = Disc(across, now, MARK, Ink.CARD, Stroke(LOOKS[found.outcome].ink, 2.2))
    if now == then:
        return [ring]
    side = 1 if then > now else -1
    ink = LOOKS[other].ink
    tip = then - side * (MARK + 1)
    head = ((across - 4, tip - side * 7), (across + 4, tip - side * 7), (across, tip))
    return [
        line(across, now + side * MARK, across, tip - side * 6, Stroke(ink, 1.8)),
        Line(head, fill=ink, closed=True),
        ring,
        Disc(across, then, MARK, ink),
    ]


def _both(turn: Turn, across: float, language: Language) -> list[Shape]:
    """Not answered, or not sure: where yes and where no would lead; one disc where that is one."""
    if turn.yes == turn.no:
        return [Disc(across, _level(turn.yes), MARK - 3, Ink.MUTED)]
    shapes: list[Shape] = [
        line(across, _level(turn.yes), across, _level(turn.no), Stroke(Ink.MUTED, 1.2))
    ]
    for outcome, reply in ((turn.yes, Reply.YES), (turn.no, Reply.NO)):
        level = _level(outcome)
        shapes.append(Disc(across, level, MARK, LOOKS[outcome].ink))
        word = reply_word(reply, language)
        shapes.append(Words(across + MARK + 3, level - 4, word, SMALL, Ink.TEXT))
    return shapes


def _alt(guide: Guide, every: tuple[Turn, ...], found: Recommendation, language: Language) -> str:
    """How many would change the outcome, and each with where it leads."""
    said = []
    for number, turn in enumerate(every, 1):
        for reply, outcome in ((Reply.YES, turn.yes), (Reply.NO, turn.no)):
            if reply is not turn.reply and outcome != found.outcome:
                word = outcome_word(guide, outcome, language)
                values = {"n": number, "reply": reply_word(reply, language), "outcome": word}
                said.append(say(language, "flow.turn", **values))
    listed = say(language, "advice.comma").join(said) or say(language, "flow.no_turn")
    now = outcome_word(guide, found.outcome, language)
    return say(language, "flow.turned_alt", now=now, turns=listed)
