"""What the guide adds at this path: where figure and text pull apart, and what was found later."""

from typing import Final

from app.guide.knowledge import Conflict, Entry, Finding
from app.report.terms import EFFECT, Subject
from app.report.types import Block, Heading, Paragraph, Table

FINDINGS: Final = 8  # printed while the outcome is open, when all of the guide's would follow


def reading(subject: Subject) -> tuple[Block, ...]:
    """Both as tables under headings of their own; nothing of it ever changes the outcome."""
    blocks: list[Block] = [Heading(subject.say("report.conflicts"))]
    conflicts = conflicts_at(subject)
    if conflicts:
        heads = ("report.at_odds", "report.figure_says", "report.text_says", "report.handled")
        rows = tuple(
            (
                f"W{entry.number} {subject.words(entry.title)}",
                subject.words(entry.figure_says),
                subject.words(entry.text_says),
                subject.words(entry.handling),
            )
            for entry in conflicts
        )
        blocks.append(Paragraph(subject.say("report.conflicts_intro")))
        blocks.append(Table(tuple(map(subject.say, heads)), (2.2, 3, 3, 3.4), rows))
    else:
        blocks.append(Paragraph(subject.say("report.no_conflicts")))
    blocks.append(Heading(subject.say("report.findings")))
    every = findings_at(subject)
    findings = findings_shown(subject)
    if findings:
        heads = ("report.finding", "report.effect", "report.finding_means", "report.source")
        rows = tuple(
            (
                subject.words(entry.title),
                _bearings(subject, entry),
                subject.words(entry.means),
                "; ".join(subject.cite(cite) for cite in entry.cites),
            )
            for entry in findings
        )
        blocks.append(Table(tuple(map(subject.say, heads)), (2.8, 3, 3.6, 2.2), rows))
        if len(every) > len(findings):
            left = subject.say("report.findings_left", n=len(findings), total=len(every))
            blocks.append(Paragraph(left))
    else:
        blocks.append(Paragraph(subject.say("report.no_findings")))
    return tuple(blocks)


def conflicts_at(subject: Subject) -> tuple[Conflict, ...]:
    """Those at the deciding arrow or an open one, at the kind of task, or, where they name no
    arrow, at a question on the path."""
    arrows = _arrows(subject)
    reached = {step.question for step in subject.found.path}
    return tuple(
        entry
        for entry in subject.guide.conflicts
        if {(arrow.question, arrow.reply) for arrow in entry.arrows} & arrows
        or subject.profile.task in entry.tasks
        or (not entry.arrows and reached & set(entry.questions))
    )


def findings_at(subject: Subject) -> tuple[Finding, ...]:
    return tuple(
        entry
        for entry in subject.guide.findings
        if _speaks_of(subject, entry) or subject.profile.task in entry.tasks
    )


def findings_shown(subject: Subject) -> tuple[Finding, ...]:
    every = findings_at(subject)
    return every if subject.found.outcome else every[:FINDINGS]


def _speaks_of(subject: Subject, entry: Entry) -> bool:
    """Of the question that ends the path, or of one that would settle it; or of the approach."""
    asked = {question for question, _ in _arrows(subject)}
    return bool(asked & set(entry.questions)) or (
        subject.found.choice.approach in entry.approaches
    )


def _arrows(subject: Subject) -> set[tuple[str, str]]:
    found = subject.found
    if found.arrow:
        return {(found.arrow.question, found.arrow.reply)}
    return {(fork.question, reply) for fork in found.forks for reply in ("yes", "no")}


def _bearings(subject: Subject, entry: Finding) -> str:
    return "; ".join(
        subject.say(
            "report.bearing",
            effect=subject.say(EFFECT[bearing.effect]),
            on=subject.words(bearing.on),
        )
        for bearing in entry.bearings
    )
