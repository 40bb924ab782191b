"""Two tasks, or two states of one, side by side: what differs, and what that does."""

from collections.abc import Iterator
from datetime import UTC, datetime

from app.decision.profile import Answer
from app.probe.types import Interval, ProbeResult
from app.report.build import PLAIN
from app.report.circumstances import facts_and_limits
from app.report.collection import (
    Case,
    certainty_word,
    collected,
    limits_mark,
    name_of,
)
from app.report.measured import VERDICTS
from app.report.terms import SURENESS, Subject, shortened
from app.report.types import (
    Block,
    Brand,
    Cell,
    Collection,
    Field,
    Fields,
    Mark,
    Paragraph,
    Section,
    Table,
)
from app.words import Language, say

Pair = tuple[Subject, Subject]
WIDTHS = (3.0, 4.0, 4.0)
MEASURED = (
    "collection.model",
    "report.examples",
    "report.accuracy",
    "report.macro_f1",
    "report.baseline",
    "collection.verdict",
)
NOTE = 200  # characters of a note


def build_comparison(
    before: Case,
    after: Case,
    *,
    language: Language,
    now: datetime,
    app_version: str,
    brand: Brand = PLAIN,
) -> Collection:
    """What differs between two cases, each judged by the guide it was made with."""
    pair = (before.subject(language), after.subject(language))
    heads = _heads(before, after, language)
    title = say(language, "collection.comparison", first=heads[0], second=heads[1])
    summary = _summary(pair)

    def table(rows: list[tuple[Cell, ...]], nothing: str) -> Block:
        if not rows:
            return Paragraph(say(language, nothing))
        return Table((say(language, "collection.what"), *heads), WIDTHS, tuple(rows))

    sections = (
        Section(
            "A",
            say(language, "collection.outcome"),
            (
                Paragraph(summary, strong=True),
                table(_advice(before, after, language), "collection.same"),
            ),
        ),
        Section(
            "B",
            say(language, "collection.answers"),
            (table(list(_answers(pair)), "collection.same_answers"),),
        ),
        Section(
            "C",
            say(language, "collection.given"),
            (table(list(_given(pair)), "collection.same_given"),),
        ),
        Section("D", say(language, "collection.guide"), _guide(before, after, language)),
        Section(
            "E",
            say(language, "report.probe"),
            _probes(before, after, language, heads),
        ),
    )
    return collected(
        (before, after),
        title=title,
        description=summary,
        sections=sections,
        language=language,
        now=now,
        app_version=app_version,
        brand=brand,
    )


def _heads(before: Case, after: Case, language: Language) -> tuple[str, str]:
    """What the columns are called: by task, by day, or by order, whatever tells them apart."""
    subjects = (before.subject(language), after.subject(language))
    names = [
        shortened(subject.profile.name.strip() or name_of(subject), 60) for subject in subjects
    ]
    if names[0] != names[1]:
        return names[0], names[1]
    days = [it.date(case.moment) for it, case in zip(subjects, (before, after), strict=True)]
    if days[0] == days[1]:
        days = [say(language, "collection.first"), say(language, "collection.second")]
    first, second = (say(language, "collection.of_day", name=names[0], day=day) for day in days)
    return first, second


def _summary(pair: Pair) -> str:
    old, new = (subject.outcome(subject.found.outcome).word for subject in pair)
    language = pair[1].language
    if old == new:
        return say(language, "collection.same_outcome", outcome=new)
    return say(language, "collection.other_outcome", old=old, new=new)


def _advice(before: Case, after: Case, language: Language) -> list[tuple[Cell, ...]]:
    """The three lines and what they rest on; all of them, since they are the point."""
    first, second = before.subject(language), after.subject(language)

    def outcome(subject: Subject) -> Mark:
        return subject.outcome(subject.found.outcome)

    def decided(subject: Subject) -> str:
        by = subject.found.decided_by
        return subject.quoted(by) if by else "–"

    def approach(subject: Subject) -> str:
        return subject.words(subject.guide.approach[subject.found.choice.approach].name)

    rows: list[tuple[str, Cell, Cell]] = [
        ("report.guide_says", outcome(first), outcome(second)),
        ("collection.decided_by", decided(first), decided(second)),
        ("report.certainty", certainty_word(first), certainty_word(second)),
        ("report.limits_say", limits_mark(first), limits_mark(second)),
        ("report.we_suggest", approach(first), approach(second)),
    ]
    if before.moment.astimezone(UTC).date() != after.moment.astimezone(UTC).date():
        rows.append(("report.date", first.date(before.moment), second.date(after.moment)))
    return [(say(language, key), old, new) for key, old, new in rows]


def _answers(pair: Pair) -> Iterator[tuple[Cell, ...]]:
    first, second = pair
    questions = dict.fromkeys((*first.guide.question, *second.guide.question))
    for question in questions:
        old, new = (it.profile.answers.get(question) for it in pair)
        if old == new:
            continue
        knows = second if question in second.guide.question else first
        name = knows.numbered(question)
        if _reply(old) != _reply(new):
            yield name, _mark(first, old), _mark(second, new)
        if (old and old.sureness) != (new and new.sureness):
            sure = [_sureness(it, answer) for it, answer in zip(pair, (old, new), strict=True)]
            yield _of(second, name, "report.sureness"), *sure
        if (old.note if old else "") != (new.note if new else ""):
            notes = [
                shortened(answer.note.strip(), NOTE) if answer else "" for answer in (old, new)
            ]
            yield _of(second, name, "report.note"), *(note or "–" for note in notes)


def _of(subject: Subject, name: str, key: str) -> str:
    return subject.say("collection.part_of", whole=name, part=subject.say(key))


def _reply(answer: Answer | None) -> str:
    return answer.value if answer else ""


def _mark(subject: Subject, answer: Answer | None) -> Mark:
    if answer is None:
        return Mark("", subject.say("report.not_answered"))
    return subject.reply_mark(answer.value)


def _sureness(subject: Subject, answer: Answer | None) -> str:
    return subject.say(SURENESS[answer.sureness]) if answer and answer.sureness else "–"


def _given(pair: Pair) -> Iterator[tuple[Cell, ...]]:
    """Texts, facts and limits that differ, named and written as in the recommendation."""
    old, new = (
        {field.label: field.value for field in facts_and_limits(subject).fields}
        for subject in pair
    )
    for label in dict.fromkeys((*old, *new)):
        if old.get(label) != new.get(label):
            yield label, old.get(label, "–"), new.get(label, "–")


def _guide(before: Case, after: Case, language: Language) -> tuple[Block, ...]:
    old, new = before.guide, after.guide
    if old.sha256 == new.sha256:
        key = "collection.same_guide"
    elif old.logic_sha256 == new.logic_sha256:
        key = "collection.same_logic"
    else:
        key = "collection.other_guide"
    fields = [
        Field(say(language, "report.guide_version"), f"{it.about.version} ({it.sha256[:12]})")
        for it in ((old, new) if old.sha256 != new.sha256 else (old,))
    ]
    return (Paragraph(say(language, key)), Fields(tuple(fields)))


def _probes(
    before: Case, after: Case, language: Language, heads: tuple[str, str]
) -> tuple[Block, ...]:
    old, new = before.probe, after.probe
    if old is None and new is None:
        return (Paragraph(say(language, "collection.no_probes")),)
    sides = [
        _measured(probe, language) if probe else ["–"] * len(MEASURED) for probe in (old, new)
    ]
    rows = tuple((say(language, key), *pair) for key, *pair in zip(MEASURED, *sides, strict=True))
    blocks: list[Block] = []
    if old and new and old.accuracy and new.accuracy:
        apart = _apart(old.accuracy, new.accuracy)
        blocks.append(
            Paragraph(say(language, "collection.apart" if apart else "collection.overlap"))
        )
    blocks.append(Table((say(language, "report.measure"), *heads), WIDTHS, rows))
    blocks.append(Paragraph(say(language, "report.probe_never_changes")))
    return tuple(blocks)


def _measured(probe: ProbeResult, language: Language) -> list[str]:
    return [
        shortened(str(probe.manifest.get("model", "–")), 80),
        f"{probe.n:,}",
        _interval(probe.accuracy),
        _interval(probe.macro_f1),
        _interval(probe.baseline),
        say(language, VERDICTS[probe.verdict]),
    ]


def _apart(one: Interval, other: Interval) -> bool:
    return one.high < other.low or other.high < one.low


def _interval(share: Interval | None) -> str:
    return f"[{share.low:.2f}, {share.high:.2f}] {share.value:.2f}" if share else "–"
