"""From a profile to the three lines: what the guide says, what the limits say, what we suggest."""

from collections.abc import Mapping

from app.decision.approach import choose_approach
from app.decision.contradictions import find_contradictions
from app.decision.figure_and_text import Edge, find_conflicts
from app.decision.limits import find_limits
from app.decision.profile import Profile, Reply
from app.decision.risks import find_risks
from app.decision.steps import next_steps
from app.decision.truth import TruthTable, truth_table
from app.decision.types import Flip, Fork, Recommendation, Step
from app.decision.walk import walk
from app.guide.types import Arrow, Guide, OutcomeId


def recommend(guide: Guide, profile: Profile) -> Recommendation:
    """All that follows from the profile.

    Line 1 (`outcome`, `possible`, `path`, `decided_by`, `forks`, `flips`) depends on the replies
    alone; limits, facts and probes are not even passed to the functions that make it.
    """
    replies = {
        question: r for question, r in profile.replies.items() if question in guide.question
    }
    table = truth_table(guide.questions)
    possible = table.possible(replies)
    outcome = possible[0] if len(possible) == 1 else None
    path = _answered(walk(guide, replies))
    decided_by = path[-1].question if outcome else None
    forks = _forks(guide, table, replies)
    found = find_limits(guide, profile, sorted({*possible, OutcomeId.LLM}))
    of_large = [finding for finding in found if finding.outcome is OutcomeId.LLM]
    limits = tuple(finding for finding in found if finding.outcome in possible)
    edges = _edges(decided_by, replies, forks)
    asked = frozenset(edge for edge in edges if edge[0] in replies)  # not what nobody came to
    choice = choose_approach(guide, profile, outcome, possible, of_large)
    return Recommendation(
        outcome=outcome,
        possible=possible,
        path=path,
        decided_by=decided_by,
        arrow=_arrow(guide, decided_by, replies),
        forks=forks,
        idle_unknowns=_idle(guide, replies, forks),
        flips=_flips(guide, table, replies, outcome),
        limits=limits,
        choice=choice,
        steps=next_steps(guide, profile, choice.approach, forks),
        risks=find_risks(guide, profile, choice.approach),
        contradictions=find_contradictions(profile),
        conflicts=find_conflicts(guide, profile, asked, limits),
        evidence=_evidence(guide, profile.task, edges),
    )


def _answered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The walk without its unanswered tail: questions nobody has come to yet."""
    last = max((n for n, step in enumerate(steps, 1) if step.reply is not None), default=0)
    return steps[:last]


def _forks(guide: Guide, table: TruthTable, replies: Mapping[str, Reply]) -> tuple[Fork, ...]:
    """The deciding unknowns: first the one whose answer leaves fewest outcomes."""
    forks = [
        Fork(
            question.id,
            table.possible({**replies, question.id: Reply.YES}),
            table.possible({**replies, question.id: Reply.NO}),
        )
        for question in guide.questions
        if replies.get(question.id, Reply.UNSURE) is Reply.UNSURE
        and table.decides(question.id, replies)
    ]
    return tuple(sorted(forks, key=lambda fork: len(fork.yes) + len(fork.no)))


def _idle(guide: Guide, replies: Mapping[str, Reply], forks: tuple[Fork, ...]) -> tuple[str, ...]:
    deciding = {fork.question for fork in forks}
    return tuple(
        question
        for question in guide.question
        if replies.get(question, Reply.UNSURE) is Reply.UNSURE and question not in deciding
    )


def _flips(
    guide: Guide,
    table: TruthTable,
    replies: Mapping[str, Reply],
    outcome: OutcomeId | None,
) -> tuple[Flip, ...]:
    """Each definite answer that, turned round alone, would change the outcome."""
    flips = []
    for question in guide.question:
        reply = replies.get(question, Reply.UNSURE)
        if reply is Reply.UNSURE:
            continue
        possible = table.possible({**replies, question: reply.opposite})
        other = possible[0] if len(possible) == 1 else None
        if other != outcome:
            flips.append(Flip(question, reply.opposite, other))
    return tuple(flips)


def _arrow(guide: Guide, question: str | None, replies: Mapping[str, Reply]) -> Arrow | None:
    return next(
        (
            arrow
            for arrow in guide.arrows
            if arrow.question == question and arrow.reply == replies[arrow.question]
        ),
        None,
    )


def _edges(
    decided_by: str | None, replies: Mapping[str, Reply], forks: tuple[Fork, ...]
) -> frozenset[Edge]:
    """The deciding arrow of the figure, or both arrows of each fork."""
    if decided_by:
        return frozenset({(decided_by, str(replies[decided_by]))})
    return frozenset((fork.question, reply) for fork in forks for reply in ("yes", "no"))


def _evidence(guide: Guide, task: str, edges: frozenset[Edge]) -> tuple[str, ...]:
    """What bears on the arrows and on the kind of task.

    The latter may speak against the outcome: it is shown all the more.
    """
    about: tuple[str | Edge, ...] = (task, *edges)
    places = {place for thing in about for place in guide.bearing.get(thing, ())}
    return tuple(guide.evidence[place].id for place in sorted(places))
