"""The flow as it is drawn: every question with what became of it."""

from app.decision.profile import Reply
from app.report.terms import Subject
from app.report.types import Node, Path


def path(subject: Subject) -> Path:
    """The ten questions in order; those the walk did not reach are "unneeded"."""
    reached = {step.question: step.reply for step in subject.found.path}
    undecided = {fork.question for fork in subject.found.forks}
    nodes = []
    for number, question in enumerate(subject.guide.questions, 1):
        reply = reached.get(question.id)
        nodes.append(
            Node(
                number=number,
                id=question.id,
                short=subject.words(question.short),
                figure=question.figure,
                state=(
                    "deciding"
                    if question.id == subject.found.decided_by
                    else "open"
                    if question.id in undecided or reply is Reply.UNSURE
                    else "passed"
                    if reply
                    else "unneeded"
                ),
                reply=subject.reply_mark(reply) if reply else None,
                yes=question.yes.next,
                no=question.no.next,
            )
        )
    return Path(
        heading=subject.say("report.path"),
        nodes=tuple(nodes),
        ends=tuple(subject.outcome(outcome.id) for outcome in subject.guide.outcomes),
        yes=subject.say("advice.yes"),
        no=subject.say("advice.no"),
        start=subject.say("report.start"),
        alt=in_words(subject),
    )


def in_words(subject: Subject) -> str:
    """The path for somebody who cannot see it: "1 Talks like a person: No. … Ends at: LLM." """
    steps = [
        subject.say(
            "report.path_step",
            n=subject.number(step.question),
            question=subject.words(subject.guide.question[step.question].short),
            reply=subject.reply_mark(step.reply).word,
        )
        for step in subject.found.path
        if step.reply
    ]
    if subject.found.outcome:
        steps.append(
            subject.say("report.path_end", outcome=subject.outcome(subject.found.outcome).word)
        )
    else:
        steps.append(
            subject.say("report.path_open", outcomes=subject.outcomes(subject.found.possible))
        )
    return subject.say("report.space").join(steps)
