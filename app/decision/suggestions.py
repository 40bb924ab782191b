"""Which approach line 3 suggests for an outcome of the guide, and for one that is still open."""

from collections.abc import Mapping
from typing import Final

from app.decision import conditions as at
from app.decision.suggestion import Suggestion
from app.decision.when_large import LLM, LLM_WITHOUT_PLACE
from app.decision.when_trained import FINE_TUNED
from app.guide.types import OutcomeId

_S = Suggestion

NO_GOOD_FIT: Final = (
    _S(at.always, "no_model", "against_knowledge", ("lora", "many_shot_prompt", "retrieval_llm")),
)

# More than one outcome is possible: a pilot that is cheap and can be thrown away.
OPEN: Final = (
    _S(at.writer_and_no_sure_place, "few_shot_prompt", "local_writer", ("lora", "no_model")),
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
