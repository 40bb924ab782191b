"""What a document says, before it is set."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.decision.profile import Profile
from app.decision.recommend import recommend
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.report.build import build_report
from app.report.history import Edit
from app.report.terms import LIMITS
from app.report.types import Block, Code, Drawing, Mark, Paragraph, Report, Section, Table
from app.words import Language

Make = Callable[..., Report]
LETTERS = "ABCDEFGHIJKLM"


def section(report: Report, letter: str) -> Section:
    return report.sections[LETTERS.index(letter)]


def words(blocks: tuple[Block, ...]) -> str:
    return str([asdict(block) for block in blocks])


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
    found = section(report, "I").blocks
    (drawing,) = (block for block in found if isinstance(block, Drawing))
    priced = [row for row in rows(report, "I") if len(row) == 5]
    assert any(row[0] in drawing.alt for row in priced)  # the service it is compared with
    assert len(priced) == 15
    assert all(row[2].startswith("2026-") for row in priced)
    assert any("genai-prices" in block.text for block in found if isinstance(block, Paragraph))


def test_page_one_lists_three_changes_and_counts_the_rest(make: Make, settled: Profile) -> None:
    changes = make(settled).page_one.changes
    assert len(changes.items) == 3
    assert f"and {len(rows(make(settled), 'C')) - 3} more" in changes.more[-1]


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
    report = make(settled, probe=probe)
    (chart,) = (b for b in section(report, "G").blocks if isinstance(b, Drawing))
    assert all(share in chart.alt for share in ("74–85 %", "65–78 %", "34 %"))
    measured = rows(report, "G")
    assert ["Model, accuracy", "0.739 – 0.850", "0.800"] in measured
    assert ["Trained baseline, accuracy", "0.654 – 0.778", "0.720"] in measured
    assert ["No reply in time", "10"] in measured


def test_a_curve_and_a_table_of_labels_are_drawn_where_they_were_measured(
    make: Make, settled: Profile, long_probe: ProbeResult
) -> None:
    drawn = [
        b for b in section(make(settled, probe=long_probe), "G").blocks if isinstance(b, Drawing)
    ]
    assert len(drawn) == 3
    assert all(drawing.alt for drawing in drawn)


def test_single_answers_are_shown_and_carried_only_where_that_is_asked_for(
    make: Make, settled: Profile, long_probe: ProbeResult
) -> None:
    """They may quote the user's own data."""
    kept = make(settled, probe=long_probe)
    assert "secret" not in words(section(kept, "G").blocks) + str(kept.probe_json)
    assert "1 wrong" in words(section(kept, "G").blocks).lower().replace("one", "1")
    told = make(settled, probe=long_probe, with_answers=True)
    assert ["7", "secret", "billing", "Answered as asked"] in rows(told, "G")
    assert ProbeResult.model_validate_json(told.probe_json or "") == long_probe


def test_what_was_changed_stands_with_the_answers(make: Make, settled: Profile) -> None:
    """The latest first, answers by their question, and nothing later than the document."""
    edits = [
        Edit(datetime(2026, 11, 20, 8, 5, tzinfo=UTC), ("answers", "few_labels"), "yes",
             {"value": "no", "note": "counted"}),
        Edit(datetime(2026, 11, 21, 8, 5, tzinfo=UTC), ("facts", "monthly_volume"), None, 40000),
        Edit(datetime(2026, 11, 25, 8, 5, tzinfo=UTC), ("name",), "a", "later than the document"),
    ]  # fmt: skip
    changed = [row for row in rows(make(settled, edits=edits), "A") if row[0].startswith("2026")]
    assert changed == [
        ["2026-11-21 08:05", "Facts › monthly_volume", "–", "40000"],
        ["2026-11-20 08:05", "5 Few examples", "Yes", "No – counted"],
    ]
    assert "without a history" in words(section(make(settled), "A").blocks)


def test_what_is_open_is_drawn_as_a_tree_and_what_would_change_it_as_a_strip(
    make: Make, settled: Profile, still_open: Profile
) -> None:
    (tree,) = (b for b in section(make(still_open), "D").blocks if isinstance(b, Drawing))
    assert "Few examples: if yes, LLM; if no, Fine-tuned model" in tree.alt
    (strip,) = (b for b in section(make(settled), "C").blocks if isinstance(b, Drawing))
    assert strip.alt.count("Yes: LLM") == 6
    assert "question 8 Yes: Open" in strip.alt


def test_evidence_stands_with_its_side_and_the_reasons_for_its_grade(
    make: Make, settled: Profile, guide: Guide
) -> None:
    claims = [row for row in rows(make(settled), "E") if len(row) == 5]
    assert claims
    assert {row[2] for row in claims} <= {"LLM", "Fine-tuned model", "Neither",
                                          "Depends on the case"}  # fmt: skip
    assert all(row[4].split(".")[0] in ("High", "Moderate", "Low", "Very low") for row in claims)
    assert any("Rated down" in row[4] for row in claims)


def test_conflicts_of_figure_and_text_and_later_findings_stand_at_their_arrow(
    make: Make, settled: Profile
) -> None:
    """ "No" at question 8: W3, W5 and W8 name that arrow, W1 names none."""
    points = [row[0][:2] for row in rows(make(settled), "E") if len(row) == 4]
    assert [point for point in points if point[1].isdigit()] == ["W1", "W3", "W5", "W8"]
    assert "Found since the survey" in words(section(make(settled), "E").blocks)


def test_every_risk_says_what_to_do(make: Make, settled: Profile) -> None:
    assert 5 <= len(rows(make(settled), "J")) <= 10
    assert all(all(row) for row in rows(make(settled), "J"))


def test_the_footer_has_the_local_time_beside_utc(guide: Guide, settled: Profile) -> None:
    """The zone is that of the moment given, never of the machine."""
    for zone, said in ((UTC, "2026-11-24 20:30 UTC"),
                       (timezone(timedelta(hours=9)),
                        "2026-11-24 20:30 UTC (2026-11-25 05:30 +09:00)")):  # fmt: skip
        report = build_report(
            guide,
            settled,
            recommend(guide, settled),
            language=Language.EN,
            now=datetime(2026, 11, 24, 20, 30, tzinfo=UTC).astimezone(zone),
            app_version="1.2.3",
            probe=None,
        )
        assert report.footer.provenance.endswith(said)


def test_page_one_has_boxes_for_the_decision(
    make: Make, settled: Profile, still_open: Profile
) -> None:
    choices = make(settled).page_one.decision.choices
    assert [choice.ticked for choice in choices] == [True, False, False]
    assert not any(choice.ticked for choice in make(still_open).page_one.decision.choices)


def test_the_probe_never_changes_page_one(
    make: Make, settled: Profile, probe: ProbeResult
) -> None:
    assert make(settled, probe=probe).page_one == make(settled).page_one


def test_the_hash_that_is_printed_is_that_of_the_attached_profile(
    make: Make, settled: Profile
) -> None:
    report = make(settled)
    codes = [block.code for block in section(report, "M").blocks if isinstance(block, Code)]
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
