"""What we suggest where the guide says fine-tuned, by the kind of task and by the labels."""

from typing import Final

from app.decision import conditions as at
from app.decision.suggestion import Suggestion

_S = Suggestion

FINE_TUNED: Final = (
    _S(
        at.ranks_or_finds,
        "reranker_embedder",
        "ranking",
        ("embedder_tuning", "fine_tuned_encoder"),
    ),
    _S(
        at.completes_text,
        "zero_shot_prompt",
        "cloze",
        ("few_shot_prompt", "fine_tuned_encoder"),
    ),
    _S(
        at.judges_without_labels,
        "zero_shot_prompt",
        "judging",
        ("reasoning_prompt", "few_shot_prompt", "distil"),
    ),
    _S(
        at.pictures_without_labels,
        "zero_shot_prompt",
        "pictures_prompted",
        ("few_shot_prompt", "distil"),
    ),
    _S(at.pictures, "fine_tuned_encoder", "pictures_trained", ("lora", "few_shot_prompt")),
    _S(
        at.number_without_labels_or_large,
        "classical_baseline",
        "number_collect_labels",
        ("embedder_tuning", "fine_tuned_encoder"),
    ),
    _S(
        at.number_without_labels,
        "distil",
        "number_llm_labels",
        ("classical_baseline", "many_shot_prompt", "zero_shot_prompt"),
    ),
    _S(
        at.number_and_thousands_of_labels,
        "fine_tuned_encoder",
        "number_thousands",
        ("classical_baseline", "lora"),
    ),
    _S(
        at.number, "classical_baseline", "number_first", ("fine_tuned_encoder", "many_shot_prompt")
    ),
    _S(
        at.answer_in_the_text,
        "retrieval_small_reader",
        "answer_in_text",
        ("retrieval_llm", "fine_tuned_encoder"),
    ),
    _S(
        at.moderates_with_labels,
        "fine_tuned_encoder",
        "moderation",
        ("lora", "embedder_tuning", "cascade"),
    ),
    _S(at.parses_text, "fine_tuned_encoder", "parsing", ("lora", "few_shot_prompt")),
    _S(
        at.extracts_without_labels,
        "reranker_embedder",
        "extraction_ready_made",
        ("distil", "embedder_tuning", "few_shot_prompt"),
    ),
    _S(at.extracts, "fine_tuned_encoder", "extraction", ("lora", "distil", "few_shot_prompt")),
    _S(at.few_texts_and_no_large, "few_shot_prompt", "local_writer", ("lora", "encoder_decoder")),
    _S(at.few_texts_and_no_time, "distil", "fast_reply", ("cascade", "lora")),
    _S(
        at.no_labels_and_no_large,
        "reranker_embedder",
        "untrainable_local",
        ("embedder_tuning", "classical_baseline"),
    ),
    _S(
        at.rare_translation,
        "encoder_decoder",
        "rare_translation_trained",
        ("lora", "few_shot_prompt"),
    ),
    _S(
        at.common_translation_and_labels,
        "lora",
        "common_translation",
        ("few_shot_prompt", "encoder_decoder"),
    ),
    _S(
        at.translation_to_prompt,
        "zero_shot_prompt",
        "translation_prompted",
        ("few_shot_prompt", "lora", "encoder_decoder"),
    ),
    _S(
        at.few_texts,
        "zero_shot_prompt",
        "writing_prompted",
        ("few_shot_prompt", "lora", "encoder_decoder"),
    ),
    _S(at.no_labels, "distil", "untrainable", ("zero_shot_prompt", "reranker_embedder")),
    _S(
        at.too_few_labels,
        "embedder_tuning",
        "barely_trainable",
        ("distil", "few_shot_prompt", "classical_baseline"),
    ),
    _S(at.transforms_text, "encoder_decoder", "routine_text", ("lora", "few_shot_prompt")),
    _S(at.writes_as_task, "lora", "writer_trained", ("encoder_decoder", "few_shot_prompt")),
    _S(
        at.nobody_trains,
        "classical_baseline",
        "nobody_trains",
        ("reranker_embedder", "few_shot_prompt", "fine_tuned_encoder"),
    ),
    _S(
        at.thousands_of_labels,
        "fine_tuned_encoder",
        "thousands",
        ("classical_baseline", "cascade", "lora"),
    ),
    _S(
        at.hundreds_of_labels,
        "fine_tuned_encoder",
        "hundreds",
        ("embedder_tuning", "few_shot_prompt", "classical_baseline"),
    ),
    _S(
        at.dozens_of_labels,
        "embedder_tuning",
        "dozens_trained",
        ("fine_tuned_encoder", "few_shot_prompt"),
    ),
    _S(
        at.always,
        "fine_tuned_encoder",
        "labels_uncounted",
        ("embedder_tuning", "classical_baseline", "few_shot_prompt"),
    ),
)
