"""Where the small model overtakes is a range, never a number beyond what was measured."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.probe.baseline import Baseline
from app.probe.crossover import crossover, learning_curve, two_digits
from app.probe.types import Crossover

ITEMS = 400
SIZES = (20, 37, 69, 128, 238, 320)


def measured(*shares: float, seed: int = 0) -> Baseline:
    """A curve with these true shares right at SIZES; harder items are learned later."""
    random = np.random.default_rng(seed)
    hard = random.random((4, ITEMS))
    hits = tuple(tuple(row.tobytes() for row in hard < share) for share in shares)
    ids = tuple(map(str, range(ITEMS)))
    return Baseline("small", ids, {}, SIZES[-1], ITEMS, SIZES[-len(shares) :], hits)


def right(share: float) -> list[float]:
    return [float(at < share * ITEMS) for at in range(ITEMS)]


def crossing(baseline: Baseline, share: float) -> Crossover:
    told = crossover(baseline, right(share), seed=0)
    assert told is not None
    return told


GROWING = measured(0.40, 0.52, 0.62, 0.71, 0.78, 0.80)


def test_inside_the_measured_range_it_is_told_with_its_range() -> None:
    told = crossing(GROWING, 0.66)
    assert told.category == "inside"
    assert told.low is not None
    assert told.value is not None
    assert told.high is not None
    assert told.low <= told.value <= told.high <= ITEMS
    assert 60 <= told.value <= 130  # the true curve passes 66 % at about 90
    assert told.within_today > 0.9


def test_a_model_that_is_far_better_is_not_overtaken_within_reach_and_no_number_is_given() -> None:
    told = crossing(measured(0.50, 0.51, 0.515, 0.52, 0.52, 0.522), 0.97)
    assert told.category == "beyond_three"
    assert (told.value, told.low, told.high) == (None, None, None)
    assert told.within_three < 0.1


def test_a_model_that_is_worse_from_the_start_was_overtaken_already() -> None:
    told = crossing(GROWING, 0.10)
    assert told.category == "already"
    assert told.high == SIZES[0]


def test_without_a_curve_there_is_no_crossover() -> None:
    none = Baseline("small", ("1",), {}, 20, 25, (), ((b"\0",) * 4,))
    assert crossover(none, [1.0], seed=0) is None


def test_the_same_seed_gives_the_same_range_and_another_nearly_the_same() -> None:
    once, again = (crossover(GROWING, right(0.7), seed=3) for _ in range(2))
    assert once == again
    other = crossover(GROWING, right(0.7), seed=4)
    assert once is not None
    assert other is not None
    assert once.value == pytest.approx(other.value, rel=0.15)


@settings(max_examples=25)
@given(st.floats(0.02, 0.98), st.integers(0, 5))
def test_no_number_lies_beyond_three_times_the_labels(share: float, seed: int) -> None:
    told = crossing(measured(0.3, 0.4, 0.5, 0.55, 0.6, 0.62, seed=seed), share)
    numbers = [each for each in (told.low, told.value, told.high) if each is not None]
    assert all(SIZES[0] <= each <= 3 * ITEMS for each in numbers)
    assert numbers == sorted(numbers)
    assert 0 <= told.within_today <= told.within_three <= 1 - told.never <= 1


def test_the_curve_has_a_point_with_its_interval_for_every_size() -> None:
    curve = learning_curve(GROWING, right(0.7), seed=0)
    assert curve is not None
    assert [point.labels for point in curve.points] == list(SIZES)
    for point, share in zip(curve.points, (0.40, 0.52, 0.62, 0.71, 0.78, 0.80), strict=True):
        assert point.low <= point.value <= point.high
        assert point.value == pytest.approx(share, abs=0.05)
    assert (curve.continued[0].labels, curve.continued[-1].labels) == (320, 3 * ITEMS)
    widths = [point.high - point.low for point in curve.continued]
    assert widths[-1] > widths[0]  # the further, the less is known
    assert all(0 <= point.low <= point.value <= point.high <= 1 for point in curve.continued)


@pytest.mark.parametrize(
    ("labels", "told"), [(7.4, 7), (23, 23), (234, 230), (1_260, 1_300), (98_700, 99_000)]
)
def test_two_digits_are_told(labels: float, told: int) -> None:
    assert two_digits(labels) == told
