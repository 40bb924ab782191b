"""What the recommendation rests on: evidence, limits and their rules, the approach, sources."""

from app.decision.document import warnings
from app.guide.types import Citation, Effect, Status
from app.report.page_one import certainty, limits_by_weight, steps
from app.report.terms import EFFECTS, GRADES, Subject, shortened
from app.report.types import (
    Block,
    Cell,
    Field,
    Fields,
    Mark,
    Paragraph,
    Points,
    Reference,
    References,
    Table,
)

STATUS = {
    Status.SURVEY: "report.status_survey",
    Status.ORIGINAL: "report.status_original",
    Status.LATER: "report.status_later",
}
EFFECT = {
    Effect.CONFIRMS: "report.effect_confirms",
    Effect.REFINES: "report.effect_refines",
    Effect.OVERTURNS: "report.effect_overturns",
}


def evidence(subject: Subject) -> tuple[Block, ...]:
    graded = certainty(subject)
    blocks: list[Block] = [
        Paragraph(f"{graded.heading}: {graded.word}", strong=True),
        Paragraph(graded.reason),
    ]
    used = [item for item in subject.guide.evidence if item.id in subject.found.evidence]
    if used:
        heads = (
            "report.claim",
            "report.source",
            "report.status",
            "report.effect",
            "report.certainty",
        )
        rows = tuple(
            (
                subject.words(item.claim),
                subject.cite(item.cite),
                subject.say(STATUS[item.status]),
                subject.say(EFFECT[item.effect]) if item.effect else "–",
                subject.say(GRADES[item.certainty][0]),
            )
            for item in used
        )
        blocks.append(Table(tuple(map(subject.say, heads)), (5, 3.2, 1.5, 1.4, 1.4), rows))
    blocks.append(Paragraph(subject.say("report.grades")))
    return tuple(blocks)


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


def sources(subject: Subject) -> tuple[Block, ...]:
    """Every work that something in this document rests on, once, in the guide's order."""
    guide, found = subject.guide, subject.found
    cites: list[Citation] = [Citation(source=guide.about.source)]
    cites += [cite for step in found.path for cite in guide.question[step.question].cites]
    cites += [item.cite for item in guide.evidence if item.id in found.evidence]
    cites += [guide.limit_rule[finding.rule].cite for finding in found.limits]
    because = [guide.reason[because.reason].cite for because in found.choice.because]
    cites += [cite for cite in because if cite]
    cites += guide.approach[found.choice.approach].cites
    used = {cite.source for cite in cites}
    return (
        References(
            tuple(
                Reference(
                    f"{source.authors} ({source.year}). {source.title}. {source.locator}",
                    source.url,
                )
                for source in guide.sources
                if source.id in used
            )
        ),
    )
