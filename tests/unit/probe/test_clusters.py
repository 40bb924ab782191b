"""Texts that are nearly the same, and what comes from one source, belong together."""

import sys
from random import Random

import pytest

from app.errors import Cancelled
from app.probe.clusters import contradictions, joined, near_duplicates
from app.probe.types import Example

WORDS = [
    "order",
    "parcel",
    "invoice",
    "refund",
    "login",
    "screen",
    "update",
    "slow",
    "broken",
    "thanks",
    "help",
    "today",
]


def sentence(seed: int, length: int = 12) -> str:
    return " ".join(Random(seed).choices(WORDS, k=length)) + f" {seed}"


def example(at: int, text: str, label: str = "a", group: str = "") -> Example:
    return Example(id=str(at), text=text, label=label, group=group)


def test_case_width_and_one_changed_word_make_no_new_text() -> None:
    texts = [sentence(1), sentence(1).upper(), sentence(1) + "!", sentence(2), sentence(3)]
    a, b, c, d, e = near_duplicates(texts)
    assert a == b == c
    assert len({a, d, e}) == 3


def test_short_texts_are_alike_only_if_they_are_equal() -> None:
    assert len(set(near_duplicates(["yes", "Yes", "yes?", "no", ""]))) == 4
    assert len(set(near_duplicates(["a", "b", "A"]))) == 2


def test_long_texts_are_told_apart_and_found_again() -> None:
    long = [
        " ".join(f"{Random(seed * 1000 + at).getrandbits(20):x}" for at in range(900))
        for seed in range(12)
    ]
    copies = [f"{text[:2000]} slow {text[2000:]}" for text in long]
    clusters = near_duplicates([*long, *copies])
    assert clusters[:12] == clusters[12:]
    assert len(set(clusters)) == 12


def test_a_chain_of_small_changes_is_not_one_text() -> None:
    words = sentence(5, 30).split()
    chain = []
    for at in range(30):
        words[at] = f"word{at}"
        chain.append(" ".join(words))
    clusters = near_duplicates(chain)
    assert 1 < len(set(clusters)) < 30


def test_groups_of_the_user_join_what_is_alike() -> None:
    some = [
        example(0, sentence(1), group="anna"),
        example(1, sentence(2), group="anna"),
        example(2, sentence(2) + "!", group="ben"),
        example(3, sentence(3)),
        example(4, sentence(4)),
    ]
    groups = joined(near_duplicates([one.text for one in some]), some)
    assert groups[0] == groups[1] == groups[2]
    assert len(set(groups)) == 3


def test_contradictory_labels_are_counted_and_limit_what_can_be_right() -> None:
    some = [example(0, "x"), example(1, "X", "b"), example(2, "x "), example(3, "y", "b")]
    assert contradictions(some) == (0.75, 0.75)
    assert contradictions([]) == (0, 0)


def test_it_stops_when_told() -> None:
    with pytest.raises(Cancelled):
        near_duplicates([sentence(at) for at in range(9)], lambda: True)


def test_stopped_before_it_begins_it_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """scikit-learn takes a second to load, and Stop shall not wait for it."""
    monkeypatch.setitem(sys.modules, "sklearn.feature_extraction.text", None)
    with pytest.raises(Cancelled):
        near_duplicates(["one text", "another text"], lambda: True)
