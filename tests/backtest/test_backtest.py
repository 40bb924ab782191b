"""The advice against published measurements: the cases are sound and the tallies honest."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from app.cli.backtest import FOLDER
from app.cli.main import run_command
from app.decision.backtest import Case, Verdict, Winner, judge, read_case, tally, tally_by
from app.errors import AppError
from app.guide.types import Guide, OutcomeId
from app.paths import RESOURCES

CASES = tuple(read_case(file.read_bytes(), file.name) for file in sorted(FOLDER.glob("*.json")))


@pytest.fixture(scope="module")
def verdicts(guide: Guide) -> tuple[Verdict, ...]:
    return tuple(judge(guide, case) for case in CASES)


def test_there_are_enough_cases_of_every_kind_and_year() -> None:
    assert len(CASES) >= 60
    assert len({case.id for case in CASES}) == len(CASES)
    assert len({case.family for case in CASES}) >= 12
    assert {case.year for case in CASES} >= {2022, 2023, 2024, 2025, 2026}
    assert {case.winner for case in CASES} == set(Winner)
    assert min(Counter(case.winner for case in CASES).values()) >= 4


def test_a_file_is_named_after_its_case() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == {case.id for case in CASES}


def test_every_case_answers_all_ten_questions_and_says_why(guide: Guide) -> None:
    for case in CASES:
        assert set(case.profile.replies) == set(guide.question), case.id
        assert len(case.why_these_answers) > 20, case.id
        assert case.profile.task, case.id
        assert case.profile.unknown_keys(guide.question) == [], case.id


def test_every_case_can_be_looked_up() -> None:
    for case in CASES:
        assert re.search(r"arXiv:\d{4}\.\d{4,5}|blog of|LLMsPracticalGuide", case.source), case.id
        said = f"{case.figures} {case.source}".lower()
        for mark in ("[memory]", "secondary", "(m)", "reportedly"):
            assert mark not in said, case.id


def test_every_difference_is_explained_and_nothing_else_is(verdicts: tuple[Verdict, ...]) -> None:
    for verdict in verdicts:
        differs = not (verdict.line_1 and verdict.line_3)
        assert bool(verdict.case.miss) is differs, verdict.case.id


def test_line_one_of_a_case_is_what_the_figure_says(verdicts: tuple[Verdict, ...]) -> None:
    for verdict in verdicts:
        yes = {q: r == "yes" for q, r in verdict.case.profile.replies.items()}
        if yes["human_like"] or yes["multi_step"] or yes["many_tasks"]:
            end = "llm"
        elif yes["far_from_language"]:
            end = "fine_tuned"
        elif yes["few_labels"] or yes["unfamiliar_inputs"] or yes["open_generation"]:
            end = "llm"
        elif not yes["world_knowledge"] or yes["context_sufficient"]:
            end = "fine_tuned"
        else:
            end = "no_good_fit" if yes["counter_knowledge"] else "llm"
        assert verdict.outcome == end, verdict.case.id


def test_our_suggestion_agrees_with_more_measurements_than_the_figure_alone(
    verdicts: tuple[Verdict, ...],
) -> None:
    found = tally(verdicts)
    assert found.cases == len(CASES)
    assert found.line_3 > found.line_1


def test_no_rule_knows_a_case() -> None:
    """Nothing in the code or the guide names a case: rules are about situations."""
    code = [*(RESOURCES.parent / "app" / "decision").glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in code)
    ids = {case.id for case in CASES if "-" in case.id}
    assert not [name for name in ids if f'"{name}"' in text]


def changed(winner: Winner, task: str = "", **replies: str) -> Case:
    body = json.loads((FOLDER / "rte.json").read_text(encoding="utf-8"))
    body["answers"] |= replies
    body["task"] = task
    body["backtest"]["winner"] = winner
    return read_case(json.dumps(body).encode(), "changed.json")


def test_a_tie_is_right_with_either_kind_but_not_with_none(guide: Guide) -> None:
    tuned = judge(guide, changed(Winner.EITHER))
    large = judge(guide, changed(Winner.EITHER, multi_step="yes"))
    neither = {"world_knowledge": "yes", "context_sufficient": "no", "counter_knowledge": "yes"}
    none = judge(guide, changed(Winner.EITHER, **neither))
    assert (tuned.outcome, tuned.line_1, tuned.line_3) == (OutcomeId.FINE_TUNED, True, True)
    assert (large.outcome, large.line_1, large.line_3) == (OutcomeId.LLM, True, True)
    assert (none.outcome, none.line_1, none.line_3) == (OutcomeId.NO_GOOD_FIT, False, False)


def test_an_open_outcome_is_right_only_where_nobody_won(guide: Guide) -> None:
    unsure = {"few_labels": "unsure"}
    assert judge(guide, changed(Winner.EITHER, **unsure)).line_1
    assert not judge(guide, changed(Winner.LLM, **unsure)).line_1
    assert not judge(guide, changed(Winner.FINE_TUNED, **unsure)).line_1


def test_the_groups_add_up_to_the_whole(verdicts: tuple[Verdict, ...]) -> None:
    for key in (lambda case: case.year, lambda case: case.family):
        groups = tally_by(verdicts, key).values()
        assert sum(group.cases for group in groups) == len(verdicts)
        assert sum(group.line_3 for group in groups) == tally(verdicts).line_3


def test_the_command_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("backtest", ["--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["n"] == len(document["cases"]) == len(CASES)
    assert document["agreement"]["cases"] == len(CASES)
    assert {row["id"] for row in document["misses"]} == {case.id for case in CASES if case.miss}
    assert all(row["reason"] for row in document["misses"])
    assert set(document["by_year"]) == {str(case.year) for case in CASES}


def test_the_command_tells_a_reader_the_shares_and_the_misses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command("backtest", []) == 0
    said = capsys.readouterr().out
    assert f"{len(CASES)} cases" in said
    assert all(case.miss in said for case in CASES)


def test_a_folder_without_cases_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("backtest", ["--cases", str(tmp_path)]) == 1
    assert "holds no case file" in capsys.readouterr().err


def test_a_case_with_a_fault_is_named_with_its_place(tmp_path: Path) -> None:
    body = json.loads((FOLDER / "rte.json").read_text(encoding="utf-8"))
    del body["backtest"]["winner"]
    with pytest.raises(AppError, match=r"^rte\.json: \$\.backtest\.winner is not what"):
        read_case(json.dumps(body).encode(), "rte.json")
    with pytest.raises(AppError, match=r"^rte\.json: \$\.backtest\.id is not what"):
        read_case(json.dumps({**body, "backtest": "tickets"}).encode(), "rte.json")


def test_every_case_is_a_profile_file_for_every_other_command(
    guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(file) for file in sorted(FOLDER.glob("*.json"))]
    assert run_command("recommend", [*files, "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)
    said = [judge(guide, case) for case in CASES]
    assert [document["outcome"] for document in documents] == [v.outcome for v in said]
    assert [document["approach"]["id"] for document in documents] == [v.approach for v in said]
