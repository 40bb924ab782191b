"""Before the run the program tells what a number of examples can and cannot decide."""

import pytest

from app.probe.power import half_width, items_needed, power, seen_with, verdict_odds
from app.probe.told_judgement import what_it_can_show
from app.words import Language


@pytest.mark.parametrize(
    ("difference", "needed"),
    [
        (0.03, (870, 1742, 2614)),
        (0.05, (312, 626, 940)),
        (0.10, (77, 155, 234)),
        (0.15, (None, 68, 103)),
        (0.20, (None, 37, 57)),
    ],
)
def test_the_table_of_items_needed(difference: float, needed: tuple[int | None, ...]) -> None:
    assert tuple(items_needed(difference, psi) for psi in (0.1, 0.2, 0.3)) == needed


def test_odds_of_a_verdict_are_exact_and_add_up() -> None:
    odds = verdict_odds(100, 0.9, 0.8)
    assert odds.supports == pytest.approx(0.80, abs=0.005)
    assert verdict_odds(30, 0.95, 0.8).supports == pytest.approx(0.55, abs=0.005)
    assert verdict_odds(200, 0.7, 0.8).contradicts == pytest.approx(0.91, abs=0.005)
    assert odds.supports + odds.contradicts + odds.inconclusive == pytest.approx(1)
    assert verdict_odds(40, 1.0, 0.8).supports == 1


def test_at_the_target_itself_a_wrong_verdict_is_rare() -> None:
    for n in (30, 50, 100, 200, 400):
        odds = verdict_odds(n, 0.8, 0.8)
        assert odds.supports + odds.contradicts <= 0.065


def test_more_items_see_smaller_differences() -> None:
    seen = [seen_with(n) for n in (30, 50, 155, 626)]
    assert seen == [0.25, 0.18, 0.10, 0.05]
    assert half_width(100) == pytest.approx(0.078, abs=0.001)
    assert power(30).enough == 155


def test_it_is_said_in_words_before_anything_is_spent() -> None:
    assert "155" in next(what_it_can_show(Language.EN, 20))
    assert "20 examples cannot decide anything" in next(what_it_can_show(Language.EN, 20))
    for language in Language:
        for n in (1, 30, 155, 5000):
            lines = list(what_it_can_show(language, n, 0.85))
            assert lines
            assert len(lines) == (2 if n >= 30 else 1)
