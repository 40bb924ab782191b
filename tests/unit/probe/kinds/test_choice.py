"""A letter is taken from a reply however it is dressed, and only if it is one."""

import pytest

from app.probe.kinds.choice import KIND, options

LETTERS = ("A", "B", "C", "D")


@pytest.mark.parametrize(
    "reply",
    [
        "B",
        "(B)",
        "b)",
        "**B**",
        "B.",
        "Ｂ",
        '{"label": "B"}',
        "(B) 30%",
        "B) 30%",
        "**(B)** because 30 % of all are.",
        "The answer is B.",
        "The answer is (B) 30%.",
        "Option A is too small.\nAnswer: B",
        "答えはBです。",
        "<think>A? C?</think>B",
        "(A) is near, but the answer is (B)",
        "Option A is too small. The right choice is option B.",
        "The correct option is (B) 9.",
        "B) 30%\n\nWhy not the others:\nA) is too small",
    ],
)
def test_a_letter_is_read(reply: str) -> None:
    assert KIND.read(reply, LETTERS) == "B"


@pytest.mark.parametrize(
    "reply",
    [
        "A or B",
        "E",
        "A good question.",
        "This is a question.",
        "30%",
        "Not (B).",
        "",
        "I can rule out option C.",
        "The choice A is wrong.",
        "A) 41 is too small.",
        "A: 12\nB: 15",
        "Looking at option A: 12 + 3 = 15.",
        "If the answer is C, x is 3, which fails.",
        "The answer is A or B.",
        "答えはAではありません。",
        "選択肢AとBを比べます。",
    ],
)
def test_what_states_no_single_letter_is_none(reply: str) -> None:
    assert KIND.read(reply, LETTERS) is None


def test_the_letters_are_those_of_the_options_from_a_on() -> None:
    text = "At 9 A. M. what is due?\n(A) 1\n(B) 2\n(C) 3\n(J) no option"
    assert options("Pick one: A) x B) y") == "AB"
    assert options("She got (C) in class.") == ""
    assert KIND.labels(["B"], [text]) == ("A", "B", "C")


def test_golds_lose_their_brackets_and_words_are_no_letters() -> None:
    assert KIND.golds(["(b)", "C.", "Ｄ", "AB", "30%"]) == ["B", "C", "D", None, None]
