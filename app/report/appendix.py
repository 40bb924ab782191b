"""What an engineer trusts: everything behind page one, A to M."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from app.charts.flow_diagram import flow_diagram
from app.charts.open_tree import open_tree_picture
from app.charts.turned import turned_chart
from app.decision.profile import Answer, Reply
from app.guide.types import Question
from app.probe.types import ProbeResult
from app.report.backing import evidence, limits, risks, suggestion
from app.report.circumstances import given_and_assumed, verify
from app.report.cost import models_and_cost
from app.report.history import Edit, history
from app.report.measured import measured
from app.report.terms import SURENESS, Subject, shortened
from app.report.types import (
    Block,
    Cell,
    Drawing,
    Field,
    Fields,
    Heading,
    Mark,
    Paragraph,
    Section,
    Table,
)
from app.report.vocabulary import words_and_sources

NOTE: Final = 120  # characters; a longer note stands below the table


def appendix(
    subject: Subject,
    probe: ProbeResult | None,
    digest: str,
    app_version: str,
    moment: datetime,
    edits: Iterable[Edit],
    *,
    with_answers: bool,
) -> tuple[Section, ...]:
    """All sections; one with nothing to say says so, so that letters never move."""
    say = subject.say
    return (
        Section("A", say("report.answers"), (*_answers(subject), *history(subject, edits))),
        Section("B", say("report.diagram"), _diagram(subject)),
        Section("C", say("report.would_change"), _changes(subject)),
        Section("D", say("report.forks"), _forks(subject)),
        Section("E", say("report.evidence"), evidence(subject)),
        Section("F", say("report.limits"), limits(subject)),
        Section("G", say("report.probe"), measured(subject, probe, with_answers=with_answers)),
        Section("H", say("report.approach"), suggestion(subject)),
        Section("I", say("report.models_and_cost"), models_and_cost(subject, moment)),
        Section("J", say("report.risks"), risks(subject)),
        Section("K", say("report.given_and_assumed"), given_and_assumed(subject)),
        Section("L", say("report.words_and_sources"), words_and_sources(subject)),
        Section("M", say("report.verify"), verify(subject, digest, app_version)),
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
    return (Drawing(flow_diagram(subject.guide, subject.found, subject.language), caption),)


def _changes(subject: Subject) -> tuple[Block, ...]:
    found = subject.found
    picture = turned_chart(subject.guide, subject.known_replies, found, subject.language)
    blocks: list[Block] = [Drawing(picture, subject.say("report.turned_caption"))]
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
        blocks.append(Table(tuple(map(subject.say, heads)), (3, 1.2, 1.4, 2.6, 4), rows))
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
    picture = open_tree_picture(subject.guide, subject.known_replies, subject.language)
    if picture is None:
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
        Drawing(picture, subject.say("report.tree_caption")),
        Heading(subject.say("report.settle_first")),
        Paragraph(subject.say("report.forks_intro")),
        Table(tuple(map(subject.say, heads)), (3, 2.2, 2.2, 4.5), rows),
    )
