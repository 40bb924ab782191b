"""What an engineer trusts: everything behind page one, A to M."""

from datetime import datetime
from typing import Final

from app.decision.profile import Answer, Reply
from app.guide.types import Question
from app.probe.types import ProbeResult
from app.report.backing import evidence, limits, sources, suggestion
from app.report.circumstances import assumptions, facts_and_limits, verify
from app.report.cost import models_and_cost
from app.report.measured import measured
from app.report.path import in_words
from app.report.terms import SURENESS, Subject, shortened
from app.report.types import Block, Cell, Diagram, Field, Fields, Mark, Paragraph, Section, Table

NOTE: Final = 120  # characters; a longer note stands below the table


def appendix(
    subject: Subject,
    probe: ProbeResult | None,
    digest: str,
    app_version: str,
    moment: datetime,
) -> tuple[Section, ...]:
    """All sections; one with nothing to say says so, so that letters never move."""
    say = subject.say
    return (
        Section("A", say("report.answers"), _answers(subject)),
        Section("B", say("report.diagram"), _diagram(subject)),
        Section("C", say("report.would_change"), _changes(subject)),
        Section("D", say("report.forks"), _forks(subject)),
        Section("E", say("report.evidence"), evidence(subject)),
        Section("F", say("report.limits"), limits(subject)),
        Section("G", say("report.probe"), measured(subject, probe)),
        Section("H", say("report.approach"), suggestion(subject)),
        Section("I", say("report.given"), facts_and_limits(subject)),
        Section("J", say("report.assumptions"), assumptions(subject)),
        Section("K", say("report.sources"), sources(subject)),
        Section("L", say("report.verify"), verify(subject, digest, app_version)),
        Section("M", say("report.models_and_cost"), models_and_cost(subject, moment)),
    )


def _answers(subject: Subject) -> tuple[Block, ...]:
    reached = {step.question for step in subject.found.path}
    rows: list[tuple[Cell, ...]] = []
    notes: list[Field] = []
    for question in subject.guide.questions:
        given = subject.profile.answers.get(question.id)
        reply: Cell = subject.reply(question.id) or Mark("", subject.say("report.not_answered"))
        sureness = subject.say(SURENESS[given.sureness]) if given and given.sureness else "–"
        note = shortened(given.note.strip()) if given else ""
        if len(note) > NOTE:
            label = subject.say("report.note_on", n=subject.number(question.id))
            notes.append(Field(label, note))
            note = subject.say("report.note_below")
        if question.id not in reached and given:
            note = subject.say("report.space").join(
                filter(None, (subject.say("report.unused"), note))
            )
        title = f"{subject.number(question.id)}. {subject.words(question.title)}"
        rows.append((title, reply, _meaning(subject, question, given), sureness, note))
    heads = ("report.question", "report.answer", "report.meant", "report.sureness", "report.note")
    table = Table(tuple(map(subject.say, heads)), (4, 1.5, 4, 1.4, 2.7), tuple(rows))
    return (table, Fields(tuple(notes))) if notes else (table,)


def _meaning(subject: Subject, question: Question, given: Answer | None) -> str:
    """What the guide says that this reply means."""
    if given is None:
        return ""
    meanings = {
        Reply.YES: question.yes.meaning,
        Reply.NO: question.no.meaning,
        Reply.UNSURE: question.unsure,
    }
    return subject.words(meanings[given.value])


def _diagram(subject: Subject) -> tuple[Block, ...]:
    source = subject.guide.source[subject.guide.about.source]
    caption = subject.say("report.diagram_caption", authors=source.authors, year=source.year)
    return (Diagram(caption, in_words(subject)),)


def _changes(subject: Subject) -> tuple[Block, ...]:
    found = subject.found
    blocks: list[Block] = []
    if found.flips:
        heads = ("report.question", "report.now", "report.if_were", "report.then", "report.check")
        rows = tuple(
            (
                subject.numbered(flip.question),
                subject.reply(flip.question) or "–",
                subject.reply_mark(flip.to),
                subject.outcome(flip.outcome),
                subject.words(subject.guide.question[flip.question].settle),
            )
            for flip in found.flips
        )
        blocks.append(Paragraph(subject.say("report.changes_intro", n=len(rows))))
        blocks.append(Table(tuple(map(subject.say, heads)), (3, 1.2, 1.4, 2, 4), rows))
    else:
        blocks.append(Paragraph(subject.say("report.no_single_answer")))
    answered = [
        question for question in found.idle_unknowns if question in subject.profile.answers
    ]
    if answered:
        names = subject.say("report.and").join(map(subject.numbered, answered))
        blocks.append(Paragraph(subject.say("report.idle", n=len(answered), questions=names)))
    return tuple(blocks)


def _forks(subject: Subject) -> tuple[Block, ...]:
    if not subject.found.forks:
        return (Paragraph(subject.say("report.nothing_open")),)
    rows = tuple(
        (
            subject.numbered(fork.question),
            subject.outcomes(fork.yes),
            subject.outcomes(fork.no),
            subject.words(subject.guide.question[fork.question].settle),
        )
        for fork in subject.found.forks
    )
    heads = ("report.question", "report.if_yes", "report.if_no", "report.settle")
    return (
        Paragraph(subject.say("report.forks_intro")),
        Table(tuple(map(subject.say, heads)), (3, 2.2, 2.2, 4.5), rows),
    )
