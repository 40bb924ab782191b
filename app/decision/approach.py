"""Line 3: the approach we suggest, why, and what else deserves a look. Ours, and marked so.

Line 1 is given and never changed here: where a limit speaks against it, the suggestion's reason
says so and names the survey's own Remark 8(1).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from app.decision.conditions import (
    Situation,
    no_labels,
    no_place_for_large,
    nobody_trains,
    too_fast_for_large,
    writes,
)
from app.decision.machines import can_host
from app.decision.profile import Profile, Reply
from app.decision.suggestion import Suggestion
from app.decision.suggestions import first_suggestion
from app.decision.types import Because, Choice, LimitFinding
from app.guide.types import Guide, LimitEffect, OutcomeId

WAITS_FOR_LARGE: Final = frozenset(  # on every call
    {
        "zero_shot_prompt",
        "few_shot_prompt",
        "many_shot_prompt",
        "reasoning_prompt",
        "retrieval_llm",
    }
)
NEEDS_LARGE: Final = WAITS_FOR_LARGE | {"distil", "cascade"}
NEEDS_LABELS: Final = frozenset(
    {"few_shot_prompt", "many_shot_prompt", "lora", "encoder_decoder", "fine_tuned_encoder"}
)
CANNOT_WRITE: Final = frozenset(
    {
        "fine_tuned_encoder",
        "embedder_tuning",
        "reranker_embedder",
        "classical_baseline",
        "retrieval_small_reader",
    }
)
HARD_TO_TRAIN: Final = frozenset({"lora", "encoder_decoder"})
HARD_TO_EXPLAIN: Final = frozenset(
    {"fine_tuned_encoder", "embedder_tuning", "lora", "distil", "encoder_decoder"}
)


def choose_approach(
    guide: Guide,
    profile: Profile,
    outcome: OutcomeId | None,
    possible: Sequence[OutcomeId],
    of_large: Iterable[LimitFinding],
) -> Choice:
    """One approach of the guide with its reasons, the main one first, and one to three others.

    `outcome` is None where more than one is `possible`. What limits say `of_large` models counts
    for every outcome: where there is no place or no time for one, none is suggested.
    """
    conflicts = frozenset(f.limit for f in of_large if f.effect is LimitEffect.CONFLICT)
    at = Situation(profile, frozenset(possible), conflicts)
    taken = first_suggestion(outcome, at)
    values = _values(profile)
    return Choice(
        guide.approach[taken.approach].id,
        tuple(
            Because(guide.reason[reason].id, values)
            for reason in (taken.reason, *_side_notes(profile, taken.approach))
        ),
        tuple(guide.approach[other].id for other in _alternatives(at, taken)),
    )


def _side_notes(profile: Profile, approach: str) -> list[str]:
    """Reasons to do it in a certain way, whatever led to it."""
    limits, notes = profile.limits, []
    if limits.data_may_leave is Reply.NO and approach in NEEDS_LARGE:
        if can_host(profile) is Reply.YES:
            notes.append("host_it_yourself")
        elif can_host(profile) is not Reply.NO:
            notes.append("hardware_first")
    if limits.data_may_leave is Reply.UNSURE and approach in NEEDS_LARGE:
        notes.append("mask_first")
    if limits.explanation_needed is Reply.YES and approach in HARD_TO_EXPLAIN:
        notes.append("explain_beside")
    if profile.reply("unfamiliar_inputs") in (Reply.YES, Reply.UNSURE):
        notes.append("test_on_new_inputs")
    return notes


def _alternatives(at: Situation, taken: Suggestion) -> tuple[str, ...]:
    """Those that the task, limits, labels and team allow; the first where none is left."""
    out = frozenset[str]()
    if no_place_for_large(at):
        out |= NEEDS_LARGE
    if too_fast_for_large(at):
        out |= WAITS_FOR_LARGE
    if no_labels(at):
        out |= NEEDS_LABELS
    if nobody_trains(at):
        out |= HARD_TO_TRAIN
    if writes(at):
        out |= CANNOT_WRITE
    left = tuple(other for other in taken.alternatives if other not in out)
    return left or taken.alternatives[:1]


def _values(profile: Profile) -> dict[str, object]:
    facts, limits = profile.facts, profile.limits
    values = {
        "labels": facts.labelled_examples,
        "calls": facts.monthly_volume,
        "ms": limits.max_latency_ms,
    }
    return {name: value for name, value in values.items() if value is not None}
