"""What became of each question of the flow: the ground of every drawing of the path. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.decision.profile import Reply
from app.decision.types import Recommendation
from app.guide.types import Guide, OutcomeId
from app.words import Language, say


class State(StrEnum):
    PASSED = "passed"
    DECIDING = "deciding"  # it ends the path
    OPEN = "open"
    UNNEEDED = "unneeded"


@dataclass(frozen=True, slots=True)
class Node:
    """A question with its reply, if the walk came to it. `yes` and `no` name what follows: the
    next question or an outcome."""

    number: int
    id: str
    state: State
    reply: Reply | None
    yes: str
    no: str

    @property
    def reached(self) -> bool:
        return self.state is not State.UNNEEDED

    def took(self, reply: Reply) -> bool:
        """Whether the walk goes on along this side; an open question goes along both."""
        return self.state is State.OPEN or (self.reached and self.reply is reply)


REPLIES: Mapping[Reply, str] = {
    Reply.YES: "advice.yes",
    Reply.NO: "advice.no",
    Reply.UNSURE: "advice.unsure",
}


def reply_word(reply: Reply, language: Language) -> str:
    return say(language, REPLIES[reply])


def walked(guide: Guide, found: Recommendation) -> tuple[Node, ...]:
    """All questions of the guide in its order."""
    reached = {step.question: step.reply for step in found.path}
    undecided = {fork.question for fork in found.forks}

    def state(question: str) -> State:
        if question == found.decided_by:
            return State.DECIDING
        if question in undecided or reached.get(question) is Reply.UNSURE:
            return State.OPEN
        return State.PASSED if reached.get(question) else State.UNNEEDED

    return tuple(
        Node(
            number,
            question.id,
            state(question.id),
            reached.get(question.id),
            question.yes.next,
            question.no.next,
        )
        for number, question in enumerate(guide.questions, 1)
    )


def outcome_at(target: str) -> OutcomeId | None:
    """The outcome that an arrow leads to, or None where it leads to another question."""
    return OutcomeId(target) if target in set(OutcomeId) else None


def outcome_word(guide: Guide, outcome: OutcomeId | None, language: Language) -> str:
    if outcome is None:
        return say(language, "flow.open")
    return guide.outcome[outcome].name.to(language)


def in_words(guide: Guide, found: Recommendation, language: Language) -> str:
    """The path for somebody who cannot see it: "1 Talks like a person: No. … It ends at: LLM." """
    numbers = {question: number for number, question in enumerate(guide.question, 1)}
    steps = [
        say(
            language,
            "flow.step",
            n=numbers[step.question],
            question=guide.question[step.question].short.to(language),
            reply=reply_word(step.reply, language),
        )
        for step in found.path
        if step.reply
    ]
    if found.outcome:
        steps.append(
            say(language, "flow.end", outcome=outcome_word(guide, found.outcome, language))
        )
    else:
        named = [outcome_word(guide, outcome, language) for outcome in found.possible]
        steps.append(
            say(language, "flow.possible", outcomes=say(language, "advice.comma").join(named))
        )
    return say(language, "advice.space").join(steps)
