"""The figures agree with published values and with an independent calculation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, f1_score, recall_score

from app.probe.per_label import confusion, means, per_label
from app.probe.score import latency, majority, paired_difference, wilson
from app.probe.types import OutcomeClass, Prediction


def predicted(pairs: list[tuple[str, str | None]]) -> list[Prediction]:
    return [
        Prediction(
            id=str(number),
            label=label,
            answer=answer,
            outcome=OutcomeClass.OK if answer else OutcomeClass.OFF_LABEL,
        )
        for number, (label, answer) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_newcombe(hits: int, n: int, low: float, high: float) -> None:
    share = wilson(hits, n)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval_and_the_interval_between_0_and_1(
    case: tuple[int, int],
) -> None:
    share = wilson(*case)
    assert 0 <= share.low <= share.value <= share.high <= 1


def test_a_difference_is_signed_and_narrows_with_more_items() -> None:
    few, many = paired_difference(6, 2, 40), paired_difference(60, 20, 400)
    assert few.value == many.value == pytest.approx(0.1)
    assert few.low < many.low < 0.1 < many.high < few.high
    swapped = paired_difference(2, 6, 40)
    assert (swapped.low, swapped.high) == pytest.approx((-few.high, -few.low))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["a", "b", "c", None])), min_size=1)
)
def test_means_over_labels_agree_with_scikit_learn(pairs: list[tuple[str, str | None]]) -> None:
    table = confusion(predicted(pairs), ["a", "b", "c"])
    macro_f1, balanced = means(table, seed=0)
    true, told = [label for label, _ in pairs], [answer or "none" for _, answer in pairs]
    labels = ["a", "b", "c"]
    theirs = f1_score(true, told, labels=labels, average="macro", zero_division=0)
    assert macro_f1.value == pytest.approx(theirs)
    recall = recall_score(true, told, labels=sorted(set(true)), average="macro", zero_division=0)
    assert balanced.value == pytest.approx(recall)
    matrix = confusion_matrix(true, told, labels=[*labels, "none"])
    assert [list(row) for row in table.counts] == matrix[:3].tolist()
    for mean in (macro_f1, balanced):
        assert 0 <= mean.low <= mean.value <= mean.high <= 1


def test_means_are_the_same_again_with_the_same_seed() -> None:
    table = confusion(predicted([("a", "a"), ("b", "a"), ("b", "b"), ("a", None)] * 10), "ab")
    assert means(table, 7) == means(table, 7)


def test_every_label_has_its_recall_and_precision_and_none_is_invented() -> None:
    answers: list[tuple[str, str | None]] = (
        [("a", "a")] * 8 + [("a", "b")] * 2 + [("b", "b")] * 5 + [("b", None)] * 5
    )
    a, b, c = per_label(confusion(predicted(answers), "abc"))
    assert a.recall is not None
    assert b.precision is not None
    assert (a.n, a.recall.value, round(b.precision.value, 4)) == (10, 0.8, 0.7143)
    assert (c.n, c.recall, c.precision) == (0, None, None)


def test_the_majority_is_the_most_frequent_true_label() -> None:
    assert majority(predicted([("a", "b"), ("a", None), ("b", "b")])) == ("a", 2)


def test_percentiles_are_times_that_were_really_measured() -> None:
    times = [
        Prediction(id="1", label="a", answer="a", outcome=OutcomeClass.OK, latency_ms=float(ms))
        for ms in range(1, 101)
    ]
    measured = latency(times)
    assert measured is not None
    assert (measured.p50, measured.p95) == (50, 95)
    assert latency([]) is None
