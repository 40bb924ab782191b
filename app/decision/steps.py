"""The next steps of a recommendation: the approach's own, between those that the case calls for.

At most two come before (what has to be settled first) and two after (what has to be shown before
it is used), so that the way itself stays in sight; those that weigh most come first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.decision.approach import NEEDS_LARGE
from app.decision.case import FEW_LABELS, SAFE_LABELS
from app.decision.languages import beyond_english
from app.decision.machines import can_host
from app.decision.profile import Profile, Reply
from app.decision.types import Fork, NextStep
from app.guide.types import Guide, Kind, Place

MOST: Final = 2  # before, and after
LABELLED: Final = frozenset({"fine_tuned_encoder", "embedder_tuning", "lora", "encoder_decoder"})
NEEDS_LABELS: Final = LABELLED | {"classical_baseline", "retrieval_small_reader"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a condition may look at."""

    profile: Profile
    approach: str
    kind: Kind
    forks: Sequence[Fork]


Values = Mapping[str, object]
When = Callable[[Plan], Values | None]


def next_steps(
    guide: Guide, profile: Profile, approach: str, forks: Sequence[Fork]
) -> tuple[NextStep, ...]:
    """What to do, in order, by whom and how long. `forks` are the questions that still decide."""
    taken = guide.approach[approach]
    plan = Plan(profile, approach, taken.kind, forks)
    own = tuple(NextStep(step, {}) for step in taken.steps)
    return (*_case_steps(guide, plan, Place.BEFORE), *own, *_case_steps(guide, plan, Place.AFTER))


def _case_steps(guide: Guide, plan: Plan, place: Place) -> tuple[NextStep, ...]:
    found = []
    for name, when in STEPS.items():
        step = guide.case_step[name]
        values = when(plan) if step.place is place else None
        if values is None:
            continue
        if name == "settle":
            values = {"settle": guide.question[plan.forks[0].question].settle}
        found.append(NextStep(step, values))
    return tuple(found[:MOST])


# Each gives the values for the places of its step, or None where the step is not called for.


def settle(plan: Plan) -> Values | None:
    return {} if plan.forks else None


def ask_legal(plan: Plan) -> Values | None:
    return _if(_may_be(plan.profile.limits.regulated))


def ask_data_owner(plan: Plan) -> Values | None:
    unsure = plan.profile.limits.data_may_leave is Reply.UNSURE
    return _if(unsure and plan.approach in NEEDS_LARGE)


def find_machine(plan: Plan) -> Values | None:
    unknown = can_host(plan.profile) not in (Reply.YES, Reply.NO)
    kept_in = plan.profile.limits.data_may_leave is Reply.NO
    return _if(kept_in and unknown and plan.approach in NEEDS_LARGE)


def find_trainer(plan: Plan) -> Values | None:
    nobody = plan.profile.limits.team_can_train in (Reply.NO, Reply.UNSURE)
    return _if(nobody and plan.approach in LABELLED | {"distil", "cascade"})


def count_labels(plan: Plan) -> Values | None:
    unknown = plan.profile.facts.labelled_examples is None
    return _if(unknown and plan.approach in NEEDS_LABELS)


def collect_labels(plan: Plan) -> Values | None:
    labels = plan.profile.facts.labelled_examples
    if labels is None or labels >= SAFE_LABELS or plan.approach not in NEEDS_LABELS:
        return None
    return {"labels": labels}


def grow_class(plan: Plan) -> Values | None:
    smallest = plan.profile.facts.labels_in_smallest_class
    if smallest is None or smallest >= FEW_LABELS or plan.approach not in NEEDS_LABELS:
        return None
    return {"smallest": smallest}


def attack(plan: Plan) -> Values | None:
    untrusted = _may_be(plan.profile.limits.untrusted_input)
    return _if(untrusted and plan.kind in (Kind.LARGE, Kind.BOTH))


def worst_outputs(plan: Plan) -> Values | None:
    return _if(_may_be(plan.profile.limits.harmful_output))


def measure_time(plan: Plan) -> Values | None:
    ms = plan.profile.limits.max_latency_ms
    return None if ms is None or plan.kind is Kind.NONE else {"ms": ms}


def newest_inputs(plan: Plan) -> Values | None:
    shifting = _may_be(plan.profile.reply("unfamiliar_inputs"))
    return _if(shifting and plan.kind is not Kind.NONE)


def show_reasons(plan: Plan) -> Values | None:
    return _if(_may_be(plan.profile.limits.explanation_needed))


def native_readers(plan: Plan) -> Values | None:
    named = beyond_english(plan.profile.facts.languages)
    return {"languages": ", ".join(named)} if named else None


def check_licences(plan: Plan) -> Values | None:
    return _if(_may_be(plan.profile.limits.commercial_use) and plan.kind is not Kind.NONE)


def review(plan: Plan) -> Values | None:
    return {}


def _may_be(reply: Reply | None) -> bool:
    return reply in (Reply.YES, Reply.UNSURE)


def _if(called_for: bool) -> Values | None:
    return {} if called_for else None


STEPS: Final[Mapping[str, When]] = {
    when.__name__: when
    for when in (
        settle,
        ask_legal,
        ask_data_owner,
        find_machine,
        find_trainer,
        count_labels,
        collect_labels,
        grow_class,
        attack,
        worst_outputs,
        measure_time,
        newest_inputs,
        show_reasons,
        native_readers,
        check_licences,
        review,
    )
}
