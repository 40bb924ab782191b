"""What we suggest where the guide says LLM: with a place to run a large one, and without."""

from typing import Final

from app.decision import conditions as at
from app.decision.suggestion import Suggestion

_S = Suggestion

LLM: Final = (
    _S(at.rare_translation, "encoder_decoder", "rare_translation", ("few_shot_prompt", "lora")),
    _S(at.too_fast_for_large, "distil", "fast_reply", ("cascade", "reranker_embedder")),
    _S(
        at.against_knowledge,
        "no_model",
        "against_knowledge_passed",
        ("lora", "many_shot_prompt", "retrieval_llm"),
    ),
    _S(
        at.common_translation_and_labels,
        "lora",
        "common_translation",
        ("few_shot_prompt", "encoder_decoder"),
    ),
    _S(at.ranks_or_finds, "reranker_embedder", "ranking", ("retrieval_llm", "distil")),
    _S(
        at.moderates_with_labels,
        "fine_tuned_encoder",
        "moderation_own_labels",
        ("lora", "cascade", "few_shot_prompt"),
    ),
    _S(at.parses_text, "fine_tuned_encoder", "parsing", ("lora", "few_shot_prompt")),
    _S(
        at.extracts_with_labels,
        "fine_tuned_encoder",
        "extraction_own_labels",
        ("lora", "few_shot_prompt"),
    ),
    _S(
        at.extracts_without_labels,
        "reranker_embedder",
        "extraction_ready_made",
        ("few_shot_prompt", "distil"),
    ),
    _S(at.many_calls_of_one_kind, "distil", "volume_one_kind", ("cascade", "embedder_tuning")),
    _S(at.many_calls, "cascade", "volume_free_text", ("lora", "few_shot_prompt")),
    _S(at.several_steps, "reasoning_prompt", "steps", ("few_shot_prompt", "cascade")),
    _S(
        at.answer_in_the_text_and_dozens,
        "retrieval_small_reader",
        "reader_with_dozens",
        ("retrieval_llm", "few_shot_prompt"),
    ),
    _S(
        at.leans_on_knowledge,
        "retrieval_llm",
        "knowledge",
        ("zero_shot_prompt", "retrieval_small_reader"),
    ),
    _S(at.fixed_jobs_with_labels, "lora", "fixed_jobs", ("few_shot_prompt", "fine_tuned_encoder")),
    _S(
        at.writer_and_dozens_of_labels,
        "few_shot_prompt",
        "examples_to_imitate",
        ("zero_shot_prompt", "many_shot_prompt", "lora"),
    ),
    _S(
        at.rare_language_and_labels,
        "fine_tuned_encoder",
        "rare_language_labels",
        ("few_shot_prompt", "many_shot_prompt"),
    ),
    _S(
        at.shifting_inputs_and_labels,
        "few_shot_prompt",
        "shift_with_labels",
        ("fine_tuned_encoder", "cascade", "many_shot_prompt"),
    ),
    _S(
        at.past_break_even,
        "fine_tuned_encoder",
        "past_break_even",
        ("few_shot_prompt", "embedder_tuning", "many_shot_prompt"),
    ),
    _S(
        at.dozens_of_labels,
        "many_shot_prompt",
        "dozens_prompted",
        ("few_shot_prompt", "embedder_tuning", "fine_tuned_encoder"),
    ),
    _S(
        at.writer_and_some_labels,
        "few_shot_prompt",
        "handful_prompted",
        ("zero_shot_prompt", "retrieval_llm", "lora"),
    ),
    _S(
        at.some_labels,
        "few_shot_prompt",
        "handful_prompted",
        ("zero_shot_prompt", "embedder_tuning", "distil"),
    ),
    _S(
        at.needs_a_writer,
        "zero_shot_prompt",
        "no_examples",
        ("few_shot_prompt", "retrieval_llm", "lora"),
    ),
    _S(
        at.always,
        "zero_shot_prompt",
        "no_examples",
        ("few_shot_prompt", "reranker_embedder", "distil"),
    ),
)

# There is no place to run a large one.
LLM_WITHOUT_PLACE: Final = (
    _S(at.ranks_or_finds, "reranker_embedder", "ranking", ("embedder_tuning",)),
    _S(at.parses_text, "fine_tuned_encoder", "parsing", ("no_model",)),
    _S(
        at.extracts_without_labels,
        "reranker_embedder",
        "extraction_ready_made",
        ("embedder_tuning", "no_model"),
    ),
    _S(at.writer_and_labels_to_tune_one, "lora", "local_writer_tuned", ("encoder_decoder",)),
    _S(at.needs_a_writer, "few_shot_prompt", "local_writer", ("lora", "no_model")),
    _S(
        at.leans_on_knowledge,
        "retrieval_small_reader",
        "local_reader",
        ("fine_tuned_encoder", "reranker_embedder"),
    ),
    _S(
        at.dozens_of_labels,
        "fine_tuned_encoder",
        "local_labels",
        ("embedder_tuning", "classical_baseline"),
    ),
    _S(at.some_labels, "embedder_tuning", "local_handful", ("reranker_embedder",)),
    _S(at.always, "reranker_embedder", "local_no_labels", ("embedder_tuning",)),
)
