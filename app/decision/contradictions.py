"""Answers and facts at odds with each other, and places where the survey's text pulls away.

Each is a soft warning: it changes nothing, and its words (`[[contradiction]]` of the guide's
reasons) say what to look at again. Answers off the path count too: they describe the same task.
"""

from collections.abc import Iterator

from app.decision.case import (
    FEW_LABELS,
    MANY_LABELS,
    SMALL_CLASS,
    has_labels,
    says,
    specialist,
    too_few_to_train,
)
from app.decision.languages import little_covered
from app.decision.machines import LARGE_GB, holds_billions
from app.decision.profile import Profile, Reply
from app.decision.task import (
    against_knowledge,
    annotates,
    beyond_text,
    extracts_fields,
    infers,
    judges,
    moderates,
    ranks,
    summarises,
    task_is,
    translates,
)
from app.decision.types import Because


def find_contradictions(profile: Profile) -> tuple[Because, ...]:
    """Every warning that applies, the answers' own first, then facts, then the task type."""
    return (
        *_between_answers(profile),
        *_with_facts(profile),
        *_with_memory(profile),
        *_with_text(profile),
    )


def _between_answers(profile: Profile) -> list[Because]:
    found = []
    if says(profile, "far_from_language"):
        if says(profile, "human_like"):
            found.append(Because("two_tasks_talk"))
        if says(profile, "open_generation"):
            found.append(Because("two_tasks_write"))
    if says(profile, "counter_knowledge") and says(profile, "multi_step"):
        found.append(Because("steps_against_knowledge"))
    stable = says(profile, "unfamiliar_inputs", Reply.NO)
    if stable and profile.limits.untrusted_input is Reply.YES:
        found.append(Because("strangers_but_familiar"))
    return found


def _with_memory(profile: Profile) -> list[Because]:
    """Machines for a large model, and memory that holds none."""
    gb = profile.facts.memory_gb
    if profile.limits.own_hardware is not Reply.YES or gb is None or gb >= LARGE_GB:
        return []
    return [Because("hardware_small", {"gb": gb, "billions": holds_billions(gb)})]


def _with_facts(profile: Profile) -> list[Because]:
    facts, found = profile.facts, []
    labels, smallest = facts.labelled_examples, facts.labels_in_smallest_class
    if says(profile, "far_from_language") and too_few_to_train(profile):
        found.append(Because("number_without_labels"))
    if says(profile, "few_labels", Reply.NO) and labels is not None and labels < FEW_LABELS:
        found.append(Because("labels_missing", {"labels": labels}))
    if says(profile, "few_labels") and has_labels(profile, MANY_LABELS):
        found.append(Because("labels_plenty", {"labels": labels}))
    if says(profile, "few_labels", Reply.UNSURE) and labels is not None:
        if labels < FEW_LABELS:
            found.append(Because("labels_point_to_yes", {"labels": labels}))
        elif labels >= MANY_LABELS:
            found.append(Because("labels_point_to_no", {"labels": labels}))
    if labels is not None and smallest is not None and smallest > labels:
        found.append(Because("class_exceeds_total", {"labels": labels, "smallest": smallest}))
    elif smallest is not None and smallest < SMALL_CLASS and has_labels(profile, FEW_LABELS):
        found.append(Because("class_too_small", {"smallest": smallest}))
    if says(profile, "world_knowledge", Reply.NO) and specialist(facts.domain):
        found.append(Because("specialist_field", {"domain": facts.domain}))
    return found


def _with_text(profile: Profile) -> list[Because]:
    """Where the survey's text, or later work, has its own verdict on what the figure passes by."""
    return [
        Because(note)
        for note in (
            *_kinds_of_task(profile),
            *_translation(profile),
            *_knowledge(profile),
            *_numbers(profile),
        )
    ]


def _kinds_of_task(profile: Profile) -> Iterator[str]:
    few = says(profile, "few_labels")
    if moderates(profile):
        yield "toxicity_without_labels" if few else "toxicity_own_labels"
    if extracts_fields(profile) or ranks(profile):
        if few:
            yield "specialised_without_labels"
        elif says(profile, "unfamiliar_inputs") or says(profile, "many_tasks"):
            yield "specialised_by_prompt"
    if summarises(profile):
        yield "summary_measure"
    if task_is(profile, "sentiment"):
        yield "sentiment_tie"
    if judges(profile):
        yield "judge_bias"
    if infers(profile):
        yield "inference_disputed"
    if annotates(profile):
        yield "annotation_check"


def _translation(profile: Profile) -> Iterator[str]:
    if translates(profile):
        yield (
            "translation_as_writing" if says(profile, "open_generation") else "translation_common"
        )
        if little_covered(profile.facts.languages):
            yield "translation_rare"


def _knowledge(profile: Profile) -> Iterator[str]:
    if says(profile, "counter_knowledge") or against_knowledge(profile):
        passed = ("human_like", "many_tasks", "few_labels", "unfamiliar_inputs", "open_generation")
        if any(says(profile, question) for question in passed):
            yield "against_knowledge_passed_by"
    if says(profile, "world_knowledge"):
        if says(profile, "context_sufficient", Reply.NO):
            yield "retrieval_turns_it"
        elif says(profile, "context_sufficient"):
            yield "retrieval_free_answers"


def _numbers(profile: Profile) -> Iterator[str]:
    if says(profile, "far_from_language") and beyond_text(profile):
        yield "pictures_dated"
    if says(profile, "many_tasks") and has_labels(profile, MANY_LABELS):
        yield "many_jobs_fixed"
