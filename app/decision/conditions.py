"""Named questions about a profile; the suggestions of line 3 are chosen by their answers."""

from dataclasses import dataclass

from app.decision.case import (
    FEW_LABELS,
    HIGH_VOLUME,
    MANY_LABELS,
    SAFE_LABELS,
    USEFUL_LABELS,
    has_labels,
    large_llm_ruled_out,
    says,
    too_few_to_train,
    writes_freely,
)
from app.decision.languages import little_covered
from app.decision.machines import can_host
from app.decision.profile import Profile, Reply
from app.decision.task import (
    beyond_text,
    completes,
    extracts_fields,
    judges,
    low_resource,
    moderates,
    parses,
    ranks,
    summarises,
    task_is,
    translates,
    writes_text,
)
from app.guide.types import OutcomeId


@dataclass(frozen=True, slots=True)
class Situation:
    """What a condition may look at."""

    profile: Profile
    possible: frozenset[OutcomeId]
    conflicts: frozenset[str]  # limits in conflict with a large model, whatever the outcome


# --- limits


def no_place_for_large(at: Situation) -> bool:
    """A large model may not be rented and cannot be run, for privacy or for want of money."""
    return large_llm_ruled_out(at.profile) or "volume" in at.conflicts


def no_sure_place_for_large(at: Situation) -> bool:
    """Nor is it known that one of their machines can run it, so nothing may start today."""
    inside = at.profile.limits.data_may_leave is Reply.NO
    kept_in = inside and can_host(at.profile) is not Reply.YES
    return kept_in or no_place_for_large(at)


def too_fast_for_large(at: Situation) -> bool:
    return "latency" in at.conflicts


def room_for_large(at: Situation) -> bool:
    """A large model could answer each call: there is a place, the time, and not too many."""
    return not (no_place_for_large(at) or too_fast_for_large(at) or many_calls(at))


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
    return writes_freely(at.profile) or several_steps(at) or writes_text(at.profile)


def writes(at: Situation) -> bool:
    """New text comes out: by the kind of task, or by the replies."""
    replied = any(says(at.profile, q) for q in ("human_like", "open_generation"))
    return replied or writes_text(at.profile)


def several_steps(at: Situation) -> bool:
    return says(at.profile, "multi_step")


def leans_on_knowledge(at: Situation) -> bool:
    return says(at.profile, "world_knowledge")


def against_knowledge(at: Situation) -> bool:
    """Meanings of one's own, where the flow ended before it asked; not where it must write."""
    return says(at.profile, "counter_knowledge") and not needs_a_writer(at)


def answer_in_the_text(at: Situation) -> bool:
    supplied = leans_on_knowledge(at) and says(at.profile, "context_sufficient")
    return supplied and not writes_text(at.profile)


def answer_in_the_text_and_dozens(at: Situation) -> bool:
    """An answer to be marked in a text at hand, and dozens of examples of it."""
    return answer_in_the_text(at) and dozens_of_labels(at) and not needs_a_writer(at)


def ranks_or_finds(at: Situation) -> bool:
    return ranks(at.profile) and not needs_a_writer(at)


def parses_text(at: Situation) -> bool:
    return parses(at.profile) and not needs_a_writer(at)


def extracts(at: Situation) -> bool:
    return extracts_fields(at.profile)


def extracts_with_labels(at: Situation) -> bool:
    """Also where the inputs shift: the text's verdict on names and parsing is the survey's own."""
    return extracts(at) and hundreds_of_labels(at) and not nobody_trains(at)


def extracts_without_labels(at: Situation) -> bool:
    return extracts(at) and too_few_labels(at) and not needs_a_writer(at)


def moderates_with_labels(at: Situation) -> bool:
    """Harmful texts, and the community's own decisions about enough of them."""
    own = moderates(at.profile) and hundreds_of_labels(at)
    return own and not needs_a_writer(at) and not nobody_trains(at)


def transforms_text(at: Situation) -> bool:
    """Text in, other text out, of a routine kind."""
    return translates(at.profile) or summarises(at.profile) or task_is(at.profile, "rewriting")


def writes_as_task(at: Situation) -> bool:
    return writes_text(at.profile)


def few_texts(at: Situation) -> bool:
    """Text is to be written, without the examples, or the people, to train a model on."""
    return writes_text(at.profile) and (too_few_labels(at) or nobody_trains(at))


def few_texts_and_no_large(at: Situation) -> bool:
    return few_texts(at) and no_place_for_large(at)


def few_texts_and_no_time(at: Situation) -> bool:
    return few_texts(at) and too_fast_for_large(at)


def writer_and_no_sure_place(at: Situation) -> bool:
    return writes_text(at.profile) and no_sure_place_for_large(at)


def writer_and_some_labels(at: Situation) -> bool:
    return needs_a_writer(at) and some_labels(at)


def rare_translation(at: Situation) -> bool:
    """Translation with a language off our list, and sentence pairs to train on."""
    trainable = thousands_of_labels(at) and not nobody_trains(at)
    return translates(at.profile) and rare_language(at) and trainable


def common_translation_and_labels(at: Situation) -> bool:
    common = translates(at.profile) and not rare_language(at)
    return common and thousands_of_labels(at) and not nobody_trains(at)


def translation_to_prompt(at: Situation) -> bool:
    """Translation without the pairs, or the people, to train a model on."""
    trainable = thousands_of_labels(at) and not nobody_trains(at)
    return translates(at.profile) and not trainable and room_for_large(at)


def rare_language(at: Situation) -> bool:
    return bool(little_covered(at.profile.facts.languages)) or low_resource(at.profile)


def rare_language_and_labels(at: Situation) -> bool:
    """A label or a field in a language off our list, and thousands of examples in it."""
    plenty = thousands_of_labels(at) and not nobody_trains(at)
    return rare_language(at) and plenty and not needs_a_writer(at)


def completes_text(at: Situation) -> bool:
    """What a language model does anyway: the missing word, and whom a word refers to."""
    return completes(at.profile) and room_for_large(at)


def judges_without_labels(at: Situation) -> bool:
    """The quality of texts is judged, and nobody has judged enough of them to learn from."""
    return judges(at.profile) and too_few_labels(at) and room_for_large(at)


def pictures_without_labels(at: Situation) -> bool:
    return beyond_text(at.profile) and too_few_labels(at) and room_for_large(at)


def pictures(at: Situation) -> bool:
    return beyond_text(at.profile)


def fixed_jobs_with_labels(at: Situation) -> bool:
    """Several jobs, but none of talk, steps or open writing, and examples to train each on."""
    others = ("human_like", "multi_step", "open_generation", "unfamiliar_inputs")
    jobs = says(at.profile, "many_tasks") and not any(says(at.profile, q) for q in others)
    return jobs and thousands_of_labels(at) and not nobody_trains(at)


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


def past_break_even(at: Situation) -> bool:
    """ "Only a few" was the reply, but they suffice for a label: 100 and their spread, 300."""
    enough = has_labels(at.profile, SAFE_LABELS) and not nobody_trains(at)
    fixed = says(at.profile, "few_labels") and not says(at.profile, "unfamiliar_inputs")
    return enough and fixed and not needs_a_writer(at)


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
