"""Prompts hold the text as it is; a reply becomes a label only when it states one."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.probe.prompt import read_reply
from app.probe.types import OutcomeClass

SPAM = ("ham", "spam")
REPLIES = Path(__file__).resolve().parents[2] / "data" / "probe" / "replies.json"


@pytest.mark.parametrize(
    "reply",
    [
        "spam",
        " Spam\n",
        "**spam**",
        "(spam)",
        '"spam"',
        "spam.",
        "SPAM!",
        "ｓｐａｍ",
        '{"label": "spam"}',
        '```json\n{"label": "spam"}\n```',
        "Label: spam",
        "The answer is spam.",
        "The correct label for this text is **spam**.",
        "Sure! Here is the label: spam",
        "<think>ham or spam?</think>\nspam",
        "spam\n\nIt offers a prize.",
        "It offers a prize.\n\nAnswer: spam",
        'This message can be categorized under "Spam", as it offers a prize.',
        "This message falls under the category of spam. It offers a prize.",
    ],
)
def test_a_reply_that_states_a_label_is_that_label(reply: str) -> None:
    assert read_reply(reply, SPAM) == ("spam", OutcomeClass.OK)


@pytest.mark.parametrize(
    "reply",
    [
        "ham or spam",
        "not spam",
        "The answer is not spam.",
        "spammy",
        "I cannot tell whether it is spam",
        "Label: spam\nLabel: ham",
        '{"label": "neither"}',
        '{"label": "spam", "also": "ham"}',
        "This is a text.",
        "It is anything but spam.",
        "Classifying this as spam would be a mistake.",
        "It would be ham if it came from a friend.",
        "[1]",
        "hamspam",
        "This message can be classified as ham or spam.",
        "This message does not fall under spam.",
        "It would be difficult to have this classified as spam.",
        "This spam belongs to nobody.",
        "...",
    ],
)
def test_a_reply_that_only_mentions_a_label_is_off_label(reply: str) -> None:
    assert read_reply(reply, SPAM) == (None, OutcomeClass.OFF_LABEL)


TOPICS = ("science/technology", "travel", "politics", "sports", "health", "geography")


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        ('This piece of news can be categorized under "Travel" and "Geography".', "travel"),
        (
            "This seems to be related to geography or travel, though it is hard to say.",
            "geography",
        ),
        ('This piece of news can be categorized under "Technology".', "science/technology"),
        ("This news article is about sports, specifically motor racing.", "sports"),
        ("This is a piece of news regarding weather or geography.", "geography"),
        (
            'This falls under the category of "History" or "Politics", as it is of a war.',
            "politics",
        ),
        ('It seems to be related to "weather/geography" as it speaks of storms.', "geography"),
    ],
)
def test_of_several_labels_that_a_sentence_names_the_first_counts(reply: str, label: str) -> None:
    """As in published scorings of recorded answers, so that their accuracy can be reproduced."""
    assert read_reply(reply, TOPICS) == (label, OutcomeClass.OK)


@pytest.mark.parametrize(
    "reply",
    [
        "It does not fit into science/technology, travel, politics, sports, health or geography.",
        "It could be related to " + ", ".join(TOPICS) + ".",
        "It is hard to have this sorted; more context would be needed than travel.",
        "It is a local event rather than a news article related to travel, politics or health.",
    ],
)
def test_a_sentence_that_denies_or_names_every_label_says_nothing(reply: str) -> None:
    assert read_reply(reply, TOPICS) == (None, OutcomeClass.OFF_LABEL)


def test_silence_is_counted_as_empty() -> None:
    assert read_reply("  \n", SPAM) == (None, OutcomeClass.EMPTY)
    assert read_reply("<think>well</think>", SPAM) == (None, OutcomeClass.EMPTY)


def test_labels_that_differ_only_in_case_are_told_apart() -> None:
    assert read_reply("US", ("us", "US"))[0] == "US"
    assert read_reply("Us", ("us", "US")) == (None, OutcomeClass.OFF_LABEL)


def test_labels_of_signs_and_longer_labels_are_read() -> None:
    assert read_reply("Label: lost?", ("lost?", "found"))[0] == "lost?"
    assert read_reply("答えは「A」です。", ("A", "B"))[0] == "A"
    assert read_reply("+", ("+", "-"))[0] == "+"
    assert read_reply("(B)", ("A", "B"))[0] == "B"
    assert read_reply("Science / Technology", ("science/technology", "sports"))[0] is not None
    assert read_reply("sports news", ("sports", "sports news"))[0] == "sports news"


@pytest.mark.parametrize("reply", ["「スポーツ」", "答えはスポーツです。", "ラベル：スポーツ"])
def test_japanese_replies_are_read(reply: str) -> None:
    assert read_reply(reply, ("スポーツ", "政治")) == ("スポーツ", OutcomeClass.OK)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=2, unique=True))
def test_every_label_is_read_back_as_itself_or_as_its_trimmed_twin(labels: list[str]) -> None:
    for label in labels:
        if label.strip() and "<think>" not in label:
            answer, _ = read_reply(json.dumps({"label": label}), labels)
            assert answer == label


@given(st.text(), st.lists(st.text(min_size=1), min_size=1, unique=True))
def test_any_reply_ends_as_a_label_or_as_none(reply: str, labels: list[str]) -> None:
    answer, outcome = read_reply(reply, labels)
    assert (answer in labels) == (outcome is OutcomeClass.OK)


def test_of_replies_in_the_manner_of_models_none_is_read_wrongly_and_few_not_at_all() -> None:
    """Verbose, denying, conceding, marked up, in English and Japanese; null: no label is meant."""
    read = Counter[str]()
    wrong = []
    for task in json.loads(REPLIES.read_text("utf-8")):
        for reply, meant in task["replies"]:
            label, _ = read_reply(reply, task["labels"])
            read["same" if label == meant else "missed" if label is None else "wrong"] += 1
            if label not in (meant, None):
                wrong.append((reply, meant, label))
    assert wrong == []
    assert read["missed"] <= 0.03 * read.total()


@pytest.mark.parametrize(
    "filler",
    ["a", " ", "the ", "this is the ", "(", "spam is the ", "*", "x: ", "\n", "「", "not "],
)
@pytest.mark.parametrize("length", [390, 3000, 100_000])
def test_a_reply_of_any_shape_is_read_at_once_and_its_end_counts(filler: str, length: int) -> None:
    long = (filler * length)[:length]
    assert read_reply(f"{long}\nFinal answer: spam", SPAM)[0] == "spam"
    read_reply(f"{long} {long}", SPAM)
