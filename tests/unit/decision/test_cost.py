"""What both ways would cost: the user's figures first, ranges kept, prices with their day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decision.cost import Origin, Training, find_cost
from app.decision.cost import _break_even as break_even
from app.decision.cost_document import cost_document
from app.decision.prices import OwnPrice, price_of
from app.decision.profile import Answer, Facts, Limits, Profile, Reply
from app.decision.ranges import Range, exactly
from app.decision.shortlist import Needs, services
from app.guide.types import Guide
from app.words import Language

KNOWN = Facts(
    monthly_volume=200_000,
    tokens_per_call=1_000,
    output_tokens_per_call=100,
    labelled_examples=2_000,
    label_cost=0.2,
    training_cost=60,
    hosting_cost=100,
)


def test_a_month_of_calls_is_calls_times_tokens_times_price(guide: Guide) -> None:
    """GPT-6.1 Sol at 2 and 10 dollars: 200,000 × (1,000 × 2 + 100 × 10) / 1,000,000 = 600."""
    cost = find_cost(guide.models, Profile(facts=KNOWN), ["gpt-6.1-sol"])
    assert cost.chosen
    assert cost.chosen.monthly
    assert cost.chosen.monthly.low == pytest.approx(600)
    assert cost.chosen.monthly.high == pytest.approx(600)


def test_labels_that_are_there_are_not_paid_again(guide: Guide) -> None:
    """2,000 labels cover the 100 to 1,000 that are needed, so only computing is paid."""
    cost = find_cost(guide.models, Profile(facts=KNOWN), ["gpt-6.1-sol"])
    assert cost.training.once == exactly(60)
    none_yet = KNOWN.model_copy(update={"labelled_examples": 0})
    cost = find_cost(guide.models, Profile(facts=none_yet), ["gpt-6.1-sol"])
    assert cost.training.once == Range(100 * 0.2 + 60, 1_000 * 0.2 + 60)


def test_what_the_user_knows_goes_before_our_rule_of_thumb(guide: Guide) -> None:
    cost = find_cost(guide.models, Profile(facts=KNOWN), [])
    origins = {term.name: term.origin for term in cost.terms}
    assert origins["tokens_per_call"] is Origin.YOURS
    assert origins["upkeep_share"] is Origin.OURS
    assert cost.chosen is None
    assert cost.break_even is None


def test_free_text_is_reckoned_longer_than_a_label(guide: Guide) -> None:
    label = find_cost(guide.models, Profile(), ["gpt-6-luna"])
    writes = Profile(answers={"open_generation": Answer(value=Reply.YES)})
    text = find_cost(guide.models, writes, ["gpt-6-luna"])
    assert label.chosen
    assert text.chosen
    assert text.chosen.per_call.high > label.chosen.per_call.high


amounts = st.floats(0.01, 5_000)


@given(
    once=st.tuples(amounts, amounts),
    upkeep=st.tuples(amounts, amounts),
    hosting=st.tuples(amounts, amounts),
    price=st.tuples(st.floats(1e-6, 0.1), st.floats(1e-6, 0.1)),
    months=st.integers(1, 48),
)
def test_at_the_meeting_point_both_ways_cost_the_same(
    once: tuple[float, float],
    upkeep: tuple[float, float],
    hosting: tuple[float, float],
    price: tuple[float, float],
    months: int,
) -> None:
    """Checked against the sum itself; where there is none, training is dearer at any volume."""
    capacity = Range(5e6, 2e7)
    training = Training(
        Range(*sorted(once)), Range(*sorted(upkeep)), Range(*sorted(hosting)), capacity
    )
    per_call = Range(*sorted(price))
    met = break_even(per_call, training, months)

    for calls, own, each in (
        (met.early, "low", per_call.high),
        (met.late, "high", per_call.low),
    ):

        def trained(at: float, end: str = own) -> float:
            whole = training.once * (1 / months) + training.monthly(at)
            return float(getattr(whole, end))

        if calls is None:
            assert all(at * each < trained(at) for at in (1e3, 1e6, 1e8, 1e10))
        else:
            assert calls * each == pytest.approx(trained(calls))
    if met.early is not None and met.late is not None:
        assert met.early <= met.late * (1 + 1e-9)


def test_training_pays_back_after_what_is_saved_each_month(guide: Guide) -> None:
    """60 dollars once; 600 − 100 − upkeep saved a month."""
    cost = find_cost(guide.models, Profile(facts=KNOWN), ["gpt-6.1-sol"])
    assert cost.payback
    low = 60 / (600 - 100 - 0.02 * (100 * 0.2 + 60))
    assert cost.payback.early == pytest.approx(low)


def test_a_few_calls_never_pay_for_training(guide: Guide) -> None:
    few = KNOWN.model_copy(update={"monthly_volume": 100})
    cost = find_cost(guide.models, Profile(facts=few), ["gpt-6-luna"])
    assert cost.payback
    assert (cost.payback.early, cost.payback.late) == (None, None)


def test_no_calls_cost_nothing_to_prompt(guide: Guide) -> None:
    none = KNOWN.model_copy(update={"monthly_volume": 0})
    cost = find_cost(guide.models, Profile(facts=none), ["gpt-6-luna"])
    assert cost.chosen
    assert cost.chosen.monthly == Range(0, 0)


def test_without_a_volume_there_is_still_a_meeting_point(guide: Guide) -> None:
    cost = find_cost(guide.models, Profile(), ["gpt-6-luna"])
    assert cost.chosen
    assert cost.chosen.monthly is None
    assert cost.break_even
    assert cost.payback is None


def test_the_middle_service_is_compared_unless_another_is_named(guide: Guide) -> None:
    names = services(guide.models, Needs())
    middle = find_cost(guide.models, Profile(), names)
    named = find_cost(guide.models, Profile(), names, chosen="gpt-6-astra")
    assert len(middle.options) == 15
    assert middle.chosen == middle.options[7]
    assert named.chosen
    assert named.chosen.price.model == "gpt-6-astra"


def test_the_users_own_contract_goes_before_the_list(guide: Guide) -> None:
    own = OwnPrice(model="gpt-6-astra", input=5, output=25, entered=date(2026, 11, 1))
    cost = find_cost(
        guide.models, Profile(), ["gpt-6-astra", "gpt-6-luna"], own=[own], on=date(2026, 12, 1)
    )
    assert cost.chosen
    price = cost.chosen.price
    assert (price.input, price.own, price.day, price.old) == (5, True, date(2026, 11, 1), False)


@pytest.mark.parametrize(
    ("day", "old"), [(date(2027, 1, 22), False), (date(2027, 1, 23), True), (None, False)]
)
def test_a_price_is_old_after_sixty_days(guide: Guide, day: date | None, old: bool) -> None:
    price = price_of("gpt-6-luna", guide.models.model["gpt-6-luna"], None, day)
    assert price
    assert price.old is old


@pytest.mark.parametrize(
    ("day", "paid"), [(None, 2.0), (date(2026, 11, 30), 2.0), (date(2026, 12, 1), 4.0)]
)
def test_an_announced_change_holds_from_its_day(
    guide: Guide, day: date | None, paid: float
) -> None:
    """Gemini 4 Argon doubles on 1 December 2026."""
    price = price_of("gemini-4-argon", guide.models.model["gemini-4-argon"], None, day)
    assert price
    assert price.input == paid
    assert (price.next is None) is price.changed


def test_a_long_prompt_pays_the_higher_tier(guide: Guide) -> None:
    """Claude Haiku 5.5: 0.10 per million up to 100,000 tokens, then 0.50."""
    price = price_of("claude-haiku-5.5", guide.models.model["claude-haiku-5.5"], None, None)
    assert price
    assert price.call(exactly(50_000), exactly(0)).high == pytest.approx(0.005)
    assert price.call(exactly(200_000), exactly(0)).high == pytest.approx(0.1)


def test_a_price_that_doubles_by_day_widens_the_range(guide: Guide) -> None:
    name = "deepseek-v4.1-flash"
    price = price_of(name, guide.models.model[name], None, None)
    assert price
    call = price.call(exactly(1_000_000), exactly(0))
    assert call.low == pytest.approx(0.15)
    assert call.high == pytest.approx(0.3)


@pytest.mark.parametrize("language", [*Language])
def test_no_price_and_no_figure_of_ours_stands_without_day_and_source(
    guide: Guide, language: Language
) -> None:
    own = OwnPrice(model="our contract", input=5, output=25, entered=date(2026, 11, 1))
    profile = Profile(facts=KNOWN, limits=Limits(monthly_budget=10))
    names = services(guide.models, Needs())
    cost = find_cost(guide.models, profile, names, own=[own], on=date(2027, 3, 1))
    document = cost_document(guide.models, profile, cost, language)
    for option in document["prompting"]:
        assert option["date"]
        assert option["source"]
    for term in document["terms"]:
        assert term["origin"] == "yours" or (term["date"] and term["source"] and term["text"])
    assert len(document["warnings"]) == 4  # old, two changes, over the budget
