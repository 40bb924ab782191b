"""The risk checklist: five to ten that apply to this case, each with what to do about it."""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decision.profile import Profile
from app.decision.risks import RISKS, find_risks
from app.guide.load import load_guide
from app.guide.types import Guide

APPROACHES = [approach.id for approach in load_guide().approaches]

# Every risk of the guide: a profile and an approach that call for it, and a pair that does not.
Pair = tuple[dict[str, Any], str]
CASES: Final[Mapping[str, tuple[Pair, Pair]]] = {
    "injection": (
        ({"limits": {"untrusted_input": "yes"}}, "zero_shot_prompt"),
        ({"limits": {"untrusted_input": "yes"}}, "fine_tuned_encoder"),
    ),
    "privacy": (
        ({"limits": {"data_may_leave": "unsure"}}, "zero_shot_prompt"),
        ({"limits": {"data_may_leave": "yes"}}, "zero_shot_prompt"),
    ),
    "regulation": (
        ({"limits": {"regulated": "yes"}}, "fine_tuned_encoder"),
        ({"limits": {"regulated": "no"}}, "fine_tuned_encoder"),
    ),
    "hallucination": (
        ({"answers": {"open_generation": "unsure"}}, "few_shot_prompt"),
        ({"answers": {"open_generation": "unsure"}}, "fine_tuned_encoder"),
    ),
    "harmful_output": (
        (
            {"answers": {"human_like": "yes"}, "limits": {"harmful_output": "yes"}},
            "few_shot_prompt",
        ),
        ({"limits": {"harmful_output": "yes"}}, "few_shot_prompt"),
    ),
    "over_reliance": (
        ({"limits": {"regulated": "yes"}}, "fine_tuned_encoder"),
        ({}, "fine_tuned_encoder"),
    ),
    "counter_knowledge": (
        ({"answers": {"counter_knowledge": "yes"}}, "few_shot_prompt"),
        ({"answers": {"counter_knowledge": "no"}}, "few_shot_prompt"),
    ),
    "wrong_steps": (
        ({"answers": {"multi_step": "yes"}}, "reasoning_prompt"),
        ({"answers": {"multi_step": "yes"}}, "distil"),
    ),
    "code_faults": (
        ({"task": "code-generation"}, "few_shot_prompt"),
        ({"task": "barcode-reading"}, "few_shot_prompt"),
    ),
    "retrieval_misses": (({}, "retrieval_llm"), ({}, "few_shot_prompt")),
    "long_prompt": (({}, "many_shot_prompt"), ({}, "few_shot_prompt")),
    "machine_labels": (({}, "distil"), ({}, "fine_tuned_encoder")),
    "judge_bias": (
        ({"task": "text-evaluation"}, "zero_shot_prompt"),
        ({"task": "regression"}, "zero_shot_prompt"),
    ),
    "few_labels_spread": (
        ({"facts": {"labelled_examples": 299}}, "fine_tuned_encoder"),
        ({"facts": {"labelled_examples": 300}}, "fine_tuned_encoder"),
    ),
    "rare_class": (
        ({"facts": {"labels_in_smallest_class": 49}}, "fine_tuned_encoder"),
        ({"facts": {"labels_in_smallest_class": 50}}, "fine_tuned_encoder"),
    ),
    "shift": (({}, "fine_tuned_encoder"), ({}, "zero_shot_prompt")),
    "shortcuts": (({}, "fine_tuned_encoder"), ({}, "reranker_embedder")),
    "calibration": (
        ({}, "fine_tuned_encoder"),
        ({"answers": {"open_generation": "yes"}}, "few_shot_prompt"),
    ),
    "wording": (({}, "reranker_embedder"), ({}, "fine_tuned_encoder")),
    "language_gap": (
        ({"facts": {"languages": ["ja"]}}, "fine_tuned_encoder"),
        ({"facts": {"languages": ["en"]}}, "fine_tuned_encoder"),
    ),
    "explanation": (
        ({"limits": {"explanation_needed": "yes"}}, "zero_shot_prompt"),
        ({"limits": {"explanation_needed": "yes"}}, "no_model"),
    ),
    "cost_growth": (
        ({"facts": {"monthly_volume": 10_000}}, "zero_shot_prompt"),
        ({"facts": {"monthly_volume": 9_999}}, "zero_shot_prompt"),
    ),
    "slow_tail": (
        ({"limits": {"max_latency_ms": 900}}, "zero_shot_prompt"),
        ({"limits": {"max_latency_ms": 900}}, "fine_tuned_encoder"),
    ),
    "licence": (
        ({"limits": {"commercial_use": "yes"}}, "fine_tuned_encoder"),
        ({"limits": {"commercial_use": "no"}}, "fine_tuned_encoder"),
    ),
    "vendor": (
        ({"limits": {"data_may_leave": "yes"}}, "zero_shot_prompt"),
        ({"limits": {"data_may_leave": "no"}}, "zero_shot_prompt"),
    ),
    "upkeep": (({}, "fine_tuned_encoder"), ({}, "reranker_embedder")),
    "stale_rules": (({}, "no_model"), ({}, "fine_tuned_encoder")),
}
ALWAYS = {"bias", "real_world"}


def found(guide: Guide, pair: Pair) -> tuple[str, ...]:
    body, approach = pair
    return find_risks(guide, Profile.model_validate(body), approach)


@pytest.mark.parametrize("risk", CASES)
def test_the_risk_is_named_where_it_belongs_and_not_beside(guide: Guide, risk: str) -> None:
    belongs, beside = CASES[risk]
    assert risk in found(guide, belongs)
    assert risk not in found(guide, beside)


def test_every_risk_of_the_guide_has_its_rule_and_can_be_named(guide: Guide) -> None:
    assert set(guide.risk) == set(RISKS) == set(CASES) | ALWAYS


def test_every_risk_says_what_to_do(guide: Guide) -> None:
    for risk in guide.risks:
        assert risk.action.en != risk.text.en, risk.id
        assert len(risk.text.en) <= 240, risk.id
        assert len(risk.action.en) <= 240, risk.id


replies = st.sampled_from(["yes", "no", "unsure"])
profiles = st.builds(
    lambda answers, limits, labels: Profile.model_validate(
        {"answers": answers, "limits": limits, "facts": {"labelled_examples": labels}}
    ),
    st.dictionaries(
        st.sampled_from(["human_like", "multi_step", "unfamiliar_inputs", "world_knowledge"]),
        replies,
    ),
    st.dictionaries(
        st.sampled_from(
            ["data_may_leave", "regulated", "harmful_output", "commercial_use", "team_can_train"]
        ),
        replies,
    ),
    st.sampled_from([None, 0, 200, 5_000]),
)


@given(profile=profiles, approach=st.sampled_from(APPROACHES))
def test_there_are_five_to_ten_for_every_recommendation(
    guide: Guide, profile: Profile, approach: str
) -> None:
    named = find_risks(guide, profile, approach)
    assert 5 <= len(named) <= 10
    assert list(named) == [risk for risk in guide.risk if risk in named]
