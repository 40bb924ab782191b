"""What the recommendation rests on: evidence, limits and their rules, the approach, its risks."""

from typing import Final

from app.decision.document import warnings
from app.decision.evidence import certainty_reason
from app.guide.types import Evidence, Favours, OutcomeId, Status
from app.report.page_one import certainty, limits_by_weight, steps
from app.report.reading import reading
from app.report.terms import EFFECT, EFFECTS, GRADES, Subject, shortened
from app.report.types import Block, Cell, Field, Fields, Mark, Paragraph, Points, Table

CLAIMS: Final = 15  # printed while the outcome is open, when most of the guide would follow
STATUS = {
    Status.SURVEY: "report.status_survey",
    Status.ORIGINAL: "report.status_original",
    Status.LATER: "report.status_later",
}


def evidence(subject: Subject) -> tuple[Block, ...]:
    graded = certainty(subject)
    blocks: list[Block] = [
        Paragraph(f"{graded.heading}: {graded.word}", strong=True),
        Paragraph(graded.reason),
    ]
    used = claims(subject)
    if used:
        total = len(subject.found.evidence)
        heads = (
            "report.claim",
            "report.figure",
            "report.speaks_for",
            "report.source",
            "report.how_certain",
        )
        rows = tuple(
            (
                subject.words(item.claim),
                subject.words(item.figure) if item.figure else "–",
                _side(subject, item.favours),
                _basis(subject, item),
                subject.say("report.space").join(
                    (
                        subject.say("report.grade", grade=subject.say(GRADES[item.certainty][0])),
                        certainty_reason(subject.guide, item, subject.language),
                    )
                ),
            )
            for item in used
        )
        blocks.append(Table(tuple(map(subject.say, heads)), (4, 2.2, 1.7, 2.5, 2.8), rows))
        if total > len(used):
            said = subject.say("report.claims_left", n=len(used), total=total)
            blocks.append(Paragraph(said))
    blocks.append(Paragraph(subject.say("report.grades")))
    return (*blocks, *reading(subject))


def claims(subject: Subject) -> tuple[Evidence, ...]:
    """What bears on the deciding answer and on the kind of task, in the guide's order."""
    found = subject.found
    every = tuple(item for item in subject.guide.evidence if item.id in found.evidence)
    return every if found.outcome else every[:CLAIMS]


def _side(subject: Subject, favours: Favours) -> Cell:
    """Which kind of model a claim speaks for."""
    if favours in (Favours.LLM, Favours.FINE_TUNED):
        return subject.outcome(OutcomeId(favours.value))
    return subject.say(f"report.favours_{favours.value}")


def _basis(subject: Subject, item: Evidence) -> str:
    """Where a claim stands, and, for what was found later, what it does to the survey's."""
    status = subject.say(STATUS[item.status])
    if item.effect:
        effect = subject.say(EFFECT[item.effect])
        status = subject.say("report.status_with_effect", status=status, effect=effect)
    cited = "; ".join(subject.cite(cite) for cite in (item.cite, *item.also))
    return subject.say("report.basis_of", status=status, source=cited)


def limits(subject: Subject) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(subject.say("report.limits_intro"))]
    several = len(subject.found.possible) > 1  # else every row is for the same outcome
    rows: list[tuple[Cell, ...]] = []
    for finding in limits_by_weight(subject):
        rule = subject.guide.limit_rule[finding.rule]
        basis = subject.cite(rule.cite)
        rows.append(
            (
                subject.limit(finding.limit),
                *([subject.outcome(finding.outcome)] if several else []),
                Mark(finding.effect.value, subject.say(EFFECTS[finding.effect])),
                subject.words(rule.text, finding.values),
                subject.say("report.ours", basis=basis) if rule.ours else basis,
            )
        )
    if rows:
        heads = ("report.limit", "report.for", "report.effect", "report.meaning", "report.basis")
        widths = (1.6, 1.8, 1.6, 5, 2.7)
        columns = [0, 1, 2, 3, 4] if several else [0, 2, 3, 4]
        blocks.append(
            Table(
                tuple(subject.say(heads[column]) for column in columns),
                tuple(widths[column] for column in columns),
                tuple(rows),
            )
        )
    else:
        blocks.append(Paragraph(subject.say("report.no_limits")))
    second_look = warnings(subject.guide, subject.profile, subject.found, subject.language)
    if second_look:
        blocks.append(Paragraph(subject.say("report.second_look"), strong=True))
        blocks.append(Points(tuple(shortened(text) for text in second_look)))
    return tuple(blocks)


def suggestion(subject: Subject) -> tuple[Block, ...]:
    guide, choice = subject.guide, subject.found.choice
    approach = guide.approach[choice.approach]
    why = subject.say("report.space").join(
        subject.words(guide.reason[because.reason].text, because.values)
        for because in choice.because
    )
    parts = (
        ("report.why_this", why),
        ("report.what", subject.words(approach.what)),
        ("report.when", subject.words(approach.when)),
        ("report.labels", subject.words(approach.labels)),
        ("report.cost", subject.words(approach.cost)),
        ("report.risk", subject.words(approach.risk)),
        ("report.sources", "; ".join(subject.cite(cite) for cite in approach.cites)),
    )
    heads = ("report.step", "report.who", "report.how_long")
    blocks: list[Block] = [
        Paragraph(subject.words(approach.name), strong=True),
        Paragraph(subject.say("report.approach_ours")),
        Fields(tuple(Field(subject.say(key), value) for key, value in parts if value)),
        Table(
            tuple(map(subject.say, heads)),
            (6, 2.5, 2),
            tuple(
                (f"{number}. {step.what}", step.who, step.how_long)
                for number, step in enumerate(steps(subject), 1)
            ),
        ),
    ]
    if choice.alternatives:
        others = [guide.approach[alternative] for alternative in choice.alternatives]
        heads = ("report.alternative", "report.when", "report.risk")
        rows = tuple(
            (subject.words(other.name), subject.words(other.when), subject.words(other.risk))
            for other in others
        )
        blocks.append(Table(tuple(map(subject.say, heads)), (2.4, 4, 4), rows))
    return tuple(blocks)


def risks(subject: Subject) -> tuple[Block, ...]:
    """What can go wrong with the suggested approach here, and what to do about each."""
    heads = ("report.risk", "report.can_go_wrong", "report.what_to_do", "report.basis")
    rows = []
    for name in subject.found.risks:
        risk = subject.guide.risk[name]
        basis = subject.cite(risk.cite) if risk.cite else subject.say("report.our_judgement")
        rows.append(
            (
                subject.words(risk.name),
                subject.words(risk.text),
                subject.words(risk.action),
                basis,
            )
        )
    return (
        Paragraph(subject.say("report.risks_intro")),
        Table(tuple(map(subject.say, heads)), (2, 4, 4, 2), tuple(rows)),
    )
