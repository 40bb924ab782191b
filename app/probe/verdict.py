"""What a measurement says about the recommendation: one rule, fixed before the run.

The verdict never changes the recommendation. The evidence is lopsided: a small model trained on
words is a floor for what fine-tuning can do, a zero-shot prompt is a floor for prompting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Final

from app.probe.intervals import Groups, design_effect, paired, share
from app.probe.score import Z, finished, item_score, majority
from app.probe.types import (
    Advice,
    Crossover,
    Difference,
    Interval,
    OutcomeClass,
    Prediction,
    Verdict,
)
from app.words import Language, say

LEAST: Final = 30  # finished examples below which nothing is concluded
FAULTS: Final = 0.05  # share of failed requests above which nothing is concluded
MARGIN: Final = 0.05  # a difference too small to matter
OFF_LABEL: Final = 0.2  # share of answers that are no label, above which the form decided
CONFLICTS: Final = 0.2  # share of examples whose text has another label too
FEW_GROUPS: Final = 10  # groups below which nothing is concluded
NEAREST: Final = 0.02  # a distance that no reasonable number of examples can resolve
RULE: Final = (
    f"Not measured below {LEAST} examples or {FEW_GROUPS} groups, above {FAULTS:.0%} failed"
    f" requests, {CONFLICTS:.0%} examples with contradictory labels, or {OFF_LABEL:.0%} answers"
    " that are no label where the endpoint could have held them to one. All intervals are 95 %."
    " No better than always answering the most frequent label: contradicts prompting."
    " Prompting, with a target: supported if the interval of the model lies at or above it,"
    " contradicted if below it or if model minus baseline lies below 0. Prompting, without one:"
    f" supported if model minus baseline lies above -{MARGIN:.0%}, contradicted if below 0."
    " Fine-tuning: supported if the model lies below the target, if model minus baseline lies"
    f" below +{MARGIN:.0%}, or if the 80 % range of the crossover lies within three times the"
    f" labels; contradicted if model minus baseline lies above +{MARGIN:.0%}, the model reaches"
    " the target and the crossover lies beyond three times the labels. A verdict that failed"
    " requests could turn is inconclusive. A model under one billion parameters never speaks"
    " against prompting."
)

NO_PROFILE: Final = {  # the same reasons where nobody asked for advice
    "floor": "floor_no_profile",
    "near_floor": "near_floor_no_profile",
    "tiny_floor": "tiny_floor_no_profile",
    "tiny_behind": "tiny_behind_no_profile",
    "llm_no_baseline": "llm_no_baseline_no_profile",
    "llm_supported": "llm_supported_no_profile",
    "llm_contradicted": "llm_contradicted_no_profile",
    "llm_unclear": "llm_unclear_no_profile",
    "target_met": "target_met_no_profile",
    "target_met_behind": "target_met_behind_no_profile",
    "target_missed": "target_missed_no_profile",
    "target_unclear": "target_unclear_no_profile",
    "tiny_target_missed": "tiny_target_missed_no_profile",
}
INFRASTRUCTURE: Final = frozenset(
    {
        OutcomeClass.BAD_RESPONSE,
        OutcomeClass.TIMEOUT,
        OutcomeClass.CONNECTION,
        OutcomeClass.TLS,
        OutcomeClass.RATE_LIMITED,
        OutcomeClass.QUOTA,
        OutcomeClass.AUTH,
        OutcomeClass.SERVER_ERROR,
    }
)  # neither right nor wrong; every other way to end is the model's own doing


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` is a key of `resources/words/probe.toml`, `values` fill its places."""

    verdict: Verdict
    reason: str
    values: dict[str, Any] = field(default_factory=dict)


def told_as(judgement: Judgement) -> dict[str, Any]:
    """The fields of a result that tell it."""
    return {
        "verdict": judgement.verdict,
        "reason": say(Language.EN, f"probe.{judgement.reason}", **judgement.values),
        "reason_key": judgement.reason,
        "reason_values": judgement.values,
    }


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the predictions. `baseline` and `groups` are in the order of the
    finished ones: which the small model got right (None where none could be trained), and which
    belong together (None where each stands for itself).

    `target`: the share right that the user calls good enough. `tiny`: a model under 1 billion
    parameters. `conflicts`: share of examples whose text has another label too. `reachable`: the
    highest share right that these conflicts allow. `stopped`: the user did not wait for the end.
    `could_be_held`: the endpoint can hold answers to their form, and was not asked to.
    `of_labels`: that form is one of few labels. `lost`: the small model might have been trained,
    had its process lived.
    """

    baseline: Sequence[bool] | None = None
    groups: Groups = None
    crossover: Crossover | None = None
    target: float | None = None
    tiny: bool = False
    conflicts: float = 0.0
    reachable: float = 1.0
    stopped: bool = False
    could_be_held: bool = False
    of_labels: bool = True
    lost: bool = False


def judge(
    predictions: Sequence[Prediction], advice: Advice, evidence: Evidence = Evidence()
) -> Judgement:
    """The verdict on `advice`."""
    done = finished(predictions)
    early = _not_measured(predictions, done, evidence)
    if early is not None:
        return early
    scores = [item_score(one) for one in done]
    failed = [one.outcome in INFRASTRUCTURE for one in done]
    judgement = _Case(done, scores, evidence).held_against(advice)
    if any(failed):
        kinder = [1.0 if fault else score for score, fault in zip(scores, failed, strict=True)]
        if _Case(done, kinder, evidence).held_against(advice).verdict != judgement.verdict:
            values = {"faults": sum(failed), "n": len(done)}
            return Judgement(Verdict.INCONCLUSIVE, "faults_decide", values)
    return judgement


def _not_measured(
    predictions: Sequence[Prediction], done: Sequence[Prediction], evidence: Evidence
) -> Judgement | None:
    values: dict[str, Any] = {"done": len(done), "total": len(predictions)}
    ends = [one.outcome for one in done]
    n, faults = len(done), sum(end in INFRASTRUCTURE for end in ends)
    groups = len(set(evidence.groups)) if evidence.groups is not None else n
    percent = round(100 * evidence.conflicts)
    label = done[0].label[:60] if done else ""
    strange = sum(end is OutcomeClass.OFF_LABEL for end in ends)
    loose = evidence.could_be_held and strange > OFF_LABEL * n
    rules: tuple[tuple[bool, str, dict[str, Any]], ...] = (
        (OutcomeClass.AUTH in ends, "key_refused", values),
        (OutcomeClass.QUOTA in ends, "quota_spent", values),
        (faults > FAULTS * n, "too_many_faults", {"faults": faults, "n": n}),
        (evidence.stopped or n < len(predictions), "stopped", values),
        (n < LEAST, "too_few", {"n": n, "least": LEAST}),
        (
            loose,
            "off_label_unheld" if evidence.of_labels else "off_form_unheld",
            {"strange": strange, "n": n},
        ),
        (len({one.label for one in done}) == 1, "one_label", {"label": label}),
        (groups < FEW_GROUPS, "too_few_groups", {"n": n, "groups": groups, "least": FEW_GROUPS}),
        (evidence.conflicts > CONFLICTS, "conflicting", {"percent": percent}),
    )
    return next(
        (Judgement(Verdict.NOT_MEASURED, key, told) for so, key, told in rules if so), None
    )


class _Case:
    """One reading of the answers (failed requests as wrong, or as right), held against advice."""

    def __init__(
        self, done: Sequence[Prediction], scores: Sequence[float], evidence: Evidence
    ) -> None:
        self._done, self._scores, self._evidence = done, scores, evidence
        self._model = share(scores, evidence.groups)
        self._values: dict[str, Any] = {"n": len(done), **_percent("model", self._model)}
        self._gap: Difference | None = None
        if evidence.target is not None:
            self._values["target"] = round(100 * evidence.target)
        if evidence.baseline is not None:
            learned = [float(hit) for hit in evidence.baseline]
            self._gap = paired(scores, learned, evidence.groups)
            self._values |= _percent("baseline", share(learned, evidence.groups))

    def held_against(self, advice: Advice) -> Judgement:
        if advice is Advice.OPEN:
            return self._says(Verdict.INCONCLUSIVE, "advice_open")
        if advice is Advice.NO_GOOD_FIT:
            return self._says(Verdict.INCONCLUSIVE, "advice_no_good_fit")
        if advice is Advice.FINE_TUNED:
            return self._fine_tuning()
        judgement = self._prompting()
        if advice is Advice.LLM:
            return judgement
        reason = NO_PROFILE.get(judgement.reason, judgement.reason)
        return Judgement(judgement.verdict, reason, judgement.values)

    def _prompting(self) -> Judgement:
        tiny, target, gap = self._evidence.tiny, self._evidence.target, self._gap
        label, often = majority(self._done)
        above = paired(
            self._scores, [float(one.label == label) for one in self._done], self._evidence.groups
        )
        if above.low <= 0:
            self._values |= {"label": label[:60], "majority": round(100 * often / len(self._done))}
            if tiny:
                return self._says(Verdict.INCONCLUSIVE, "tiny_floor")
            if above.value > 0:
                return self._says(Verdict.INCONCLUSIVE, "near_floor")
            return self._says(Verdict.CONTRADICTS, "floor")
        if target is not None:
            return self._prompting_for(target)
        if gap is None:
            return self._without_baseline("llm_no_baseline")
        if gap.low > -MARGIN:
            return self._says(Verdict.SUPPORTS, "llm_supported")
        if tiny:
            return self._says(Verdict.INCONCLUSIVE, "tiny_behind")
        if gap.high < 0:
            return self._says(Verdict.CONTRADICTS, "llm_contradicted")
        return self._unclear("llm_unclear", gap, max(gap.value + MARGIN, -gap.value))

    def _prompting_for(self, target: float) -> Judgement:
        gap = self._gap
        if self._model.low >= target:
            behind = gap is not None and gap.high < 0
            return self._says(Verdict.SUPPORTS, "target_met_behind" if behind else "target_met")
        if self._evidence.reachable < target:
            self._values["reachable"] = round(100 * self._evidence.reachable)
            return self._says(Verdict.INCONCLUSIVE, "target_out_of_reach")
        if self._model.high < target:
            if self._evidence.tiny:
                return self._says(Verdict.INCONCLUSIVE, "tiny_target_missed")
            return self._says(Verdict.CONTRADICTS, "target_missed")
        if gap is not None and gap.high < 0 and not self._evidence.tiny:
            return self._says(Verdict.CONTRADICTS, "llm_contradicted")
        return self._short_of(target)

    def _fine_tuning(self) -> Judgement:
        tiny, target, gap = self._evidence.tiny, self._evidence.target, self._gap
        crossing = self._evidence.crossover
        if target is not None and self._model.high < target:
            if tiny:
                return self._says(Verdict.INCONCLUSIVE, "tiny_tuned_target")
            return self._says(Verdict.SUPPORTS, "tuned_target_missed")
        if gap is None:
            return self._without_baseline("tuned_no_baseline")
        if gap.high < MARGIN:
            if tiny:
                return self._says(Verdict.INCONCLUSIVE, "tiny_tuned")
            return self._says(Verdict.SUPPORTS, "tuned_supported")
        if crossing is not None and crossing.high is not None and not tiny:
            self._values |= {"crossing_low": crossing.low, "crossing_high": crossing.high}
            return self._says(Verdict.SUPPORTS, "tuned_crossover")
        if gap.low > MARGIN:
            met = target is not None and self._model.low >= target
            if met and crossing is not None and crossing.category == "beyond_three":
                self._values["reach"] = 3 * crossing.today
                return self._says(Verdict.CONTRADICTS, "tuned_contradicted")
            return self._says(Verdict.INCONCLUSIVE, "tuned_behind")
        return self._unclear("tuned_unclear", gap, abs(MARGIN - gap.value))

    def _without_baseline(self, reason: str) -> Judgement:
        return self._says(Verdict.INCONCLUSIVE, "baseline_lost" if self._evidence.lost else reason)

    def _says(self, verdict: Verdict, reason: str) -> Judgement:
        return Judgement(verdict, reason, dict(self._values))

    def _unclear(self, reason: str, gap: Difference, distance: float) -> Judgement:
        """The interval of the difference, Z·√((psi - d²)/n), has to shrink to `distance`."""
        learned = self._evidence.baseline or ()
        n = len(self._scores)
        apart = [one - other for one, other in zip(self._scores, learned, strict=True)]
        psi = (sum(each * each for each in apart) + 2) / (n + 2)
        return self._more(reason, psi - gap.value**2, distance, apart)

    def _short_of(self, target: float) -> Judgement:
        """Wilson's interval leaves the target out once it is Z·√(T(1 - T)/n) away."""
        distance = abs(target - self._model.value)
        return self._more("target_unclear", target * (1 - target), distance, self._scores)

    def _more(
        self, reason: str, variance: float, distance: float, values: Sequence[float]
    ) -> Judgement:
        """About how many more examples would settle it if the shares stay: two digits."""
        effect = design_effect(values, self._evidence.groups)
        needed = effect * Z * Z * variance / max(distance, NEAREST) ** 2
        more = needed - len(self._scores)
        step = 10 if more < 1000 else 100
        self._values["more"] = max(10, step * ceil(more / step))
        return self._says(Verdict.INCONCLUSIVE, reason)


def _percent(name: str, told: Interval) -> dict[str, int]:
    return {f"{name}_low": round(100 * told.low), f"{name}_high": round(100 * told.high)}
