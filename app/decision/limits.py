"""Line 2: what the author's limits mean for each outcome that is still possible.

One function per limit. It takes the profile and an outcome and returns the case that applies, or
None where there is nothing to say: not asked, or not a limit. The case completes the id of a rule
of the guide, `limit.outcome.case`; the rule holds the effect, the words and the source. Thresholds
are rules of thumb of ours; the rules say so.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from app.decision.case import (
    HIGH_VOLUME,
    LOW_VOLUME,
    large_llm_ruled_out,
    says,
)
from app.decision.languages import beyond_english, little_covered
from app.decision.machines import LARGE_GB, SMALL_GB, can_host, holds_billions
from app.decision.profile import Profile, Reply
from app.decision.types import LimitFinding
from app.guide.types import Guide, OutcomeId

# Milliseconds a reply may take. HELM (2022) put one pair of texts through a 175B model at 0.21 s
# at best, and found services at a few hundred milliseconds to several seconds.
TOO_FAST_FOR_LLM: Final = 200
TIGHT_FOR_LLM: Final = 1_000
EASY_FOR_LLM: Final = 5_000
TIGHT_FOR_SMALL: Final = 100  # a 6B model took 77 ms for two tokens


class Said(NamedTuple):
    """The case that applies, with what fills the places of its text."""

    case: str
    values: Mapping[str, object] = {}


Limit = Callable[[Profile, OutcomeId], Said | None]


def find_limits(
    guide: Guide, profile: Profile, outcomes: Sequence[OutcomeId]
) -> tuple[LimitFinding, ...]:
    """What the profile's limits say about each of `outcomes`, in the order of LIMITS."""
    findings = []
    for limit, find in LIMITS.items():
        for outcome in outcomes:
            if said := find(profile, outcome):
                rule = guide.limit_rule[f"{limit}.{outcome}.{said.case}"]
                findings.append(LimitFinding(rule.id, limit, outcome, rule.effect, said.values))
    return tuple(findings)


def privacy(profile: Profile, outcome: OutcomeId) -> Said | None:
    limits = profile.limits
    match limits.data_may_leave, outcome:
        case Reply.NO, OutcomeId.LLM:
            if large_llm_ruled_out(profile):
                return Said("no_hardware")
            own = can_host(profile) is Reply.YES
            return Said("own_hardware" if own else "hardware_unknown")
        case Reply.NO, _:
            return Said("stays_inside")
        case Reply.UNSURE, _:
            return Said("unsure")
        case Reply.YES, OutcomeId.LLM | OutcomeId.FINE_TUNED:
            return Said("may_leave")
    return None


def latency(profile: Profile, outcome: OutcomeId) -> Said | None:
    ms = profile.limits.max_latency_ms
    if ms is None:
        return None
    if outcome is OutcomeId.NO_GOOD_FIT:
        case = "rules" if ms < TIGHT_FOR_LLM else "person"
    elif outcome is OutcomeId.FINE_TUNED:
        case = "tight" if ms < TIGHT_FOR_SMALL else "enough"
    elif ms < TOO_FAST_FOR_LLM:
        case = "too_fast"
    elif ms < EASY_FOR_LLM and says(profile, "multi_step"):
        case = "steps"
    elif ms < TIGHT_FOR_LLM:
        case = "tight"
    else:
        case = "measure" if ms < EASY_FOR_LLM else "enough"
    return Said(case, {"ms": ms})


def volume(profile: Profile, outcome: OutcomeId) -> Said | None:
    """Cost and volume. No price is built in: the rules say what to work out."""
    calls, budget = profile.facts.monthly_volume, profile.limits.monthly_budget
    if calls is None and budget is None:
        return None
    if outcome is OutcomeId.NO_GOOD_FIT:
        return None if calls is None else Said("people", {"calls": calls})
    if outcome is OutcomeId.FINE_TUNED:
        if calls is None:
            return Said("budget", {"budget": budget})
        return Said("few_calls" if calls < LOW_VOLUME else "many_calls", {"calls": calls})
    if budget == 0:
        free = can_host(profile) is not Reply.NO
        return Said("nothing_to_spend" if free else "nothing_at_all")
    if calls is None:
        return Said("calls_unknown", {"budget": budget})
    if budget is not None and calls > 0:
        return Said("per_call", {"calls": calls, "per_thousand": _plain(budget / calls * 1000)})
    if calls < LOW_VOLUME:
        return Said("few_calls", {"calls": calls})
    return Said("many_calls" if calls >= HIGH_VOLUME else "some_calls", {"calls": calls})


def regulation(profile: Profile, outcome: OutcomeId) -> Said | None:
    """Duties depend on the use, hardly on the kind of model; no rule is a legal verdict."""
    return _asked(profile.limits.regulated)


def explanation(profile: Profile, outcome: OutcomeId) -> Said | None:
    return _asked(profile.limits.explanation_needed)


def skills(profile: Profile, outcome: OutcomeId) -> Said | None:
    match profile.limits.team_can_train, outcome:
        case Reply.NO, _:
            return Said("cannot_train")
        case Reply.YES, _:
            return Said("can_train")
        case Reply.UNSURE, _:
            return Said("unsure")
    return None


def licence(profile: Profile, outcome: OutcomeId) -> Said | None:
    return _asked(profile.limits.commercial_use)


def language(profile: Profile, outcome: OutcomeId) -> Said | None:
    named = profile.facts.languages
    rare, other = little_covered(named), beyond_english(named)
    if rare:
        return Said("little_covered", {"languages": ", ".join(rare)})
    if other:
        return Said("not_english", {"languages": ", ".join(other)})
    return None


def safety(profile: Profile, outcome: OutcomeId) -> Said | None:
    return _asked(profile.limits.harmful_output)


def injection(profile: Profile, outcome: OutcomeId) -> Said | None:
    return _asked(profile.limits.untrusted_input)


def hardware(profile: Profile, outcome: OutcomeId) -> Said | None:
    """Memory where given; else own machines, where privacy does not already turn on them."""
    own, may_leave = profile.limits.own_hardware, profile.limits.data_may_leave
    if outcome is OutcomeId.NO_GOOD_FIT:
        return Said("none") if can_host(profile) is Reply.NO else None
    if (gb := profile.facts.memory_gb) is not None:
        return _memory(gb, outcome)
    if outcome is OutcomeId.FINE_TUNED:
        own_words = {Reply.YES: "own", Reply.NO: "none"}
        return Said(own_words[own]) if own in own_words else None
    if may_leave is not Reply.NO:
        if own is Reply.YES:
            return Said("own")
        if own is not None and may_leave is not Reply.YES:
            return Said("none" if own is Reply.NO else "unsure")
    return None


def _memory(gb: float, outcome: OutcomeId) -> Said | None:
    enough = gb >= (LARGE_GB if outcome is OutcomeId.LLM else SMALL_GB)
    case = "memory_enough" if enough else "memory_small"
    return Said(case, {"gb": gb, "billions": holds_billions(gb)})


LIMITS: Final[Mapping[str, Limit]] = {
    find.__name__: find
    for find in (
        privacy,
        latency,
        volume,
        regulation,
        explanation,
        skills,
        licence,
        language,
        safety,
        injection,
        hardware,
    )
}


def _asked(reply: Reply | None) -> Said | None:
    """The case named after the reply; "no" and not asked are no limit."""
    return Said(str(reply)) if reply in (Reply.YES, Reply.UNSURE) else None


def _plain(amount: float) -> str:
    """An amount to three figures, written out: 0.0125, 1,250."""
    return f"{Decimal(f'{amount:.3g}'):,f}" if amount >= 1e-6 else "0"
