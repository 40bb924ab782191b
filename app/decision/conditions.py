"""Named questions about a profile; the suggestions of line 3 are chosen by their answers."""

from dataclasses import dataclass

from app.decision.case import (
    FEW_LABELS,
    HIGH_VOLUME,
    MANY_LABELS,
    USEFUL_LABELS,
    has_labels,
    large_llm_ruled_out,
    says,
    task_is,
    too_few_to_train,
    writes_freely,
)
from app.decision.languages import little_covered
from app.decision.profile import Profile, Reply
from app.guide.types import OutcomeId


@dataclass(frozen=True, slots=True)
class Situation:
    """What a condition may look at."""

    profile: Profile
    possible: frozenset[OutcomeId]
    conflicts: frozenset[str]  # limits in conflict with one of the possible outcomes


# --- limits


def no_place_for_large(at: Situation) -> bool:
    """A large model may not be rented and cannot be run, for privacy or for want of money."""
    return large_llm_ruled_out(at.profile.limits) or "volume" in at.conflicts


def no_sure_place_for_large(at: Situation) -> bool:
    """Nor is it known that one of their machines can run it, so nothing may start today."""
    limits = at.profile.limits
    kept_in = limits.data_may_leave is Reply.NO and limits.own_hardware is not Reply.YES
    return kept_in or no_place_for_large(at)


def too_fast_for_large(at: Situation) -> bool:
    return "latency" in at.conflicts


def many_calls(at: Situation) -> bool:
    return (at.profile.facts.monthly_volume or 0) >= HIGH_VOLUME


def many_calls_of_one_kind(at: Situation) -> bool:
    """Labels or fields at high volume: a small model can take over all of it."""
    return many_calls(at) and not needs_a_writer(at)


def nobody_trains(at: Situation) -> bool:
    return at.profile.limits.team_can_train is Reply.NO


# --- the task


def always(at: Situation) -> bool:
    return True


def needs_a_writer(at: Situation) -> bool:
    """Free text or a line of reasoning, which a model that only labels cannot give."""
    return writes_freely(at.profile) or several_steps(at)


def several_steps(at: Situation) -> bool:
    return says(at.profile, "multi_step")


def leans_on_knowledge(at: Situation) -> bool:
    return says(at.profile, "world_knowledge")


def answer_in_the_text(at: Situation) -> bool:
    return leans_on_knowledge(at) and says(at.profile, "context_sufficient")


def ranks_or_finds(at: Situation) -> bool:
    return task_is(at.profile, "retrieval", "ranking", "reranking", "search", "duplicate")


def extracts(at: Situation) -> bool:
    return task_is(at.profile, "ner", "entity", "entities", "extraction", "tagging")


def transforms_text(at: Situation) -> bool:
    """Text in, other text out, of a routine kind."""
    return task_is(at.profile, "translation", "summarization", "summarisation", "paraphrase")


def rare_translation(at: Situation) -> bool:
    """Translation with a language off our list, and sentence pairs to train on."""
    rare = little_covered(at.profile.facts.languages)
    return task_is(at.profile, "translation") and bool(rare) and thousands_of_labels(at)


def number(at: Situation) -> bool:
    return says(at.profile, "far_from_language")


# --- examples with the right answer


def no_labels(at: Situation) -> bool:
    """Counted, and there is none."""
    return at.profile.facts.labelled_examples == 0


def no_labels_and_no_large(at: Situation) -> bool:
    return no_labels(at) and no_place_for_large(at)


def some_labels(at: Situation) -> bool:
    return has_labels(at.profile, 1)


def too_few_labels(at: Situation) -> bool:
    return too_few_to_train(at.profile)


def dozens_of_labels(at: Situation) -> bool:
    """More examples than an ordinary prompt holds."""
    return has_labels(at.profile, FEW_LABELS)


def hundreds_of_labels(at: Situation) -> bool:
    return has_labels(at.profile, USEFUL_LABELS)


def thousands_of_labels(at: Situation) -> bool:
    return has_labels(at.profile, MANY_LABELS)


def writer_and_labels_to_tune_one(at: Situation) -> bool:
    return needs_a_writer(at) and hundreds_of_labels(at) and not nobody_trains(at)


def writer_and_dozens_of_labels(at: Situation) -> bool:
    return needs_a_writer(at) and dozens_of_labels(at)


def shifting_inputs_and_labels(at: Situation) -> bool:
    return says(at.profile, "unfamiliar_inputs") and thousands_of_labels(at)


def number_without_labels(at: Situation) -> bool:
    return number(at) and too_few_labels(at)


def number_without_labels_or_large(at: Situation) -> bool:
    return number_without_labels(at) and no_place_for_large(at)


def number_and_thousands_of_labels(at: Situation) -> bool:
    return number(at) and thousands_of_labels(at) and not nobody_trains(at)


# --- what an open outcome still allows


def large_is_out(at: Situation) -> bool:
    return OutcomeId.LLM not in at.possible


def trained_is_out(at: Situation) -> bool:
    return OutcomeId.FINE_TUNED not in at.possible


def dozens_and_no_sure_place(at: Situation) -> bool:
    return dozens_of_labels(at) and no_sure_place_for_large(at)
