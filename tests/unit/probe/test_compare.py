"""Two measurements are held against each other on what they share, else each on its own."""

import pytest

from app.probe.analysis import Setting, analyse
from app.probe.compare import comparable, compare, same_data
from app.probe.intervals import mid_p, unpaired
from app.probe.score import paired_difference, wilson
from app.probe.types import Example, Interval, OutcomeClass, Prediction, ProbeResult

LABELS = ("a", "b")
DATA = {"data_sha256": "ab" * 32, "text_column": "text", "label_column": "label"}


def examples(n: int) -> list[Example]:
    return [
        Example(id=str(at), text=f"{at * 7919:x} {at}", label=LABELS[at % 2]) for at in range(n)
    ]


def result(hits: list[bool], *, first: int = 0, data: str = "ab", **more: object) -> ProbeResult:
    """Of a run that was asked `len(hits)` items from `first` on."""
    asked = examples(first + len(hits))[first:]
    told = [
        Prediction(
            id=one.id,
            label=one.label,
            answer=one.label if hit else LABELS[1 - LABELS.index(one.label)],
            outcome=OutcomeClass.OK,
        )
        for one, hit in zip(asked, hits, strict=True)
    ]
    made = analyse(
        asked,
        told,
        Setting(LABELS, learners=()),
        tiny=False,
        device="none",
        manifest={**DATA, "data_sha256": data * 32},
    )
    return made.model_copy(update=more)


def test_on_the_same_rows_every_item_counts_for_one_or_the_other() -> None:
    one = result([at % 10 < 7 for at in range(100)])
    other = result([at % 10 != 0 for at in range(100)])
    told = compare(one, other, examples(100))
    assert (told.paired, told.n, told.widened) == (True, 100, True)
    assert (told.only_first, told.only_second) == (10, 30)
    assert told.p == pytest.approx(mid_p(10, 30))
    assert told.difference == paired_difference(30, 10, 100)
    assert told.first == wilson(70, 100)
    assert told.second == wilson(90, 100)


def test_only_shared_items_are_compared() -> None:
    one = result([True] * 60)
    other = result([at < 10 for at in range(40)], first=40)
    told = compare(one, other)
    assert told.n == 20
    assert told.first.value == 1.0
    assert told.second.value == 0.5
    assert (told.only_first, told.only_second) == (10, 0)


def test_other_data_are_compared_from_their_intervals_alone() -> None:
    one = result([at % 2 == 0 for at in range(40)])
    other = result([True] * 50, data="cd")
    told = compare(one, other)
    assert not same_data(one, other)
    assert not told.paired
    assert told.p is None
    assert (told.first, told.second) == (one.accuracy, other.accuracy)
    assert told.difference.value == pytest.approx(0.5)
    assert 0 < told.difference.low < 0.5 < told.difference.high < 1


def test_the_difference_of_two_shares_agrees_with_the_published_example() -> None:
    """Newcombe 1998, table II, case (a): 56/70 and 48/80, method 10."""
    told = unpaired(wilson(48, 80), wilson(56, 70))
    assert (round(told.low, 4), round(told.high, 4)) == (0.0524, 0.3339)


def test_texts_that_belong_together_widen_the_difference() -> None:
    """Ten texts, each ten times over: a hundred items that count as ten."""
    hits = [at % 10 < 7 for at in range(100)]
    others = [at % 10 != 0 for at in range(100)]
    one, other = result(hits), result(others)
    same = [
        Example(id=str(at), text=f"the very same text of number {at % 10}", label=LABELS[at % 2])
        for at in range(100)
    ]
    apart, together = compare(one, other, examples(100)), compare(one, other, same)
    assert together.difference.low < apart.difference.low
    clustered = one.model_copy(
        update={"clusters": {"kind": "near_duplicates", "groups": 10, "design_effect": 10}}
    )
    assert not compare(clustered, other).widened


def test_answers_that_are_nearer_or_farther_are_compared_by_their_scores() -> None:
    def graded(score: float) -> ProbeResult:
        made = result([True] * 30)
        told = tuple(
            one.model_copy(update={"score": score + at % 3 / 10})
            for at, one in enumerate(made.predictions)
        )
        return made.model_copy(
            update={"kind": "generation", "accuracy": None, "predictions": told}
        )

    told = compare(graded(0.3), graded(0.5))
    assert told.graded
    assert told.difference.value == pytest.approx(0.2)
    assert told.first.value == pytest.approx(0.4)


def test_kinds_and_empty_results_that_cannot_be_compared() -> None:
    one = result([True] * 30)
    assert comparable(one, one)
    assert not comparable(one, one.model_copy(update={"kind": "numeric"}))
    assert not comparable(one, one.model_copy(update={"n": 0}))
    assert isinstance(one.accuracy, Interval)
