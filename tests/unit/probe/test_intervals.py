"""Intervals and tests agree with published values and never pretend to more items than are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from app.probe.intervals import compared, design_effect, holm, mid_p, paired, share
from app.probe.types import Comparison, Difference, Interval

SCORES = st.lists(st.sampled_from([0.0, 0.25, 1.0]), min_size=2, max_size=40)


def comparison(p: float) -> Comparison:
    some = Interval(value=0.5, low=0.4, high=0.6)
    none = Difference(value=0.0, low=-0.1, high=0.1)
    return Comparison(
        against="x", accuracy=some, difference=none, only_model=0, only_other=0, p=p, p_holm=p
    )


def test_mid_p_is_the_exact_test_less_half_of_what_was_seen() -> None:
    """Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91: 1 and 7."""
    assert mid_p(1, 7) == pytest.approx(0.0391, abs=0.0001)
    exact = binomtest(3, 20, 0.5).pvalue
    assert mid_p(3, 17) < exact
    assert mid_p(0, 0) == mid_p(5, 5) == 1


@given(SCORES, st.integers(1, 5))
def test_intervals_hold_their_points_and_groups_never_narrow_them(
    scores: list[float], size: int
) -> None:
    groups = [at // size for at in range(len(scores))]
    alone, together = share(scores), share(scores, groups)
    for told in (alone, together):
        assert 0 <= told.low <= told.value <= told.high <= 1
    right = [float(score == 1) for score in scores]
    assert share(right, groups).low <= share(right).low + 1e-12
    apart = paired(right, scores, groups)
    assert -1 <= apart.low <= apart.value + 1e-12
    assert apart.value - 1e-12 <= apart.high <= 1


def test_ten_copies_of_every_item_count_once() -> None:
    single = [1.0, 0.0, 1.0, 1.0, 0.0] * 8
    copied = [score for score in single for _ in range(10)]
    groups = [at // 10 for at in range(len(copied))]
    assert design_effect(copied, groups) == pytest.approx(10, rel=0.03)
    wide, once = share(copied, groups), share(single)
    assert wide.high - wide.low >= 0.97 * (once.high - once.low)
    naive = share(copied)
    assert naive.high - naive.low < 0.4 * (once.high - once.low)


def test_groups_with_nothing_in_common_cost_nothing() -> None:
    scores = [1.0, 0.0] * 50
    assert design_effect(scores, [at // 2 for at in range(100)]) == 1


def test_where_all_are_right_a_group_counts_as_one_item() -> None:
    assert design_effect([1.0] * 40, [at // 4 for at in range(40)]) == 4


def test_a_model_is_told_from_another_on_the_same_items() -> None:
    first = [1.0] * 80 + [0.0] * 20
    second = [1.0] * 60 + [0.0] * 40
    told = compared("other", first, second)
    assert (told.only_model, told.only_other) == (20, 0)
    assert told.p < 0.001
    assert told.difference.low > 0
    swapped = compared("other", second, first)
    assert swapped.difference.value == -told.difference.value
    grouped = compared("other", first, second, [at // 20 for at in range(100)])
    assert grouped.p > told.p


def test_several_comparisons_are_paid_for_by_holm() -> None:
    """Holm 1979: the smallest times three, the next times two, never below the one before."""
    told = [one.p_holm for one in holm([comparison(0.04), comparison(0.01), comparison(0.03)])]
    assert told == pytest.approx([0.06, 0.03, 0.06])
    assert holm([]) == ()
