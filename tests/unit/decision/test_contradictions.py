"""Soft warnings: answers, facts and the survey's text at odds with each other."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from app.decision.contradictions import find_contradictions
from app.decision.profile import Profile
from app.guide.types import Guide
from app.words import Language

# Every warning of the guide: a profile that calls for it, and one just beside that does not.
WARNINGS: Final[Mapping[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "two_tasks_talk": (
        {"answers": {"human_like": "yes", "far_from_language": "yes"}},
        {"answers": {"human_like": "yes", "far_from_language": "unsure"}},
    ),
    "two_tasks_write": (
        {"answers": {"open_generation": "yes", "far_from_language": "yes"}},
        {"answers": {"open_generation": "yes", "far_from_language": "no"}},
    ),
    "steps_against_knowledge": (
        {"answers": {"multi_step": "yes", "counter_knowledge": "yes"}},
        {"answers": {"multi_step": "no", "counter_knowledge": "yes"}},
    ),
    "strangers_but_familiar": (
        {"answers": {"unfamiliar_inputs": "no"}, "limits": {"untrusted_input": "yes"}},
        {"answers": {"unfamiliar_inputs": "no"}, "limits": {"untrusted_input": "unsure"}},
    ),
    "number_without_labels": (
        {"answers": {"far_from_language": "yes"}, "facts": {"labelled_examples": 49}},
        {"answers": {"far_from_language": "yes"}, "facts": {"labelled_examples": 50}},
    ),
    "labels_missing": (
        {"answers": {"few_labels": "no"}, "facts": {"labelled_examples": 0}},
        {"answers": {"few_labels": "no"}},
    ),
    "labels_plenty": (
        {"answers": {"few_labels": "yes"}, "facts": {"labelled_examples": 8000}},
        {"answers": {"few_labels": "yes"}, "facts": {"labelled_examples": 900}},
    ),
    "labels_point_to_yes": (
        {"answers": {"few_labels": "unsure"}, "facts": {"labelled_examples": 49}},
        {"answers": {"few_labels": "unsure"}, "facts": {"labelled_examples": 50}},
    ),
    "labels_point_to_no": (
        {"answers": {"few_labels": "unsure"}, "facts": {"labelled_examples": 1000}},
        {"answers": {"few_labels": "unsure"}, "facts": {"labelled_examples": 999}},
    ),
    "class_exceeds_total": (
        {"facts": {"labelled_examples": 100, "labels_in_smallest_class": 101}},
        {"facts": {"labelled_examples": 100, "labels_in_smallest_class": 100}},
    ),
    "class_too_small": (
        {"facts": {"labelled_examples": 8000, "labels_in_smallest_class": 3}},
        {"facts": {"labelled_examples": 30, "labels_in_smallest_class": 3}},
    ),
    "specialist_field": (
        {"answers": {"world_knowledge": "no"}, "facts": {"domain": "Legal / contracts"}},
        {"answers": {"world_knowledge": "no"}, "facts": {"domain": "lawn mowers"}},
    ),
    "toxicity_without_labels": (
        {"answers": {"few_labels": "yes"}, "task": "toxicity-detection"},
        {"answers": {"few_labels": "no"}, "task": "toxicity-detection"},
    ),
    "specialised_without_labels": (
        {"answers": {"few_labels": "yes"}, "task": "named-entity-recognition"},
        {"answers": {"few_labels": "yes"}, "task": "intent-classification"},
    ),
    "translation_as_writing": (
        {"answers": {"open_generation": "yes"}, "task": "machine-translation"},
        {"answers": {"open_generation": "yes"}, "task": "summarization"},
    ),
    "toxicity_own_labels": (
        {"answers": {"few_labels": "no"}, "task": "toxicity-detection"},
        {"answers": {"few_labels": "no"}, "task": "intent-classification"},
    ),
    "specialised_by_prompt": (
        {"answers": {"unfamiliar_inputs": "yes"}, "task": "named-entity-recognition"},
        {"answers": {"unfamiliar_inputs": "no"}, "task": "named-entity-recognition"},
    ),
    "summary_measure": ({"task": "summarization"}, {"task": "chatbot"}),
    "sentiment_tie": ({"task": "sentiment-analysis"}, {"task": "topic-classification"}),
    "inference_disputed": (
        {"task": "natural-language-inference"},
        {"task": "adversarial-inference"},
    ),
    "annotation_check": ({"task": "data-annotation"}, {"task": "intent-classification"}),
    "judge_bias": ({"task": "text-evaluation"}, {"task": "regression"}),
    "translation_common": (
        {"answers": {"open_generation": "no"}, "task": "machine-translation"},
        {"answers": {"open_generation": "no"}, "task": "paraphrase"},
    ),
    "translation_rare": (
        {"task": "machine-translation", "facts": {"languages": ["en", "kk"]}},
        {"task": "intent-classification", "facts": {"languages": ["en", "kk"]}},
    ),
    "against_knowledge_passed_by": (
        {"answers": {"counter_knowledge": "yes", "few_labels": "yes"}},
        {"answers": {"counter_knowledge": "yes", "few_labels": "no"}},
    ),
    "retrieval_turns_it": (
        {"answers": {"world_knowledge": "yes", "context_sufficient": "no"}},
        {"answers": {"world_knowledge": "no", "context_sufficient": "no"}},
    ),
    "retrieval_free_answers": (
        {"answers": {"world_knowledge": "yes", "context_sufficient": "yes"}},
        {"answers": {"world_knowledge": "yes", "context_sufficient": "unsure"}},
    ),
    "pictures_dated": (
        {"answers": {"far_from_language": "yes"}, "task": "multimodal"},
        {"answers": {"far_from_language": "no"}, "task": "multimodal"},
    ),
    "many_jobs_fixed": (
        {"answers": {"many_tasks": "yes"}, "facts": {"labelled_examples": 1000}},
        {"answers": {"many_tasks": "yes"}, "facts": {"labelled_examples": 999}},
    ),
    "hardware_small": (
        {"limits": {"own_hardware": "yes"}, "facts": {"memory_gb": 12}},
        {"limits": {"own_hardware": "yes"}, "facts": {"memory_gb": 24}},
    ),
}


# What else is said of the same profile, because it applies as well.
BESIDE: Final[Mapping[str, set[str]]] = {
    "translation_rare": {"translation_common"},
}


def warned(body: dict[str, Any]) -> list[str]:
    return [why.reason for why in find_contradictions(Profile.model_validate(body))]


@pytest.mark.parametrize("warning", WARNINGS)
def test_the_warning_is_given_where_it_belongs_and_not_beside(warning: str) -> None:
    belongs, beside = WARNINGS[warning]
    assert warning in warned(belongs)
    assert warning not in warned(beside)
    assert set(warned(belongs)) <= {warning} | BESIDE.get(warning, set())


def test_every_warning_of_the_guide_can_be_given(guide: Guide) -> None:
    assert {reason.id for reason in guide.contradictions} == set(WARNINGS)


def test_an_empty_profile_is_not_warned() -> None:
    assert find_contradictions(Profile()) == ()


def test_a_specialist_field_is_known_by_its_japanese_name() -> None:
    answers = {"world_knowledge": "no"}
    assert warned({"answers": answers, "facts": {"domain": "医療機関向け"}}) == [
        "specialist_field"
    ]
    assert warned({"answers": answers, "facts": {"domain": "社内ヘルプデスク"}}) == []


@pytest.mark.parametrize("warning", WARNINGS)
def test_every_warning_can_be_read_in_both_languages(guide: Guide, warning: str) -> None:
    for why in find_contradictions(Profile.model_validate(WARNINGS[warning][0])):
        for language in Language:
            said = guide.reason[why.reason].text.to(language).format_map(dict(why.values))
            assert not {"{", "}"} & set(said)


def test_what_the_author_typed_is_repeated_and_not_obeyed(guide: Guide) -> None:
    body = {"answers": {"world_knowledge": "no"}, "facts": {"domain": "tax {labels} #evil"}}
    (why,) = find_contradictions(Profile.model_validate(body))
    said = guide.reason[why.reason].text.en.format_map(dict(why.values))
    assert "tax {labels} #evil" in said
