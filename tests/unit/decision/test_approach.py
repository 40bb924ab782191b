"""Line 3: a concrete way to do it for every profile, with a reason, whatever the limits."""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decision.approach import CANNOT_WRITE, choose_approach
from app.decision.limits import find_limits
from app.decision.profile import Answer, Facts, Limits, Profile, Reply
from app.decision.suggestions import LISTS
from app.decision.types import Choice
from app.decision.when_large import LLM_WITHOUT_PLACE
from app.guide.types import Guide, Kind, OutcomeId
from app.words import Language

LLM, TUNED, NOT_GOOD = OutcomeId.LLM, OutcomeId.FINE_TUNED, OutcomeId.NO_GOOD_FIT
ANY = (TUNED, LLM, NOT_GOOD)

APPROACHES = {
    *("zero_shot_prompt", "few_shot_prompt", "many_shot_prompt", "reasoning_prompt"),
    *("retrieval_llm", "retrieval_small_reader", "distil", "cascade", "embedder_tuning"),
    *("fine_tuned_encoder", "lora", "encoder_decoder", "reranker_embedder"),
    *("classical_baseline", "no_model"),
}

# No place for a large model.
KEPT_IN: Final[Mapping[str, Any]] = {"data_may_leave": "no", "own_hardware": "no"}


def case(
    possible: tuple[OutcomeId, ...],
    approach: str,
    *answers: str,
    labels: int | None = None,
    task: str = "",
    languages: tuple[str, ...] = (),
    volume: int | None = None,
    **limits: Any,
) -> tuple[tuple[OutcomeId, ...], Profile, str]:
    facts = Facts(labelled_examples=labels, languages=languages, monthly_volume=volume)
    said = {question: Answer(value=Reply.YES) for question in answers}
    bound = Limits.model_validate(limits)
    return possible, Profile(task=task, answers=said, facts=facts, limits=bound), approach


# Every reason of the guide: what is possible, a profile, and the approach that follows.
REASONS: Final[Mapping[str, tuple[tuple[OutcomeId, ...], Profile, str]]] = {
    "rare_translation": case(
        (LLM,), "encoder_decoder", "open_generation",
        task="machine-translation", labels=5000, languages=("en", "kk"),
    ),
    "fast_reply": case((LLM,), "distil", "few_labels", max_latency_ms=100),
    "ranking": case((LLM,), "reranker_embedder", "few_labels", task="information-retrieval"),
    "volume_one_kind": case((LLM,), "distil", "few_labels", volume=3_000_000),
    "volume_free_text": case((LLM,), "cascade", "human_like", volume=3_000_000),
    "steps": case((LLM,), "reasoning_prompt", "multi_step"),
    "knowledge": case((LLM,), "retrieval_llm", "world_knowledge"),
    "shift_with_labels": case((LLM,), "few_shot_prompt", "unfamiliar_inputs", labels=5000),
    "examples_to_imitate": case((LLM,), "few_shot_prompt", "open_generation", labels=300),
    "dozens_prompted": case((LLM,), "many_shot_prompt", "unfamiliar_inputs", labels=300),
    "handful_prompted": case((LLM,), "few_shot_prompt", "few_labels", labels=12),
    "no_examples": case((LLM,), "zero_shot_prompt", "few_labels", labels=0),
    "local_writer_tuned": case((LLM,), "lora", "open_generation", labels=400, **KEPT_IN),
    "local_writer": case((LLM,), "few_shot_prompt", "human_like", **KEPT_IN),
    "local_reader": case((LLM,), "retrieval_small_reader", "world_knowledge", **KEPT_IN),
    "local_labels": case((LLM,), "fine_tuned_encoder", "unfamiliar_inputs", labels=90, **KEPT_IN),
    "local_handful": case((LLM,), "embedder_tuning", "few_labels", labels=20, **KEPT_IN),
    "local_no_labels": case((LLM,), "reranker_embedder", "few_labels", **KEPT_IN),
    "moderation_own_labels": case(
        (LLM,), "fine_tuned_encoder", "unfamiliar_inputs",
        task="toxicity-detection", labels=20_000,
    ),
    "extraction_own_labels": case(
        (LLM,), "fine_tuned_encoder", "unfamiliar_inputs",
        task="named-entity-recognition", labels=400,
    ),
    "extraction_ready_made": case(
        (LLM,), "reranker_embedder", "few_labels", task="named-entity-recognition", labels=0
    ),
    "rare_translation_trained": case(
        (TUNED,), "encoder_decoder", task="machine-translation", labels=5000,
        languages=("en", "kk"),
    ),
    "writing_prompted": case((TUNED,), "zero_shot_prompt", "few_labels", task="summarization"),
    "writer_trained": case((TUNED,), "lora", task="code-generation", labels=900),
    "parsing": case((TUNED,), "fine_tuned_encoder", task="dependency-parsing", labels=900),
    "rare_language_labels": case(
        (LLM,), "fine_tuned_encoder", "unfamiliar_inputs", labels=5000, languages=("yo",)
    ),
    "fixed_jobs": case((LLM,), "lora", "many_tasks", labels=20_000),
    "past_break_even": case((LLM,), "fine_tuned_encoder", "few_labels", labels=300),
    "cloze": case((TUNED,), "zero_shot_prompt", task="cloze-and-coreference", labels=40_000),
    "judging": case(
        (TUNED,), "zero_shot_prompt", "far_from_language", "few_labels", task="text-evaluation"
    ),
    "pictures_prompted": case(
        (TUNED,), "zero_shot_prompt", "far_from_language", "few_labels", task="multimodal"
    ),
    "pictures_trained": case(
        (TUNED,), "fine_tuned_encoder", "far_from_language", task="multimodal", labels=4000
    ),
    "moderation": case((TUNED,), "fine_tuned_encoder", task="content-moderation", labels=900),
    "common_translation": case(
        (TUNED,), "lora", task="machine-translation", labels=9000, languages=("en", "de")
    ),
    "reader_with_dozens": case(
        (LLM,), "retrieval_small_reader", "few_labels", "world_knowledge", "context_sufficient",
        labels=64,
    ),
    "translation_prompted": case(
        (TUNED,), "zero_shot_prompt", task="machine-translation", languages=("en", "de")
    ),
    "against_knowledge_passed": case((LLM,), "no_model", "few_labels", "counter_knowledge"),
    "number_collect_labels": case(
        (TUNED,), "classical_baseline", "far_from_language", labels=0, **KEPT_IN
    ),
    "number_llm_labels": case((TUNED,), "distil", "far_from_language", "few_labels"),
    "number_thousands": case((TUNED,), "fine_tuned_encoder", "far_from_language", labels=4000),
    "number_first": case((TUNED,), "classical_baseline", "far_from_language", labels=400),
    "answer_in_text": case(
        (TUNED,), "retrieval_small_reader", "world_knowledge", "context_sufficient"
    ),
    "extraction": case((TUNED,), "fine_tuned_encoder", task="named-entity-recognition"),
    "untrainable_local": case((TUNED,), "reranker_embedder", labels=0, **KEPT_IN),
    "untrainable": case((TUNED,), "distil", labels=0),
    "barely_trainable": case((TUNED,), "embedder_tuning", labels=49),
    "routine_text": case((TUNED,), "encoder_decoder", task="summarization", labels=9000),
    "nobody_trains": case((TUNED,), "classical_baseline", labels=9000, team_can_train="no"),
    "thousands": case((TUNED,), "fine_tuned_encoder", labels=1000),
    "hundreds": case((TUNED,), "fine_tuned_encoder", labels=999),
    "dozens_trained": case((TUNED,), "embedder_tuning", labels=99),
    "labels_uncounted": case((TUNED,), "fine_tuned_encoder"),
    "against_knowledge": case((NOT_GOOD,), "no_model", "counter_knowledge", labels=300),
    "open_local_labels": case(ANY, "classical_baseline", labels=300, **KEPT_IN),
    "open_local": case(ANY, "reranker_embedder", **KEPT_IN),
    "open_in_text": case((TUNED, NOT_GOOD), "retrieval_small_reader", "world_knowledge"),
    "open_against": case((LLM, NOT_GOOD), "zero_shot_prompt", "world_knowledge"),
    "open_labels": case(ANY, "few_shot_prompt", labels=300),
    "open_no_labels": case(ANY, "zero_shot_prompt"),
    "host_it_yourself": case(
        (LLM,), "zero_shot_prompt", "few_labels", data_may_leave="no", own_hardware="yes"
    ),
    "hardware_first": case((LLM,), "zero_shot_prompt", "few_labels", data_may_leave="no"),
    "mask_first": case((LLM,), "zero_shot_prompt", "few_labels", data_may_leave="unsure"),
    "explain_beside": case(
        (TUNED,), "fine_tuned_encoder", labels=5000, explanation_needed="yes"
    ),
    "test_on_new_inputs": case((LLM,), "zero_shot_prompt", "unfamiliar_inputs"),
}  # fmt: skip


def choose(guide: Guide, profile: Profile, *possible: OutcomeId) -> Choice:
    outcome = possible[0] if len(possible) == 1 else None
    of_large = find_limits(guide, profile, [LLM])
    return choose_approach(guide, profile, outcome, possible, of_large)


@pytest.mark.parametrize("reason", REASONS)
def test_the_reason_leads_to_the_approach(guide: Guide, reason: str) -> None:
    possible, profile, approach = REASONS[reason]
    choice = choose(guide, profile, *possible)
    assert choice.approach == approach
    assert reason in [why.reason for why in choice.because]


def test_every_reason_of_the_guide_can_be_given(guide: Guide) -> None:
    assert {reason.id for reason in guide.reasons} == set(REASONS)


def test_the_fifteen_approaches_are_all_there_and_all_within_reach(guide: Guide) -> None:
    assert set(guide.approach) == APPROACHES
    chosen = [choose(guide, profile, *possible) for possible, profile, _ in REASONS.values()]
    main = {choice.approach for choice in chosen}
    assert main | {other for choice in chosen for other in choice.alternatives} == APPROACHES
    assert main == APPROACHES


def test_every_alternative_of_every_suggestion_is_in_the_guide(guide: Guide) -> None:
    for suggestions in (*LISTS.values(), LLM_WITHOUT_PLACE):
        for suggestion in suggestions:
            assert 1 <= len(suggestion.alternatives) <= 3
            assert suggestion.approach not in suggestion.alternatives
            assert {suggestion.approach, *suggestion.alternatives} <= set(guide.approach)


def test_a_helpdesk_with_thousands_of_routed_tickets_trains_an_encoder(guide: Guide) -> None:
    """The profile printed in the file contract."""
    helpdesk = case(
        (TUNED,),
        "fine_tuned_encoder",
        task="intent-classification",
        labels=8000,
        volume=40_000,
        data_may_leave="no",
        max_latency_ms=500,
        regulated="unsure",
    )[1]
    choice = choose(guide, helpdesk, TUNED)
    assert choice.approach == "fine_tuned_encoder"
    assert [why.reason for why in choice.because] == ["thousands"]
    assert "8,000" in guide.reason["thousands"].text.en.format_map(dict(choice.because[0].values))


def test_a_small_model_under_a_large_outcome_says_that_it_is_ours_and_why(guide: Guide) -> None:
    """Line 3 may go another way than line 1 only where it says so and names Remark 8(1)."""
    for reason in (
        *("fast_reply", "volume_one_kind", "local_labels", "local_writer_tuned"),
        *("moderation_own_labels", "extraction_own_labels", "past_break_even"),
    ):
        assert "Remark 8(1)" in guide.reason[reason].text.en
        assert "Remark 8(1)" in guide.reason[reason].text.ja


def test_without_a_place_for_a_large_model_nothing_of_the_kind_is_offered_instead(
    guide: Guide,
) -> None:
    large = {
        "zero_shot_prompt",
        "many_shot_prompt",
        "reasoning_prompt",
        "retrieval_llm",
        "cascade",
    }
    for labels in (None, 0, 20, 300, 5000):
        for possible in ((LLM,), (TUNED,), ANY):
            profile = case(possible, "", labels=labels, **KEPT_IN)[1]
            choice = choose(guide, profile, *possible)
            assert not large & {choice.approach, *choice.alternatives}


def test_no_time_or_money_for_a_large_model_counts_under_every_outcome(guide: Guide) -> None:
    """Also where the guide says fine-tuned, and the task alone would call for a prompt."""
    large = {approach.id for approach in guide.approaches if approach.kind is Kind.LARGE}
    bounds: tuple[dict[str, Any], ...] = (
        {"max_latency_ms": 50},
        {"monthly_budget": 0, "own_hardware": "no"},
        dict(KEPT_IN),
    )
    for task in ("machine-translation", "quality-evaluation", "multimodal", "cloze"):
        for bound in bounds:
            profile = case((TUNED,), "", "far_from_language", task=task, labels=20, **bound)[1]
            choice = choose(guide, profile, TUNED)
            assert not large & {choice.approach, *choice.alternatives}


def test_an_open_outcome_sends_nothing_out_while_the_hardware_is_unknown(guide: Guide) -> None:
    """A pilot is meant to start today, so it must not wait for a machine nobody has found yet."""
    for hardware in (None, "unsure", "no"):
        for labels in (None, 300):
            limits: dict[str, Any] = {"data_may_leave": "no", "own_hardware": hardware}
            choice = choose(guide, case(ANY, "", labels=labels, **limits)[1], *ANY)
            assert choice.approach in ("reranker_embedder", "classical_baseline")


@pytest.mark.parametrize("labels", [None, 0, 20, 300, 5000])
@pytest.mark.parametrize("task", ["chatbot", "summarization", "machine-translation", "code"])
def test_what_only_sorts_or_ranks_is_never_offered_where_text_is_written(
    guide: Guide, task: str, labels: int | None
) -> None:
    """A reranker holds no talk, and an encoder translates nothing."""
    for limits in ({}, KEPT_IN, {"team_can_train": "no"}, {"max_latency_ms": 50}):
        for possible in ((LLM,), (TUNED,), ANY):
            for answers in ((), ("few_labels",), ("world_knowledge", "context_sufficient")):
                profile = case(possible, "", *answers, task=task, labels=labels, **limits)[1]
                choice = choose(guide, profile, *possible)
                assert not CANNOT_WRITE & {choice.approach, *choice.alternatives}


def test_nobody_is_told_to_train_on_labels_that_are_not_there(guide: Guide) -> None:
    trained = {"fine_tuned_encoder", "encoder_decoder", "lora", "many_shot_prompt"}
    for possible in ((LLM,), (TUNED,), (NOT_GOOD,), ANY):
        choice = choose(guide, case(possible, "", labels=0)[1], *possible)
        assert not trained & {choice.approach, *choice.alternatives}


@pytest.mark.parametrize("remark", ["under 50", "100 on average", "10 to 1,000", "up to 5,000"])
def test_label_thresholds_are_given_with_their_spread(guide: Guide, remark: str) -> None:
    said = " ".join(reason.text.en for reason in guide.reasons)
    assert remark in said


def test_steps_say_what_who_and_how_long_in_both_languages(guide: Guide) -> None:
    for approach in guide.approaches:
        assert 2 <= len(approach.steps) <= 5
        for step in approach.steps:
            for text in (step.what, step.who, step.how_long):
                assert text.en != text.ja


replies = st.none() | st.sampled_from(Reply)
counts = st.none() | st.sampled_from([0, 1, 49, 50, 99, 100, 999, 1000, 10**12])
QUESTIONS = (
    *("human_like", "multi_step", "many_tasks", "far_from_language", "few_labels"),
    *("unfamiliar_inputs", "open_generation", "world_knowledge", "context_sufficient"),
    "counter_knowledge",
)
profiles = st.builds(
    Profile,
    task=st.sampled_from(
        [
            *("", "ner", "machine-translation", "search", "churn-score", "{0}", "toxicity"),
            *("multimodal", "text-evaluation", "summarization"),
        ]
    ),
    answers=st.dictionaries(
        st.sampled_from(QUESTIONS), st.builds(Answer, value=st.sampled_from(Reply))
    ),
    facts=st.builds(
        Facts,
        labelled_examples=counts,
        labels_in_smallest_class=counts,
        languages=st.sampled_from([(), ("ja",), ("kk",), ("{",)]),
        monthly_volume=counts | st.just(2_000_000),
    ),
    limits=st.builds(
        Limits,
        **{
            name: replies if "Reply" in str(field.annotation) else counts
            for name, field in Limits.model_fields.items()
        },
    ),
)


@given(profile=profiles, possible=st.sets(st.sampled_from(OutcomeId), min_size=1).map(sorted))
def test_whatever_the_profile_there_is_a_way_with_a_reason_to_read(
    guide: Guide, profile: Profile, possible: list[OutcomeId]
) -> None:
    choice = choose(guide, profile, *possible)
    assert choice.approach in guide.approach
    assert 1 <= len(choice.alternatives) <= 3
    assert choice.approach not in choice.alternatives
    assert set(choice.alternatives) <= set(guide.approach)
    assert choice.because
    for why in choice.because:
        for language in Language:
            assert guide.reason[why.reason].text.to(language).format_map(dict(why.values))
    assert choice == choose(guide, profile, *possible)
