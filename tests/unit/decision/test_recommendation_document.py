"""The JSON document: what the other parts of the product and other programs read."""

from datetime import date

import pytest

from app.decision.document import recommendation_document
from app.decision.profile import Limits, Profile
from app.decision.recommend import recommend
from app.guide.types import CostClass, Guide, Kind, LatencyClass
from app.words import Language

COMMENTS = Profile.model_validate(
    {
        "name": "Comments",
        "task": "toxicity-detection",
        "answers": dict.fromkeys(
            ("human_like", "multi_step", "many_tasks", "far_from_language"), "no"
        )
        | {"few_labels": "yes"},
        "facts": {"labelled_examples": 0},
        "limits": {"untrusted_input": "yes", "regulated": "yes"},
    }
)


@pytest.mark.parametrize("language", Language)
def test_steps_are_what_who_and_how_long_in_words(guide: Guide, language: Language) -> None:
    document = recommendation_document(guide, COMMENTS, recommend(guide, COMMENTS), language)
    for step in document["next_steps"]:
        assert set(step) == {"what", "who", "how_long"}
        assert all(text.strip() and "{" not in text for text in step.values())


@pytest.mark.parametrize("language", Language)
def test_each_risk_says_what_to_do_and_rests_on_something(
    guide: Guide, language: Language
) -> None:
    document = recommendation_document(guide, COMMENTS, recommend(guide, COMMENTS), language)
    assert 5 <= len(document["risks"]) <= 10
    assert {"injection", "regulation"} <= {risk["id"] for risk in document["risks"]}
    for risk in document["risks"]:
        assert all(risk[part] for part in ("name", "risk", "what_to_do"))
        assert bool(risk["source"]) is not risk["ours"]


@pytest.mark.parametrize("language", Language)
def test_an_approach_has_its_classes_and_its_reasons_with_sources(
    guide: Guide, language: Language
) -> None:
    document = recommendation_document(guide, COMMENTS, recommend(guide, COMMENTS), language)
    approach = document["approach"]
    assert approach["kind"] in set(Kind)
    assert approach["cost_class"]["id"] in set(CostClass)
    assert approach["latency_class"]["id"] in set(LatencyClass)
    assert approach["cost_class"]["name"] != approach["cost_class"]["id"]
    assert approach["why"] == " ".join(reason["text"] for reason in approach["reasons"])
    assert any(reason["source"] for reason in approach["reasons"])


def test_an_exception_is_named_with_its_source(guide: Guide) -> None:
    document = recommendation_document(guide, COMMENTS, recommend(guide, COMMENTS), Language.EN)
    notes = {note["id"]: note for note in document["notes"]}
    assert "§4.1.1" in notes["toxicity_without_labels"]["source"]
    assert notes["toxicity_without_labels"]["text"] in document["warnings"]


def test_classes_have_words_for_every_member(guide: Guide) -> None:
    """Each class is used by some approach, and is spoken of in both languages."""
    assert {approach.cost_class for approach in guide.approaches} == set(CostClass)
    assert {approach.latency_class for approach in guide.approaches} == set(LatencyClass)
    assert {approach.kind for approach in guide.approaches} == set(Kind)


def test_prices_are_those_of_the_day_that_is_asked_for(guide: Guide) -> None:
    """An announced change counts from its day on, and not before."""
    profile = COMMENTS.model_copy(update={"limits": Limits()})
    found = recommend(guide, profile)

    def priced(day: date) -> dict[str, str]:
        document = recommendation_document(guide, profile, found, Language.EN, on=day)
        return {each["name"]: each["date"] for each in document["cost"]["prompting"]}

    before, after = priced(date(2026, 11, 24)), priced(date(2027, 6, 1))
    assert before.keys() == after.keys()
    assert any(after[name] > before[name] for name in before)
