"""Line 2: every limit says what the guide's rules say, and only about what is still possible."""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decision.limits import LIMITS, find_limits
from app.decision.profile import Facts, Limits, Profile, Reply
from app.guide.types import Guide, LimitEffect, OutcomeId
from app.words import Language

LLM, TUNED, NOT_GOOD = OutcomeId.LLM, OutcomeId.FINE_TUNED, OutcomeId.NO_GOOD_FIT


def profile(**said: Any) -> Profile:
    """A profile from limits, facts and answers, told apart by their names."""
    return Profile.model_validate(
        {
            "limits": {key: said[key] for key in said if key in Limits.model_fields},
            "facts": {key: said[key] for key in said if key in Facts.model_fields},
            "answers": {
                key: said[key]
                for key in said
                if key not in Limits.model_fields and key not in Facts.model_fields
            },
        }
    )


# Every rule of the guide, with a profile to which it applies.
RULES: Final[Mapping[str, dict[str, Any]]] = {
    "privacy.llm.may_leave": {"data_may_leave": "yes"},
    "privacy.llm.unsure": {"data_may_leave": "unsure"},
    "privacy.llm.own_hardware": {"data_may_leave": "no", "own_hardware": "yes"},
    "privacy.llm.hardware_unknown": {"data_may_leave": "no", "own_hardware": "unsure"},
    "privacy.llm.no_hardware": {"data_may_leave": "no", "own_hardware": "no"},
    "privacy.fine_tuned.stays_inside": {"data_may_leave": "no"},
    "privacy.fine_tuned.unsure": {"data_may_leave": "unsure"},
    "privacy.no_good_fit.stays_inside": {"data_may_leave": "no"},
    "latency.llm.too_fast": {"max_latency_ms": 199},
    "latency.llm.tight": {"max_latency_ms": 200},
    "latency.llm.steps": {"max_latency_ms": 999, "multi_step": "yes"},
    "latency.llm.measure": {"max_latency_ms": 1000},
    "latency.llm.enough": {"max_latency_ms": 5000},
    "latency.fine_tuned.tight": {"max_latency_ms": 99.5},
    "latency.fine_tuned.enough": {"max_latency_ms": 100},
    "volume.llm.few_calls": {"monthly_volume": 9_999},
    "volume.llm.some_calls": {"monthly_volume": 10_000},
    "volume.llm.many_calls": {"monthly_volume": 1_000_000},
    "volume.llm.per_call": {"monthly_volume": 40_000, "monthly_budget": 500},
    "volume.llm.calls_unknown": {"monthly_budget": 500},
    "volume.llm.nothing_to_spend": {"monthly_budget": 0},
    "volume.llm.nothing_at_all": {"monthly_budget": 0, "own_hardware": "no"},
    "volume.fine_tuned.few_calls": {"monthly_volume": 9_999},
    "volume.fine_tuned.many_calls": {"monthly_volume": 10_000},
    "volume.fine_tuned.budget": {"monthly_budget": 500},
    "regulation.llm.yes": {"regulated": "yes"},
    "regulation.llm.unsure": {"regulated": "unsure"},
    "regulation.fine_tuned.yes": {"regulated": "yes"},
    "regulation.fine_tuned.unsure": {"regulated": "unsure"},
    "regulation.no_good_fit.yes": {"regulated": "yes"},
    "regulation.no_good_fit.unsure": {"regulated": "unsure"},
    "explanation.llm.yes": {"explanation_needed": "yes"},
    "explanation.llm.unsure": {"explanation_needed": "unsure"},
    "explanation.fine_tuned.yes": {"explanation_needed": "yes"},
    "explanation.fine_tuned.unsure": {"explanation_needed": "unsure"},
    "explanation.no_good_fit.yes": {"explanation_needed": "yes"},
    "skills.llm.cannot_train": {"team_can_train": "no"},
    "skills.fine_tuned.cannot_train": {"team_can_train": "no"},
    "skills.fine_tuned.can_train": {"team_can_train": "yes"},
    "skills.fine_tuned.unsure": {"team_can_train": "unsure"},
    "skills.no_good_fit.cannot_train": {"team_can_train": "no"},
    "licence.llm.yes": {"commercial_use": "yes"},
    "licence.llm.unsure": {"commercial_use": "unsure"},
    "licence.fine_tuned.yes": {"commercial_use": "yes"},
    "licence.fine_tuned.unsure": {"commercial_use": "unsure"},
    "language.llm.not_english": {"languages": ["en", "ja"]},
    "language.llm.little_covered": {"languages": ["ja", "Yoruba"]},
    "language.fine_tuned.not_english": {"languages": ["ja"]},
    "language.fine_tuned.little_covered": {"languages": ["kk"]},
    "language.no_good_fit.little_covered": {"languages": ["kk"]},
    "safety.llm.yes": {"harmful_output": "yes"},
    "safety.llm.unsure": {"harmful_output": "unsure"},
    "safety.fine_tuned.yes": {"harmful_output": "yes"},
    "safety.fine_tuned.unsure": {"harmful_output": "unsure"},
    "safety.no_good_fit.yes": {"harmful_output": "yes"},
    "injection.llm.yes": {"untrusted_input": "yes"},
    "injection.llm.unsure": {"untrusted_input": "unsure"},
    "injection.fine_tuned.yes": {"untrusted_input": "yes"},
    "hardware.llm.own": {"own_hardware": "yes"},
    "hardware.llm.none": {"own_hardware": "no"},
    "hardware.llm.unsure": {"own_hardware": "unsure"},
    "hardware.fine_tuned.none": {"own_hardware": "no"},
    "privacy.fine_tuned.may_leave": {"data_may_leave": "yes"},
    "privacy.no_good_fit.unsure": {"data_may_leave": "unsure"},
    "latency.no_good_fit.rules": {"max_latency_ms": 999},
    "latency.no_good_fit.person": {"max_latency_ms": 1000},
    "volume.no_good_fit.people": {"monthly_volume": 9_999},
    "explanation.no_good_fit.unsure": {"explanation_needed": "unsure"},
    "skills.llm.can_train": {"team_can_train": "yes"},
    "skills.llm.unsure": {"team_can_train": "unsure"},
    "skills.no_good_fit.can_train": {"team_can_train": "yes"},
    "skills.no_good_fit.unsure": {"team_can_train": "unsure"},
    "licence.no_good_fit.yes": {"commercial_use": "yes"},
    "licence.no_good_fit.unsure": {"commercial_use": "unsure"},
    "language.no_good_fit.not_english": {"languages": ["ja"]},
    "safety.no_good_fit.unsure": {"harmful_output": "unsure"},
    "injection.fine_tuned.unsure": {"untrusted_input": "unsure"},
    "injection.no_good_fit.yes": {"untrusted_input": "yes"},
    "injection.no_good_fit.unsure": {"untrusted_input": "unsure"},
    "hardware.llm.memory_enough": {"memory_gb": 24},
    "hardware.llm.memory_small": {"memory_gb": 23.9},
    "hardware.fine_tuned.memory_enough": {"memory_gb": 8},
    "hardware.fine_tuned.memory_small": {"memory_gb": 7},
    "hardware.fine_tuned.own": {"own_hardware": "yes"},
    "hardware.no_good_fit.none": {"own_hardware": "no"},
}

CONFLICTS = {"privacy.llm.no_hardware", "latency.llm.too_fast", "volume.llm.nothing_at_all"}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_applies(guide: Guide, rule: str) -> None:
    limit, outcome, _ = rule.split(".")
    found = find_limits(guide, profile(**RULES[rule]), [OutcomeId(outcome)])
    assert [finding.rule for finding in found if finding.limit == limit] == [rule]


def test_every_rule_of_the_guide_can_apply_and_names_its_own_parts(guide: Guide) -> None:
    assert set(guide.limit_rule) == set(RULES)
    for rule in guide.limit_rules:
        assert rule.id.startswith(f"{rule.limit}.{rule.outcome}.")
        assert rule.limit in LIMITS


def test_only_what_leaves_no_place_or_no_time_for_a_large_model_is_a_conflict(
    guide: Guide,
) -> None:
    conflicts = {rule.id for rule in guide.limit_rules if rule.effect is LimitEffect.CONFLICT}
    assert conflicts == CONFLICTS


def test_nothing_asked_says_nothing(guide: Guide) -> None:
    assert find_limits(guide, Profile(), [*OutcomeId]) == ()


def test_what_is_no_limit_is_no_condition(guide: Guide) -> None:
    """A plain "no" to a limit, English texts and time enough weigh on nothing."""
    free = profile(
        data_may_leave="yes",
        max_latency_ms=10_000,
        regulated="no",
        explanation_needed="no",
        commercial_use="no",
        harmful_output="no",
        untrusted_input="no",
        team_can_train="yes",
        languages=["en"],
    )
    assert {found.effect for found in find_limits(guide, free, [*OutcomeId])} == {LimitEffect.FIT}


@pytest.mark.parametrize(
    "limit",
    [
        "data_may_leave",
        "regulated",
        "explanation_needed",
        "commercial_use",
        "harmful_output",
        "untrusted_input",
        "own_hardware",
    ],
)
def test_not_sure_asks_to_find_out(guide: Guide, limit: str) -> None:
    found = find_limits(guide, profile(**{limit: "unsure"}), [LLM])
    assert [finding.effect for finding in found] == [LimitEffect.CONDITION]
    assert "find out" in guide.limit_rule[found[0].rule].text.en.lower()


def test_data_that_may_not_leave_fits_a_model_of_ones_own(guide: Guide) -> None:
    kept = profile(data_may_leave="no", own_hardware="no")
    effects = {
        found.outcome: found.effect
        for found in find_limits(guide, kept, [LLM, TUNED])
        if found.limit == "privacy"
    }
    assert effects == {LLM: LimitEffect.CONFLICT, TUNED: LimitEffect.FIT}


def test_memory_too_small_for_a_large_model_leaves_no_place_for_one(guide: Guide) -> None:
    """Nobody said whether a machine of theirs runs one, but the memory given cannot hold it."""
    small = profile(data_may_leave="no", memory_gb=12)
    rules = [found.rule for found in find_limits(guide, small, [LLM])]
    assert rules == ["privacy.llm.no_hardware", "hardware.llm.memory_small"]
    large = profile(data_may_leave="no", memory_gb=80)
    rules = [found.rule for found in find_limits(guide, large, [LLM])]
    assert rules == ["privacy.llm.own_hardware", "hardware.llm.memory_enough"]


def test_every_limit_speaks_of_every_outcome(guide: Guide) -> None:
    """Whatever the guide says, no limit of the list is silent on it."""
    told = {(rule.limit, rule.outcome) for rule in guide.limit_rules}
    assert told == {(limit, outcome) for limit in LIMITS for outcome in OutcomeId}


def test_only_what_is_still_possible_is_spoken_of(guide: Guide) -> None:
    everything = profile(data_may_leave="no", own_hardware="no", regulated="yes")
    for outcome in OutcomeId:
        found = find_limits(guide, everything, [outcome])
        assert {finding.outcome for finding in found} == {outcome}


@pytest.mark.parametrize(
    ("budget", "calls", "said"),
    [
        (500, 40_000, "12.5"),
        (1, 3_000_000, "0.000333"),
        (10**12, 1, f"{10**15:,}"),
        (1e-9, 9, "0"),
    ],
)
def test_a_budget_is_worked_out_per_thousand_calls(
    guide: Guide, budget: float, calls: int, said: str
) -> None:
    found = find_limits(guide, profile(monthly_budget=budget, monthly_volume=calls), [LLM])
    assert found[0].values["per_thousand"] == said


def test_a_budget_without_a_single_call_is_no_division_by_nought(guide: Guide) -> None:
    found = find_limits(guide, profile(monthly_budget=5, monthly_volume=0), [LLM])
    assert [finding.rule for finding in found] == ["volume.llm.few_calls"]


def test_no_rule_holds_a_price_or_gives_a_verdict_in_law(guide: Guide) -> None:
    for rule in guide.limit_rules:
        assert "$" not in rule.text.en
        for verdict in ("is legal", "is lawful", "is allowed by law", "complies"):
            assert verdict not in rule.text.en


def test_thresholds_of_ours_say_so(guide: Guide) -> None:
    """Where a rule turns on a number, it is marked ours and says that it is a rule of thumb."""
    for case in ("too_fast", "tight", "measure", "enough"):
        rule = guide.limit_rule[f"latency.llm.{case}"]
        assert rule.ours
        assert "rule of thumb" in rule.text.en
        assert "目安" in rule.text.ja


replies = st.none() | st.sampled_from(Reply)
amounts = st.none() | st.integers(0, 10**12) | st.floats(0, 1e12)
counts = st.none() | st.integers(0, 10**12)
profiles = st.builds(
    Profile,
    facts=st.builds(
        Facts,
        languages=st.lists(st.text() | st.sampled_from(["en", "ja", "kk"])).map(tuple),
        monthly_volume=counts,
        memory_gb=amounts,
    ),
    limits=st.builds(
        Limits,
        **{
            name: replies if "Reply" in str(field.annotation) else amounts
            for name, field in Limits.model_fields.items()
        },
    ),
)


@given(profile=profiles, outcomes=st.sets(st.sampled_from(OutcomeId)).map(sorted))
def test_any_profile_is_told_something_that_can_be_read_aloud(
    guide: Guide, profile: Profile, outcomes: list[OutcomeId]
) -> None:
    for found in find_limits(guide, profile, outcomes):
        rule = guide.limit_rule[found.rule]
        assert found.outcome in outcomes
        assert (found.limit, found.outcome, found.effect) == (
            rule.limit,
            rule.outcome,
            rule.effect,
        )
        for language in Language:
            assert rule.text.to(language).format_map(dict(found.values))
