"""Where the survey's figure and its text pull apart, the recommendation says so if it matters."""

from typing import Any

import pytest

from app.decision.document import recommendation_document
from app.decision.figure_and_text import CONFLICTS
from app.decision.profile import Profile
from app.decision.recommend import recommend
from app.guide.types import Guide
from app.words import Language

TEN = (
    "human_like",
    "multi_step",
    "many_tasks",
    "far_from_language",
    "few_labels",
    "unfamiliar_inputs",
    "open_generation",
    "world_knowledge",
    "context_sufficient",
    "counter_knowledge",
)


def told(guide: Guide, yes: str = "", *, unsure: str = "", **parts: Any) -> set[str]:
    """The conflicts of a profile whose answers are "no" but for those named."""
    answers = dict.fromkeys(TEN, "no")
    answers |= dict.fromkeys(yes.split(), "yes") | dict.fromkeys(unsure.split(), "unsure")
    profile = Profile.model_validate({"answers": answers, **parts})
    return set(recommend(guide, profile).conflicts)


def test_every_conflict_of_the_guide_has_its_condition(guide: Guide) -> None:
    assert {conflict.id for conflict in guide.conflicts} == set(CONFLICTS)


@pytest.mark.parametrize(
    ("conflict", "yes", "parts"),
    [
        ("w1", "few_labels", {"limits": {"max_latency_ms": 300}}),
        ("w1", "human_like", {"limits": {"data_may_leave": "no"}}),
        ("w2", "few_labels", {"task": "toxicity-detection"}),
        ("w3", "", {"task": "machine-translation"}),
        ("w3", "", {"task": "summarization"}),
        ("w4", "world_knowledge context_sufficient", {}),
        ("w5", "few_labels", {"task": "named-entity-recognition"}),
        ("w5", "", {"task": "retrieval-and-ranking"}),
        ("w6", "far_from_language", {"task": "multimodal"}),
        ("w7", "unfamiliar_inputs", {}),
        ("w8", "", {"facts": {"labelled_examples": 20_000}}),
    ],
)
def test_a_conflict_is_told_where_it_matters(
    guide: Guide, conflict: str, yes: str, parts: dict[str, Any]
) -> None:
    assert conflict in told(guide, yes, **parts)


@pytest.mark.parametrize(
    ("conflict", "yes", "parts"),
    [
        ("w1", "few_labels", {"limits": {"max_latency_ms": 60_000}}),  # a fit is no conflict
        ("w1", "", {"limits": {"data_may_leave": "no"}}),  # nor is it where the figure trains
        ("w2", "few_labels", {"task": "sentiment-analysis"}),
        ("w2", "human_like few_labels", {"task": "toxicity-detection"}),  # decided before
        ("w3", "open_generation", {"task": "summarization"}),  # both say LLM
        ("w5", "", {"task": "intent-classification"}),
        ("w6", "far_from_language", {"task": "regression"}),  # the figure's own example
        ("w8", "", {"facts": {"labelled_examples": 60}}),
    ],
)
def test_a_conflict_is_not_told_where_it_does_not(
    guide: Guide, conflict: str, yes: str, parts: dict[str, Any]
) -> None:
    assert conflict not in told(guide, yes, **parts)


def test_a_question_in_doubt_brings_its_conflict_and_an_empty_profile_none(guide: Guide) -> None:
    assert "w7" in told(guide, unsure="unfamiliar_inputs")
    assert recommend(guide, Profile()).conflicts == ()


@pytest.mark.parametrize("language", Language)
def test_the_document_gives_both_sides_how_it_is_handled_and_the_source(
    guide: Guide, language: Language
) -> None:
    answers = dict.fromkeys(TEN, "no") | {"few_labels": "yes"}
    profile = Profile.model_validate({"task": "toxicity-detection", "answers": answers})
    document = recommendation_document(guide, profile, recommend(guide, profile), language)

    (conflict,) = document["conflicts"]

    assert (conflict["id"], conflict["digest"]) == ("w2", "W2")
    assert "§4.1.1" in conflict["source"]
    assert all(conflict[part] for part in ("title", "figure_says", "text_says", "handling"))
