"""Walk the guide's flow. Pure: the same guide and replies give the same walk."""

from collections.abc import Mapping

from app.decision.profile import Reply
from app.decision.types import Step
from app.guide.types import Guide, Side


def walk(guide: Guide, replies: Mapping[str, Reply]) -> tuple[Step, ...]:
    """Every question the flow reaches, in order, with its reply (None: not answered).

    At an unknown the walk goes on along the side with more questions, so that the user is asked
    what both sides need; it never guesses the answer. Replies off the path stay unused: whoever
    changes an early answer and changes it back finds the later ones again.
    """
    steps: list[Step] = []
    node = guide.questions[0].id
    while question := guide.question.get(node):
        reply = replies.get(node)
        steps.append(Step(node, reply))
        if reply in (Reply.YES, Reply.NO):
            node = (question.yes if reply is Reply.YES else question.no).next
        else:
            node = max(
                question.no, question.yes, key=lambda side: _questions_left(guide, side)
            ).next
    return tuple(steps)


def next_question(guide: Guide, replies: Mapping[str, Reply]) -> str | None:
    """The first reached question without a reply, or None when nothing more is needed."""
    return next((step.question for step in walk(guide, replies) if step.reply is None), None)


def _questions_left(guide: Guide, side: Side) -> int:
    question = guide.question.get(side.next)
    if question is None:
        return 0
    return 1 + max(_questions_left(guide, question.yes), _questions_left(guide, question.no))
