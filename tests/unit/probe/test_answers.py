"""Answers are found by what they say, and leave as CSV that no spreadsheet executes."""

import csv
import io

import pytest

from app.probe.answers import (
    ALL,
    CORRECTED,
    RIGHT,
    WHICH,
    Wanted,
    as_csv,
    corrected,
    counts,
    found,
    rows_of,
)
from app.probe.types import OutcomeClass, Prediction, ProbeResult, Tokens, Verdict

TEXTS = {"2": "The CARD was swallowed", "3": "=HYPERLINK(1)", "4": "ログインできない"}


@pytest.fixture
def result() -> ProbeResult:
    """Three answers, one of them right, and one example that was never asked."""

    def told(at: str, label: str, answer: str | None, outcome: OutcomeClass) -> Prediction:
        return Prediction(
            id=at, label=label, answer=answer, outcome=outcome, detail="" if answer else "+ Hm."
        )

    return ProbeResult(
        n=3,
        accuracy=None,
        macro_f1=None,
        majority=None,
        baseline=None,
        verdict=Verdict.NOT_MEASURED,
        reason="",
        reason_key="stopped",
        outcomes={},
        latency_ms=None,
        tokens=Tokens(prompt=0, completion=0),
        device="",
        manifest={},
        predictions=(
            told("2", "card", "login", OutcomeClass.OK),
            told("3", "card", None, OutcomeClass.OFF_LABEL),
            told("4", "login", "login", OutcomeClass.OK),
            told("5", "card", None, OutcomeClass.CANCELLED),
        ),
    )


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), "23"),
        (Wanted(which=RIGHT), "4"),
        (Wanted(which=ALL), "234"),
        (Wanted(which=CORRECTED), "3"),
        (Wanted(which=ALL, label="login"), "4"),
        (Wanted(answer="login"), "2"),
        (Wanted(answer=None), "3"),
        (Wanted(outcome="off_label"), "3"),
        (Wanted(text="swallowed Ｃａｒｄ"), "2"),
        (Wanted(which=ALL, text="ログイン"), "4"),
        (Wanted(text="hm"), "3"),
        (Wanted(text="nowhere"), ""),
    ],
)
def test_answers_are_found_by_what_they_are_and_say(
    result: ProbeResult, wanted: Wanted, ids: str
) -> None:
    rows = rows_of(result, TEXTS, {"3": None})
    assert "".join(row.id for row in found(rows, wanted)) == ids


def test_a_correction_changes_its_row_alone_and_can_be_taken_back(result: ProbeResult) -> None:
    rows = rows_of(result, TEXTS, {})
    with_one = corrected(rows, "2", {"2": "login"})
    assert with_one == rows_of(result, TEXTS, {"2": "login"})
    assert sum(one is other for one, other in zip(rows, with_one, strict=True)) == len(rows) - 1
    assert corrected(with_one, "2", {}) == rows


def test_each_way_of_showing_counts_what_it_finds(result: ProbeResult) -> None:
    rows = rows_of(result, TEXTS, {"3": None})
    assert counts(rows) == {which: len(found(rows, Wanted(which=which))) for which in WHICH}


def test_answers_whose_texts_are_gone_can_be_read_still(result: ProbeResult) -> None:
    rows = rows_of(result, None, {})
    assert [row.text for row in rows] == [None, None, None]
    assert len(found(rows, Wanted(text="login"))) == 1


def test_no_cell_of_the_csv_is_a_formula(result: ProbeResult) -> None:
    rows = rows_of(result, {**TEXTS, "2": 'says "no",\nthen @leaves'}, {"2": "login", "3": None})
    data = as_csv(rows, ["line", "-text", *"abcdefgh"])
    assert data.startswith(b"\xef\xbb\xbf")
    heads, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert heads[1] == "'-text"
    assert lines[0][1] == 'says "no",\nthen @leaves'
    assert lines[1][1] == "'=HYPERLINK(1)"
    assert lines[1][8] == "'+ Hm."
    assert [line[-1] for line in lines] == ["login", "?", ""]
    for line in [heads, *lines]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line)
