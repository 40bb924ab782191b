"""The ordered lists behind line 3: which approach applies when. Ours; the guide holds the words.

The first suggestion whose condition holds is taken, so the order is the priority, and the last
condition of every list always holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.decision import conditions as at
from app.guide.types import OutcomeId


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An approach, when it applies, its reason, and what else deserves a look, best first."""

    when: Callable[[at.Situation], bool]
    approach: str
    reason: str
    alternatives: tuple[str, ...]


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
        at.some_labels,
        "few_shot_prompt",
        "handful_prompted",
        ("zero_shot_prompt", "embedder_tuning", "distil"),
    ),
    _S(
        at.always,
        "zero_shot_prompt",
        "no_examples",
        ("few_shot_prompt", "reranker_embedder", "distil"),
    ),
)

# The guide says LLM, but there is no place to run a large one.
LLM_WITHOUT_PLACE: Final = (
    _S(at.ranks_or_finds, "reranker_embedder", "ranking", ("embedder_tuning",)),
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
    _S(
        at.extracts_without_labels,
        "reranker_embedder",
        "extraction_ready_made",
        ("distil", "embedder_tuning", "few_shot_prompt"),
    ),
    _S(at.extracts, "fine_tuned_encoder", "extraction", ("lora", "distil", "few_shot_prompt")),
    _S(
        at.no_labels_and_no_large,
        "reranker_embedder",
        "untrainable_local",
        ("embedder_tuning", "classical_baseline"),
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
    _S(at.no_labels, "distil", "untrainable", ("zero_shot_prompt", "reranker_embedder")),
    _S(
        at.too_few_labels,
        "embedder_tuning",
        "barely_trainable",
        ("distil", "few_shot_prompt", "classical_baseline"),
    ),
    _S(at.transforms_text, "encoder_decoder", "routine_text", ("lora", "few_shot_prompt")),
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

NO_GOOD_FIT: Final = (
    _S(at.always, "no_model", "against_knowledge", ("lora", "many_shot_prompt", "retrieval_llm")),
)

# More than one outcome is possible: a pilot that is cheap and can be thrown away.
OPEN: Final = (
    _S(
        at.dozens_and_no_sure_place,
        "classical_baseline",
        "open_local_labels",
        ("embedder_tuning", "fine_tuned_encoder"),
    ),
    _S(
        at.no_sure_place_for_large,
        "reranker_embedder",
        "open_local",
        ("embedder_tuning", "no_model"),
    ),
    _S(
        at.large_is_out,
        "retrieval_small_reader",
        "open_in_text",
        ("no_model", "fine_tuned_encoder"),
    ),
    _S(at.trained_is_out, "zero_shot_prompt", "open_against", ("retrieval_llm", "no_model")),
    _S(at.dozens_of_labels, "few_shot_prompt", "open_labels", ("classical_baseline", "distil")),
    _S(at.always, "zero_shot_prompt", "open_no_labels", ("few_shot_prompt", "reranker_embedder")),
)

LISTS: Final[Mapping[OutcomeId | None, tuple[Suggestion, ...]]] = {
    OutcomeId.LLM: LLM,
    OutcomeId.FINE_TUNED: FINE_TUNED,
    OutcomeId.NO_GOOD_FIT: NO_GOOD_FIT,
    None: OPEN,
}


def first_suggestion(outcome: OutcomeId | None, situation: at.Situation) -> Suggestion:
    """The suggestion that applies; `outcome` None means open."""
    fits = outcome is not OutcomeId.LLM or not at.no_place_for_large(situation)
    choices = LISTS[outcome] if fits else LLM_WITHOUT_PLACE
    return next(choice for choice in choices if choice.when(situation))
