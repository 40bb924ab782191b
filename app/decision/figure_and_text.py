"""Which of the guide's conflicts between figure and text bear on a profile. They change nothing.

One function per conflict of `conflicts.toml`, named by its id: the words are data, and when they
matter is decided here. The digest of the survey numbers them W1 to W8.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.decision.case import MANY_LABELS, has_labels, says
from app.decision.profile import Profile, Reply
from app.decision.task import (
    beyond_text,
    extracts_fields,
    moderates,
    ranks,
    summarises,
    translates,
    writes_openly,
)
from app.decision.types import LimitFinding
from app.guide.types import Guide, LimitEffect, OutcomeId

UNASKED: Final = frozenset({"volume", "latency", "privacy", "hardware", "safety"})  # by the figure

Edge = tuple[str, str]  # an arrow of the figure: a question and the reply to it


@dataclass(frozen=True, slots=True)
class _Case:
    profile: Profile
    edges: frozenset[Edge]  # the deciding arrow, or both arrows of each question in doubt
    limits: tuple[LimitFinding, ...]


def find_conflicts(
    guide: Guide, profile: Profile, edges: frozenset[Edge], limits: tuple[LimitFinding, ...]
) -> tuple[str, ...]:
    """Ids of the conflicts that matter here, in the guide's order. A pack may bring none of ours,
    and one of its own is for reading only."""
    case = _Case(profile, edges, limits)
    return tuple(
        conflict.id
        for conflict in guide.conflicts
        if (matters := CONFLICTS.get(conflict.id)) and matters(case)
    )


def w1(case: _Case) -> bool:
    """The figure may end at an LLM, and a limit it does not ask for is no plain fit."""
    return any(
        finding.limit in UNASKED
        and finding.outcome is OutcomeId.LLM
        and finding.effect is not LimitEffect.FIT
        for finding in case.limits
    )


def w2(case: _Case) -> bool:
    return moderates(case.profile) and ("few_labels", "yes") in case.edges


def w3(case: _Case) -> bool:
    """Text is written, and "common generation" is where the walk ends or may end."""
    task = case.profile
    writes = summarises(task) or translates(task) or writes_openly(task)
    doubt = says(task, "open_generation", Reply.UNSURE)
    return (writes or doubt) and ("world_knowledge", "no") in case.edges


def w4(case: _Case) -> bool:
    return ("context_sufficient", "yes") in case.edges


def w5(case: _Case) -> bool:
    boxless = extracts_fields(case.profile) or ranks(case.profile)
    turns = {("few_labels", "yes"), ("world_knowledge", "no")}
    return boxless and not case.edges.isdisjoint(turns)


def w6(case: _Case) -> bool:
    return beyond_text(case.profile) and ("far_from_language", "yes") in case.edges


def w7(case: _Case) -> bool:
    return ("unfamiliar_inputs", "yes") in case.edges


def w8(case: _Case) -> bool:
    plenty = has_labels(case.profile, MANY_LABELS)
    return plenty and ("world_knowledge", "no") in case.edges


CONFLICTS: Final[Mapping[str, Callable[[_Case], bool]]] = {
    matters.__name__: matters for matters in (w1, w2, w3, w4, w5, w6, w7, w8)
}
