"""What each question would do to the outcome, and the tree of what is still open. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.decision.profile import Reply
from app.decision.truth import TruthTable, truth_table
from app.guide.types import Guide, OutcomeId


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with everything else as answered: the outcome once it is yes, once it is no.

    None means that the outcome would be open. `reply` is None where nothing definite was said.
    """

    question: str
    reply: Reply | None
    yes: OutcomeId | None
    no: OutcomeId | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A question still to be settled, and what follows from each reply."""

    question: str
    yes: "Ahead"
    no: "Ahead"


Ahead: TypeAlias = Branch | OutcomeId


def turns(guide: Guide, given: Mapping[str, Reply]) -> tuple[Turn, ...]:
    """One turn for each question of the guide, in its order."""
    table = truth_table(guide.questions)
    replies = _known(guide, given)

    def outcome(question: str, reply: Reply) -> OutcomeId | None:
        possible = table.possible({**replies, question: reply})
        return possible[0] if len(possible) == 1 else None

    return tuple(
        Turn(name, replies.get(name), outcome(name, Reply.YES), outcome(name, Reply.NO))
        for name in guide.question
    )


def open_tree(guide: Guide, given: Mapping[str, Reply]) -> Ahead:
    """Every question that still decides, in the guide's order, down to the outcomes."""
    return _ahead(guide, truth_table(guide.questions), _known(guide, given))


def _known(guide: Guide, given: Mapping[str, Reply]) -> dict[str, Reply]:
    return {
        question: reply
        for question, reply in given.items()
        if question in guide.question and reply is not Reply.UNSURE
    }


def _ahead(guide: Guide, table: TruthTable, replies: Mapping[str, Reply]) -> Ahead:
    possible = table.possible(replies)
    if len(possible) == 1:
        return possible[0]
    question = next(
        name for name in guide.question if name not in replies and table.decides(name, replies)
    )
    return Branch(
        question,
        _ahead(guide, table, {**replies, question: Reply.YES}),
        _ahead(guide, table, {**replies, question: Reply.NO}),
    )
