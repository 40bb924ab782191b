"""What a document says, before it is set."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.decision.profile import Profile
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.report.terms import LIMITS
from app.report.types import Chart, Code, Drawing, Mark, Paragraph, Report, Section, Table
from app.words import Language

Make = Callable[..., Report]
LETTERS = "ABCDEFGHIJKLM"


def section(report: Report, letter: str) -> Section:
    return report.sections[LETTERS.index(letter)]


def rows(report: Report, letter: str) -> list[list[str]]:
    """The cells of a section's tables as words."""
    return [
        [cell.word if isinstance(cell, Mark) else cell for cell in row]
        for block in section(report, letter).blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_a_settled_outcome_is_proposed_and_an_open_one_is_a_draft(
    make: Make, settled: Profile, still_open: Profile
) -> None:
    assert make(settled).page_one.outcome.id == "fine_tuned"
    assert make(settled).page_one.status == "Proposed"
    assert make(still_open).page_one.outcome.id == "open"
    assert make(still_open).draft
    assert "Draft" in make(still_open).page_one.status


def test_the_three_lines_stand_in_their_order(make: Make, settled: Profile) -> None:
    headings = [line.heading for line in make(settled).page_one.lines]
    assert headings == ["The guide says", "Your limits say", "So we suggest"]


def test_the_path_shows_every_question_and_what_became_of_it(
    make: Make, settled: Profile, still_open: Profile
) -> None:
    states = [node.state for node in make(settled).path.nodes]
    assert states == ["passed"] * 7 + ["deciding"] + ["unneeded"] * 2
    assert make(still_open).path.nodes[4].state == "open"


def test_the_drawing_follows_the_flow_of_the_guide(
    make: Make, settled: Profile, guide: Guide
) -> None:
    drawn = {(node.id, node.yes, node.no) for node in make(settled).path.nodes}
    assert drawn == {(q.id, q.yes.next, q.no.next) for q in guide.questions}


def test_the_appendix_runs_from_a_to_m_whatever_is_known(
    make: Make, settled: Profile, probe: ProbeResult
) -> None:
    for report in (make(settled), make(Profile()), make(settled, Language.JA, probe)):
        assert "".join(part.letter for part in report.sections) == LETTERS
        assert all(part.blocks for part in report.sections)


@pytest.mark.parametrize("language", [*Language])
def test_models_and_cost_stand_with_the_day_and_source_of_every_price(
    make: Make, settled: Profile, language: Language
) -> None:
    """15 services with the day of their price, the chart with its words, and the sources."""
    report = make(settled, language)
    found = section(report, "M").blocks
    (drawing,) = (block for block in found if isinstance(block, Drawing))
    assert "<svg" in drawing.svg
    priced = [row for row in rows(report, "M") if len(row) == 5]
    assert any(row[0] in drawing.alt for row in priced)  # the service it is compared with
    assert len(priced) == 15
    assert all(row[2].startswith("2026-") for row in priced)
    assert any("genai-prices" in block.text for block in found if isinstance(block, Paragraph))


def test_page_one_lists_three_changes_and_counts_the_rest(make: Make, settled: Profile) -> None:
    changes = make(settled).page_one.changes
    assert len(changes.items) == 3
    assert f"and {len(rows(make(settled), 'C')) - 3} more" in changes.more


def test_all_ten_questions_stand_in_appendix_a_with_their_notes(
    make: Make, settled: Profile
) -> None:
    answers = rows(make(settled), "A")
    assert [row[1] for row in answers] == ["No"] * 8 + ["Not answered"] * 2
    assert answers[4][3:] == ["Guessed", "ask Ops: #$<&@*_ #panic()"]


def test_an_open_outcome_says_what_settles_it(make: Make, still_open: Profile) -> None:
    report = make(still_open)
    assert [row[1:3] for row in rows(report, "D")] == [["LLM", "Fine-tuned model"]]
    assert report.page_one.certainty.steps == 0


def test_a_probe_shows_intervals_against_majority_and_baseline(
    make: Make, settled: Profile, probe: ProbeResult
) -> None:
    blocks = section(make(settled, probe=probe), "G").blocks
    chart = next(block for block in blocks if isinstance(block, Chart))
    assert [dot.text for dot in chart.dots] == [
        "[0.74, 0.85] 0.80",
        "[0.70, 0.83] 0.77",
        "[0.65, 0.78] 0.72",
        "0.34",
    ]
    assert ["No reply in time", "10"] in rows(make(settled, probe=probe), "G")


def test_the_probe_never_changes_page_one(
    make: Make, settled: Profile, probe: ProbeResult
) -> None:
    assert make(settled, probe=probe).page_one == make(settled).page_one


def test_the_hash_that_is_printed_is_that_of_the_attached_profile(
    make: Make, settled: Profile
) -> None:
    report = make(settled)
    codes = [block.code for block in section(report, "L").blocks if isinstance(block, Code)]
    assert hashlib.sha256(report.profile_json.encode()).hexdigest() in codes


def test_every_limit_of_the_guide_has_a_name(guide: Guide) -> None:
    assert {rule.limit for rule in guide.limit_rules} == LIMITS.keys()


replies = st.sampled_from(["yes", "no", "unsure"])


@settings(max_examples=60)
@given(data=st.data(), language=st.sampled_from(Language))
def test_any_profile_makes_a_document_with_no_place_left_unfilled(
    make: Make, guide: Guide, data: st.DataObject, language: Language
) -> None:
    names = st.sampled_from(list(guide.question))
    profile = Profile.model_validate(
        {
            "answers": data.draw(st.dictionaries(names, replies)),
            "facts": data.draw(st.fixed_dictionaries({}, optional={
                "labelled_examples": st.integers(0, 10**6),
                "monthly_volume": st.integers(0, 10**9),
                "domain": st.sampled_from(["medical", "legal"]),
                "languages": st.lists(st.sampled_from(["en", "ja", "is"]), max_size=2),
            })),
            "limits": data.draw(st.fixed_dictionaries({}, optional={
                "data_may_leave": replies,
                "own_hardware": replies,
                "max_latency_ms": st.integers(0, 10**5),
                "monthly_budget": st.floats(0, 10**6),
                "regulated": replies,
                "team_can_train": replies,
            })),
        }
    )  # fmt: skip
    report = make(profile, language)
    said = str({**asdict(report), "footer": None, "profile_json": ""})
    assert "{" not in said.replace("{'", "").replace("{}", "")
    for part in report.sections:
        for block in part.blocks:
            if isinstance(block, Table):
                assert {len(block.heads), len(block.widths)} >= {len(row) for row in block.rows}


def test_the_same_task_makes_an_equal_document(make: Make, settled: Profile) -> None:
    assert make(settled) == make(settled)


@pytest.mark.parametrize("language", Language)
def test_a_long_note_stands_below_the_table(
    make: Make, settled: Profile, language: Language
) -> None:
    answer = settled.answers["few_labels"].model_copy(update={"note": "long " * 100})
    report = make(settled.with_answer("few_labels", answer), language)
    assert all(len(cell) < 400 for row in rows(report, "A") for cell in row)
    assert "long long" in str(section(report, "A").blocks[1])
