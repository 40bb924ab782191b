"""A number is read as its writer meant it, whoever wrote it, and never guessed from words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.probe.kinds.numbers import number, numbers, spelled, stated_number
from app.probe.kinds.numeric import KIND


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18", 18),
        ("-7", -7),
        ("−7", -7),  # Unicode minus
        ("－７", -7),
        ("１８", 18),
        ("1,234", 1234),
        ("1,234,567.5", Fraction(2469135, 2)),
        ("1.234,5", Fraction(2469, 2)),
        ("1.234.567", 1234567),
        ("1\u00a0234", 1234),
        ("1'234", 1234),
        ("3,5", Fraction(7, 2)),
        ("0,25", Fraction(1, 4)),
        ("3/4", Fraction(3, 4)),
        ("1 1/2", Fraction(3, 2)),
        ("-1 1/2", Fraction(-3, 2)),
        ("½", Fraction(1, 2)),
        ("2½", Fraction(5, 2)),
        (r"\frac{3}{4}", Fraction(3, 4)),
        (".5", Fraction(1, 2)),
        ("2e3", 2000),
        ("$18.00", 18),
        ("20 %", 20),
        ("12 apples", 12),
    ],
)
def test_numbers_are_read_in_every_way_of_writing(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "none", "3 of 4", "B2", "1/0", "a sentence with the number 5 in it", "1e999", "7" * 9999],
)
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert number(text) is None


def test_a_comma_is_a_decimal_mark_in_all_cells_once_one_shows_it() -> None:
    assert KIND.golds(["3,5", "1,250"]) == ["3.5", "1.25"]
    assert KIND.golds(["2,000", "1,250"]) == ["2000", "1250"]
    assert KIND.golds(["3,5", "5,0", "3", "1,5", "-1"]) == ["3.5", "5", "3", "1.5", "-1"]


@pytest.mark.parametrize(
    "reply",
    [
        "18",
        "**18**",
        "$18",
        "18.0",
        "１８",
        '{"answer": 18}',
        '```json\n{"answer": "18"}\n```',
        "The answer is 18.",
        "**Answer:** 18 eggs",
        "She has 16 and buys 2 more.\n\nAnswer: 16 + 2 = 18",
        "16 + 2 = 18, so she has 18 eggs.\n#### 18",
        r"Therefore \boxed{18}.",
        "First 16, then 2 more, which makes 18.",
        "答えは18です。",
        "<think>16? 17?</think>18",
    ],
)
def test_a_reply_states_its_number_in_many_ways(reply: str) -> None:
    assert KIND.read(reply, ()) == "18"
    assert KIND.scores(["18"], [KIND.read(reply, ())]) == [1.0]


def test_a_reply_without_a_number_has_no_answer() -> None:
    assert KIND.read("I cannot say.", ()) is None
    assert KIND.scores(["18"], [None]) == [0.0]


def test_rounding_counts_as_right_only_where_the_gold_is_rounded() -> None:
    assert KIND.scores(["3.33", "0.5", "18"], ["10/3", "0.51", "18.4"]) == [1.0, 0.0, 0.0]


@given(st.fractions(max_denominator=10_000))
def test_every_number_survives_being_spelled(value: Fraction) -> None:
    assert number(spelled(value)) == value


@given(st.text())
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    numbers(text)
    stated_number(text)
