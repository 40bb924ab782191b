"""The figures agree with published values and with an independent calculation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from app.probe.score import latency, macro_f1, majority, paired_difference, wilson
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
def test_macro_f1_agrees_with_scikit_learn(pairs: list[tuple[str, str | None]]) -> None:
    ours = macro_f1(predicted(pairs), ["a", "b", "c"], seed=0)
    theirs = f1_score(
        [label for label, _ in pairs],
        [answer or "none" for _, answer in pairs],
        labels=["a", "b", "c"],
        average="macro",
        zero_division=0,
    )
    assert ours.value == pytest.approx(theirs)
    assert 0 <= ours.low <= ours.value <= ours.high <= 1


def test_macro_f1_is_the_same_again_with_the_same_seed() -> None:
    answers = predicted([("a", "a"), ("b", "a"), ("b", "b"), ("a", None)] * 10)
    assert macro_f1(answers, ["a", "b"], 7) == macro_f1(answers, ["a", "b"], 7)


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
