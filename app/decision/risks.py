"""The risk checklist of a recommendation: which risks of the guide apply, named one by one.

A condition sees the profile and the approach that was suggested. Of those that apply the first ten
in the guide's order are given; some apply to every recommendation, so there are never under five.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.decision.case import FEW_LABELS, LOW_VOLUME, SAFE_LABELS, says
from app.decision.languages import beyond_english
from app.decision.profile import Profile, Reply
from app.decision.task import judges, writes_code
from app.guide.types import Guide, Kind

MOST: Final = 10
TRAINED_BY_OTHERS: Final = "reranker_embedder"
WRITERS: Final = frozenset({"lora", "encoder_decoder"})
OPEN_QUESTIONS: Final = ("human_like", "multi_step", "many_tasks", "open_generation")


@dataclass(frozen=True, slots=True)
class Way:
    """What a condition may look at."""

    profile: Profile
    approach: str
    kind: Kind

    @property
    def prompted(self) -> bool:
        return self.kind in (Kind.LARGE, Kind.BOTH)

    @property
    def trained(self) -> bool:
        return self.kind in (Kind.SMALL, Kind.BOTH) and self.approach != TRAINED_BY_OTHERS

    @property
    def writes(self) -> bool:
        """Free text comes out, whoever writes it."""
        open_ended = any(_may_be(self.profile.reply(name)) for name in OPEN_QUESTIONS)
        return self.approach in WRITERS or (self.prompted and open_ended)


def find_risks(guide: Guide, profile: Profile, approach: str) -> tuple[str, ...]:
    """The ids of five to ten risks, in the guide's order."""
    way = Way(profile, approach, guide.approach[approach].kind)
    return tuple(risk.id for risk in guide.risks if RISKS[risk.id](way))[:MOST]


def injection(way: Way) -> bool:
    return way.prompted and _may_be(way.profile.limits.untrusted_input)


def privacy(way: Way) -> bool:
    """Also where nobody has asked yet; once the texts may leave, the contract remains."""
    return way.prompted and way.profile.limits.data_may_leave is not Reply.YES


def regulation(way: Way) -> bool:
    return _may_be(way.profile.limits.regulated)


def hallucination(way: Way) -> bool:
    return way.writes or (way.prompted and says(way.profile, "world_knowledge"))


def harmful_output(way: Way) -> bool:
    return way.writes and _may_be(way.profile.limits.harmful_output)


def over_reliance(way: Way) -> bool:
    limits = way.profile.limits
    weighty = _may_be(limits.regulated) or _may_be(limits.harmful_output)
    return way.writes or (weighty and way.kind is not Kind.NONE)


def counter_knowledge(way: Way) -> bool:
    return says(way.profile, "counter_knowledge") or way.kind is Kind.NONE


def wrong_steps(way: Way) -> bool:
    return way.prompted and says(way.profile, "multi_step")


def code_faults(way: Way) -> bool:
    return writes_code(way.profile)


def retrieval_misses(way: Way) -> bool:
    return way.approach in ("retrieval_llm", "retrieval_small_reader")


def long_prompt(way: Way) -> bool:
    return way.approach == "many_shot_prompt"


def machine_labels(way: Way) -> bool:
    return way.approach == "distil"


def judge_bias(way: Way) -> bool:
    return judges(way.profile)


def few_labels_spread(way: Way) -> bool:
    """Trained on few labels, or on nobody knows how many."""
    return way.trained and (way.profile.facts.labelled_examples or 0) < SAFE_LABELS


def rare_class(way: Way) -> bool:
    smallest = way.profile.facts.labels_in_smallest_class
    return smallest is not None and smallest < FEW_LABELS


def shift(way: Way) -> bool:
    """Whoever trained it, a small model fits what it was trained on."""
    return way.kind is Kind.SMALL or _may_be(way.profile.reply("unfamiliar_inputs"))


def shortcuts(way: Way) -> bool:
    return way.trained


def calibration(way: Way) -> bool:
    return way.kind is not Kind.NONE and not way.writes


def wording(way: Way) -> bool:
    return way.prompted or way.approach == TRAINED_BY_OTHERS


def language_gap(way: Way) -> bool:
    return bool(beyond_english(way.profile.facts.languages))


def explanation(way: Way) -> bool:
    return way.prompted and _may_be(way.profile.limits.explanation_needed)


def cost_growth(way: Way) -> bool:
    return way.prompted and (way.profile.facts.monthly_volume or 0) >= LOW_VOLUME


def slow_tail(way: Way) -> bool:
    return way.prompted and way.profile.limits.max_latency_ms is not None


def bias(way: Way) -> bool:
    return True


def licence(way: Way) -> bool:
    """Unless it was said that the use is not commercial."""
    return way.profile.limits.commercial_use is not Reply.NO


def vendor(way: Way) -> bool:
    """A service can only be had where the texts may leave."""
    return way.prompted and way.profile.limits.data_may_leave is not Reply.NO


def real_world(way: Way) -> bool:
    return True


def upkeep(way: Way) -> bool:
    return way.trained or way.profile.limits.team_can_train is Reply.NO or way.kind is Kind.NONE


def stale_rules(way: Way) -> bool:
    return way.kind is Kind.NONE


def _may_be(reply: Reply | None) -> bool:
    return reply in (Reply.YES, Reply.UNSURE)


RISKS: Final[Mapping[str, Callable[[Way], bool]]] = {
    applies.__name__: applies
    for applies in (
        injection,
        privacy,
        regulation,
        hallucination,
        harmful_output,
        over_reliance,
        counter_knowledge,
        wrong_steps,
        code_faults,
        retrieval_misses,
        long_prompt,
        machine_labels,
        judge_bias,
        few_labels_spread,
        rare_class,
        shift,
        shortcuts,
        calibration,
        wording,
        language_gap,
        explanation,
        cost_growth,
        slow_tail,
        bias,
        licence,
        vendor,
        real_world,
        upkeep,
        stale_rules,
    )
}
