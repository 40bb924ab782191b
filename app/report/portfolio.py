"""Several tasks in one document: all of them in a table, then page one of each."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from app.decision.cost import task_cost
from app.decision.cost_document import cost_document
from app.decision.cost_words import range_text
from app.decision.shortlist import needs_of
from app.report.build import PLAIN
from app.report.collection import (
    Case,
    certainty_word,
    collected,
    limits_mark,
    name_of,
)
from app.report.measured import VERDICTS
from app.report.page_one import steps
from app.report.terms import Subject
from app.report.types import Brand, Cell, Collection, Paragraph, Section, Table
from app.words import Language, say

MATRIX = (
    ("collection.task", 2.7),
    ("collection.outcome", 2.2),
    ("report.certainty", 1.3),
    ("report.limits", 3.8),
    ("collection.approach", 2.2),
    ("collection.cost", 1.6),
    ("report.probe", 2.1),
    ("collection.status", 1.3),
)


def build_portfolio(
    cases: Sequence[Case],
    *,
    language: Language,
    now: datetime,
    app_version: str,
    brand: Brand = PLAIN,
) -> Collection:
    """The portfolio of at least one task, in the order given: nothing here ranks them."""
    title = say(language, "collection.portfolio", n=len(cases))
    summary = _summary(cases, language)
    rows = tuple(_row(case, language) for case in cases)
    heads = tuple(say(language, key) for key, _ in MATRIX)
    first_heads = ("collection.task", "report.step", "report.who", "report.how_long")
    sections = (
        Section(
            "A",
            say(language, "collection.overview"),
            (
                Paragraph(summary, strong=True),
                Table(heads, tuple(width for _, width in MATRIX), rows),
                Paragraph(say(language, "collection.no_ranking")),
                Paragraph(say(language, "collection.pages_follow")),
            ),
        ),
        Section(
            "B",
            say(language, "collection.first_steps"),
            (
                Table(
                    tuple(say(language, key) for key in first_heads),
                    (3, 6, 2.5, 1.8),
                    tuple(_first_step(case.subject(language)) for case in cases),
                ),
            ),
        ),
    )
    return collected(
        cases,
        title=title,
        description=summary,
        sections=sections,
        language=language,
        now=now,
        app_version=app_version,
        brand=brand,
        pages=True,
    )


def _summary(cases: Sequence[Case], language: Language) -> str:
    """ "Of 5 tasks: 2 LLM, 2 Fine-tuned model, 1 Open." """
    words = Counter(case.subject(language).outcome(case.found.outcome).word for case in cases)
    parts = [say(language, "collection.count", n=n, outcome=word) for word, n in words.items()]
    counts = say(language, "report.and").join(parts)
    return say(language, "collection.summary", n=len(cases), counts=counts)


def _row(case: Case, language: Language) -> tuple[Cell, ...]:
    subject = case.subject(language)
    return (
        name_of(subject),
        subject.outcome(case.found.outcome),
        certainty_word(subject),
        limits_mark(subject),
        subject.words(case.guide.approach[case.found.choice.approach].name),
        _cost(case, language),
        subject.say(VERDICTS[case.probe.verdict]) if case.probe else "–",
        case.status
        or subject.say("report.proposed" if case.found.outcome else "collection.draft"),
    )


def _cost(case: Case, language: Language) -> str:
    """A month of prompting the cheapest and the dearest of the models suggested."""
    needs = needs_of(case.profile, case.found.possible, case.found.choice.approach)
    cost = task_cost(case.guide.models, case.profile, needs, on=case.moment.astimezone(UTC).date())
    document = cost_document(case.guide.models, case.profile, cost, language)
    months = [option["monthly"] for option in document["prompting"] if option["monthly"]]
    if not months:
        return "–"
    low, high = min(it["low"] for it in months), max(it["high"] for it in months)
    return range_text({"low": low, "high": high})


def _first_step(subject: Subject) -> tuple[Cell, ...]:
    found = steps(subject)
    if not found:
        return (name_of(subject), "–", "–", "–")
    return (name_of(subject), found[0].what, found[0].who, found[0].how_long)
