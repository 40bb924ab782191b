"""Several tasks in one document, and two states of one side by side."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from app.decision.profile import Answer, Profile, Reply, read_profile
from app.decision.recommend import recommend
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.report.collection import Case
from app.report.comparison import build_comparison
from app.report.html import html
from app.report.pdf import pdf_bytes
from app.report.portfolio import build_portfolio
from app.report.types import Collection, Mark, Table
from app.words import Language

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = datetime(2027, 5, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def cases(guide: Guide, settled: Profile, still_open: Profile, probe: ProbeResult) -> list[Case]:
    hostile = Profile(name="W" * 200, project="#panic() <b>")
    measured = Case(guide, settled, recommend(guide, settled), NOW, probe, "Accepted")
    rest = [Case(guide, it, recommend(guide, it), NOW) for it in (still_open, hostile)]
    return [measured, *rest]


def portfolio(cases: Sequence[Case], language: Language = Language.EN) -> Collection:
    return build_portfolio(cases, language=language, now=NOW, app_version="1.2.3")


def comparison(before: Case, after: Case, language: Language = Language.EN) -> Collection:
    return build_comparison(before, after, language=language, now=LATER, app_version="1.2.3")


def rows(of: Collection, letter: str) -> list[tuple[str, ...]]:
    """The rows of the tables of one section, as words."""
    (section,) = (section for section in of.sections if section.letter == letter)
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return [
        tuple(cell.word if isinstance(cell, Mark) else cell for cell in row)
        for table in tables
        for row in table.rows
    ]


def test_the_matrix_has_a_row_for_each_task_in_the_order_given(cases: list[Case]) -> None:
    found = rows(portfolio(cases), "A")
    assert [row[0][:8] for row in found] == ["Helpdesk", "Helpdesk", "#panic()"]
    assert [row[1] for row in found] == ["Fine-tuned model", "Open", "Open"]
    assert [row[-1] for row in found] == ["Accepted", "Draft", "Draft"]
    assert found[0][6] == "The measurement is inconclusive."
    assert all(len(row) == 8 and all(row) for row in found)


@pytest.mark.parametrize("language", Language)
def test_a_portfolio_is_the_matrix_and_page_one_of_each_with_all_profiles_inside(
    cases: list[Case], language: Language
) -> None:
    whole = portfolio(cases, language)
    reader = PdfReader(io.BytesIO(pdf_bytes(whole)))
    firsts = [report.page_one for report in whole.reports]
    texts = ["".join(page.extract_text().split()) for page in reader.pages[-len(cases) :]]
    for first, text in zip(firsts, texts, strict=True):
        assert "".join(first.lines[0].text.split()) in text
    profiles = [read_profile(files[0], "") for files in reader.attachments.values()]
    assert profiles == [case.profile for case in cases]


def test_the_same_portfolio_gives_the_same_bytes_and_a_page_of_html(cases: list[Case]) -> None:
    assert pdf_bytes(portfolio(cases)) == pdf_bytes(portfolio(cases))
    text = html(portfolio(cases))
    assert "&lt;b&gt;" in text
    assert text.count("<article>") == 3


def test_a_comparison_shows_what_differs_and_what_that_does(
    guide: Guide, settled: Profile, probe: ProbeResult
) -> None:
    few = Answer(value=Reply.YES, note="only 12 are checked")
    changed = settled.with_answer("few_labels", few)
    changed = changed.model_copy(
        update={"facts": changed.facts.model_copy(update={"labelled_examples": 12})}
    )
    before = Case(guide, settled, recommend(guide, settled), NOW, probe)
    after = Case(guide, changed, recommend(guide, changed), LATER)
    found = comparison(before, after)
    assert "24 November 2026" in found.title
    assert "3 May 2027" in found.title
    assert rows(found, "A")[0] == ("The guide says", "Fine-tuned model", "LLM")
    answers = rows(found, "B")
    assert answers[0][1:] == ("No", "Yes")
    assert answers[-1][1:] == ("ask Ops: #$<&@*_ #panic()", "only 12 are checked")
    assert [row[1:] for row in rows(found, "C")] == [("8,000", "12")]
    assert rows(found, "E")[1] == ("Examples", "200", "–")
    assert pdf_bytes(found) == pdf_bytes(comparison(before, after))


def test_equal_cases_differ_in_nothing(guide: Guide, settled: Profile) -> None:
    case = Case(guide, settled, recommend(guide, settled), NOW)
    for language in Language:
        found = comparison(case, case, language)
        assert rows(found, "B") == rows(found, "C") == rows(found, "E") == []
        assert len({row[1] == row[2] for row in rows(found, "A")}) == 1


def test_another_task_is_named_by_its_name(guide: Guide, settled: Profile) -> None:
    other = settled.model_copy(update={"name": "Summaries"})
    first, second = (Case(guide, it, recommend(guide, it), NOW) for it in (settled, other))
    assert comparison(first, second).title == "Comparison: Ticket routing and Summaries"
