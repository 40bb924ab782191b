"""The evidence under a recommendation: what bears on the answer, and on the kind of task."""

import re

import pytest

from app.decision.document import recommendation_document
from app.decision.evidence import certainty_reason, evidence_document
from app.decision.profile import Answer, Profile, Reply
from app.decision.recommend import recommend
from app.guide.types import Concern, Guide
from app.words import Language


def deciding(reply: Reply = Reply.YES, task: str = "") -> Profile:
    """A profile that the fifth question decides, if its reply is yes."""
    answers = {
        question: Answer(value=Reply.NO)
        for question in ("human_like", "multi_step", "many_tasks", "far_from_language")
    }
    return Profile(task=task, answers={**answers, "few_labels": Answer(value=reply)})


def claims(guide: Guide, profile: Profile) -> set[str]:
    return set(recommend(guide, profile).evidence)


def test_without_a_task_the_evidence_is_that_of_the_deciding_arrow(guide: Guide) -> None:
    for item in guide.evidence:
        bears = (item.question, item.reply) == ("few_labels", "yes")
        assert (item.id in claims(guide, deciding())) is bears, item.id


def test_the_kind_of_task_brings_its_own_evidence_also_against_the_outcome(guide: Guide) -> None:
    """Few labels point to an LLM; on toxic comments the sources speak for fine-tuned models."""
    found = claims(guide, deciding(task="toxicity-detection"))
    assert claims(guide, deciding()) < found
    assert {"toxic_survey", "toxic_llms_now", "toxic_perspective", "common_moderation"} <= found
    assert recommend(guide, deciding(task="toxicity-detection")).outcome == "llm"


def test_a_task_that_the_guide_does_not_know_brings_none(guide: Guide) -> None:
    assert claims(guide, deciding(task="tea-leaf-reading")) == claims(guide, deciding())


@pytest.mark.parametrize("language", list(Language))
def test_every_claim_can_be_shown_with_its_certainty_and_the_reason(
    guide: Guide, language: Language
) -> None:
    for item in guide.evidence:
        shown = evidence_document(guide, item, language)
        assert shown["certainty"]["level"] in ("high", "moderate", "low", "very_low")
        assert shown["certainty"]["reason"], item.id
        assert bool(shown["figure"]) is bool(item.figure)
        assert re.search(r"\d{4}", shown["source"]), item.id
        assert len(shown["also"]) == len(item.also)


def test_the_reason_names_each_concern(guide: Guide) -> None:
    item = next(item for item in guide.evidence if item.id == "numbers_similarity")
    assert item.rated_down == (Concern.DATED, Concern.FEW, Concern.NO_FIGURE)
    assert certainty_reason(guide, item, Language.EN) == (
        "Rated down: models of 2023 or before; few data sets or models; no figure given."
    )
    assert certainty_reason(guide, item, Language.JA) == (
        "下げた理由：2023 年以前のモデルによる、"
        "データセットやモデルが少ない、数値が示されていない。"
    )


def test_the_documents_evidence_keeps_its_old_keys_and_has_figure_and_certainty(
    guide: Guide,
) -> None:
    profile = deciding()
    document = recommendation_document(guide, profile, recommend(guide, profile), Language.EN)
    shown = {item["id"]: item for item in document["evidence"]}["labels_rerankers"]
    assert shown.keys() >= {"id", "question", "answer", "claim", "source", "status", "effect"}
    assert shown["figure"] == "macro-F1 0.72 against 0.67"
    assert shown["certainty"]["level"] == "moderate"
    assert shown["effect"] == "refines"
