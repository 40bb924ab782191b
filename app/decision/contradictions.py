"""Answers and facts at odds with each other, and places where the survey's text pulls away.

Each is a soft warning: it changes nothing, and its words (`[[contradiction]]` of the guide's
reasons) say what to look at again. Answers off the path count too: they describe the same task.
"""

from app.decision.case import (
    FEW_LABELS,
    MANY_LABELS,
    SMALL_CLASS,
    has_labels,
    says,
    specialist,
    task_is,
    too_few_to_train,
)
from app.decision.profile import Profile, Reply
from app.decision.types import Because


def find_contradictions(profile: Profile) -> tuple[Because, ...]:
    """Every warning that applies, the answers' own first, then facts, then the task type."""
    return (*_between_answers(profile), *_with_facts(profile), *_with_text(profile))


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
    """Where the survey's text has its own verdict on a kind of task that the figure passes by."""
    found = []
    if says(profile, "few_labels"):
        if task_is(profile, "toxicity", "toxic", "moderation"):
            found.append(Because("toxicity_without_labels"))
        if task_is(profile, "ner", "entity", "entities", "parsing", "retrieval", "ranking"):
            found.append(Because("specialised_without_labels"))
    if says(profile, "open_generation") and task_is(profile, "translation"):
        found.append(Because("translation_as_writing"))
    return found
