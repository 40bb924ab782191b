"""The chart of both ways: bands, where they meet, the user's own volume, and words for it."""

from math import isfinite

import pytest

from app.charts.break_even import HEIGHT, WIDTH, break_even_picture
from app.decision.cost import find_cost
from app.decision.profile import Facts, Profile
from app.draw.types import Line, Words
from app.guide.types import Guide
from app.words import Language


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("model", ["gpt-6-luna", "gpt-6-astra"])
@pytest.mark.parametrize("volume", [None, 0, 1, 40_000, 10**12])
def test_everything_stays_on_the_sheet(
    guide: Guide, language: Language, model: str, volume: int | None
) -> None:
    cost = find_cost(guide.models, Profile(facts=Facts(monthly_volume=volume)), [model])
    picture = break_even_picture(guide.models, cost, language)
    assert picture
    for shape in picture.shapes:
        if isinstance(shape, Line):
            for x, y in shape.points:
                assert isfinite(x)
                assert 0 <= x <= WIDTH + 1e-6
                assert 0 <= y <= HEIGHT + 1e-6
    assert guide.models.model[model].name in picture.alt


@pytest.mark.parametrize("cost", [0, 10**12])
def test_training_for_nothing_and_for_a_fortune_can_be_drawn(guide: Guide, cost: int) -> None:
    facts = Facts(label_cost=cost, training_cost=cost, hosting_cost=cost)
    found = find_cost(guide.models, Profile(facts=facts), ["gpt-6-luna"])
    picture = break_even_picture(guide.models, found, Language.JA)
    assert picture
    for shape in picture.shapes:
        if isinstance(shape, Line):
            assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in shape.points)


def test_the_users_own_volume_is_marked(guide: Guide) -> None:
    cost = find_cost(guide.models, Profile(facts=Facts(monthly_volume=40_000)), ["gpt-6-astra"])
    picture = break_even_picture(guide.models, cost, Language.EN)
    assert picture
    assert "yours: 40,000" in [s.text for s in picture.shapes if isinstance(s, Words)]


def test_without_a_price_there_is_no_picture(guide: Guide) -> None:
    cost = find_cost(guide.models, Profile(), [])
    assert break_even_picture(guide.models, cost, Language.EN) is None
