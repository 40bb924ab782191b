"""The path of the open profile in words and nodes. Knows no widget but the node's value."""

from app.decision.profile import Reply
from app.decision.walk import walk
from app.gui.session import Session
from app.gui.steps import question_of
from app.gui.widgets.path import Node, NodeState
from app.guide.types import OutcomeId


def nodes(session: Session) -> list[Node]:
    """The ten questions as the path shows them now."""
    reached = [step.question for step in walk(session.guide, session.replies)]
    here = question_of(session.page)
    made = []
    for number, question in enumerate(session.guide.questions, 1):
        reply = session.replies.get(question.id)
        if question.id == here:
            state = NodeState.CURRENT
        elif question.id not in reached:
            state = NodeState.SPARE
        else:
            state = NodeState.DONE if reply else NodeState.OPEN
        name = question.short.to(session.language)
        word = session.say(f"advice.{reply}") if reply else ""
        condition = session.say(f"consultation.node_{state}")
        spoken = f"{number}. {name}: {word or condition}"
        made.append(Node(question.id, number, name, word, reply is Reply.UNSURE, state, spoken))
    return made


def outcomes(session: Session) -> list[tuple[OutcomeId, str]]:
    """The outcomes still possible, with their names."""
    return [
        (outcome, session.guide.outcome[outcome].name.to(session.language))
        for outcome in session.recommendation.possible
    ]


def spoken_path(session: Session) -> str:
    """The whole path as one sentence for a screen reader."""
    replies = ", ".join(
        f"{node.number} {node.reply}" for node in nodes(session) if node.state is NodeState.DONE
    )
    return session.say(
        "consultation.spoken_path",
        path=replies or session.say("consultation.nothing_yet"),
        possible=", ".join(name for _, name in outcomes(session)),
    )
