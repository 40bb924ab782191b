"""The profile read in the ways that the rules for limits, approaches and contradictions need.

The figures are rules of thumb of ours. The label counts follow Pecher et al. (arXiv:2402.12819):
about 100 labels on average until a small trained model draws level, from 10 to 1,000 and for two
classes up to 5,000; the variance between runs adds 100 to 200 %. The volumes only say when the sum
is worth doing, never what it comes to.
"""

import re
from typing import Final

from app.decision.machines import can_host
from app.decision.profile import Profile, Reply

FEW_LABELS: Final = 50  # fewer fit into one prompt and are too few to train on
USEFUL_LABELS: Final = 100  # from here a trained model may draw level
SAFE_LABELS: Final = 300  # the average of 100 and 200 % on top, for the spread between runs
MANY_LABELS: Final = 1_000  # from here training is the default for classification
SMALL_CLASS: Final = 10  # a class with fewer examples is hardly learnt

LOW_VOLUME: Final = 10_000  # calls per month; below, the price of a call rarely decides
HIGH_VOLUME: Final = 1_000_000  # from here a cheaper model per call nearly always pays


def says(profile: Profile, question: str, reply: Reply = Reply.YES) -> bool:
    """Whether the author gave this reply; unanswered and "not sure" are neither yes nor no."""
    return profile.reply(question) is reply


def too_few_to_train(profile: Profile) -> bool:
    """Fewer labels than a trained model needs: by the count, else by the reply."""
    labels = profile.facts.labelled_examples
    return says(profile, "few_labels") if labels is None else labels < FEW_LABELS


def has_labels(profile: Profile, at_least: int) -> bool:
    """Whether the author counted that many labelled examples or more."""
    return (profile.facts.labelled_examples or 0) >= at_least


def large_llm_ruled_out(profile: Profile) -> bool:
    """The data may not leave, and no machine of theirs runs a large model."""
    return profile.limits.data_may_leave is Reply.NO and can_host(profile) is Reply.NO


def writes_freely(profile: Profile) -> bool:
    """The output is free text (a talk, many jobs, open writing), not a label or a field."""
    return any(says(profile, q) for q in ("human_like", "many_tasks", "open_generation"))


def specialist(domain: str) -> bool:
    """Whether the author's word for the domain names a field that takes expert knowledge."""
    low = domain.casefold()
    words = re.findall(r"[^\W_]+", low)
    return not _SPECIALIST.isdisjoint(words) or any(part in low for part in _SPECIALIST_JA)


_ENGLISH: Final = """
medical medicine clinical health healthcare hospital pharma pharmaceutical biomedical
legal law patent patents tax finance financial banking insurance accounting audit
"""
_SPECIALIST: Final = frozenset(_ENGLISH.split())
_SPECIALIST_JA: Final = (
    "医",
    "臨床",
    "薬",
    "法律",
    "法務",
    "特許",
    "税",
    "金融",
    "財務",
    "会計",
    "保険",
)
