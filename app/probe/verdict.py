"""What a measurement says about the recommendation: one rule, fixed before the run.

The verdict never changes the recommendation. The evidence is lopsided: a small model trained on
words is a floor for what fine-tuning can do, a zero-shot prompt is a floor for prompting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Final

from app.probe.score import Z, difference, finished, majority, right, wilson
from app.probe.types import Advice, Interval, OutcomeClass, Prediction, Verdict

LEAST: Final = 30  # finished examples below which nothing is concluded
FAULTS: Final = 0.05  # share of failed requests above which nothing is concluded
MARGIN: Final = 0.05  # a difference too small to matter
RULE: Final = (
    f"Not measured below {LEAST} examples or above {FAULTS:.0%} failed requests. No better than"
    " always answering the most frequent label: contradicts prompting. Prompting is supported if"
    f" the 95 % interval of model minus baseline lies above -{MARGIN:.0%}, contradicted if below"
    f" 0; fine-tuning is supported if it lies below +{MARGIN:.0%}, and never contradicted by the"
    " baseline alone. A model under one billion parameters only ever supports prompting."
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


def judge(
    predictions: Sequence[Prediction],
    baseline: Sequence[bool] | None,
    advice: Advice,
    *,
    tiny: bool,
    stopped: bool = False,
) -> Judgement:
    """The verdict on `advice`. `baseline` tells, in the order of the finished predictions, which
    the baseline got right; None where none could be trained. `tiny`: under 1 billion parameters.
    `stopped`: the user did not wait for the end.
    """
    done = finished(predictions)
    early = _not_measured(predictions, done, stopped=stopped)
    if early is not None:
        return early
    hits = [right(one) for one in done]
    failed = [one.outcome in INFRASTRUCTURE for one in done]
    judgement = _held_against(done, hits, baseline, advice, tiny=tiny)
    if any(failed):
        kinder = [hit or fault for hit, fault in zip(hits, failed, strict=True)]
        if _held_against(done, kinder, baseline, advice, tiny=tiny).verdict != judgement.verdict:
            values = {"faults": sum(failed), "n": len(done)}
            return Judgement(Verdict.INCONCLUSIVE, "faults_decide", values)
    return judgement


def _not_measured(
    predictions: Sequence[Prediction], done: Sequence[Prediction], *, stopped: bool
) -> Judgement | None:
    values: dict[str, Any] = {"done": len(done), "total": len(predictions)}
    ends = {one.outcome for one in done}
    for outcome, reason in (
        (OutcomeClass.AUTH, "key_refused"),
        (OutcomeClass.QUOTA, "quota_spent"),
    ):
        if outcome in ends:
            return Judgement(Verdict.NOT_MEASURED, reason, values)
    faults = sum(one.outcome in INFRASTRUCTURE for one in done)
    if faults > FAULTS * len(done):
        values = {"faults": faults, "n": len(done)}
        return Judgement(Verdict.NOT_MEASURED, "too_many_faults", values)
    if stopped or len(done) < len(predictions):
        return Judgement(Verdict.NOT_MEASURED, "stopped", values)
    if len(done) < LEAST:
        return Judgement(Verdict.NOT_MEASURED, "too_few", {"n": len(done), "least": LEAST})
    if len({one.label for one in done}) == 1:
        return Judgement(Verdict.NOT_MEASURED, "one_label", {"label": done[0].label[:60]})
    return None


def _held_against(
    done: Sequence[Prediction],
    hits: Sequence[bool],
    baseline: Sequence[bool] | None,
    advice: Advice,
    *,
    tiny: bool,
) -> Judgement:
    values = {"n": len(done), **_percent("model", wilson(sum(hits), len(done)))}
    if advice is Advice.OPEN:
        return Judgement(Verdict.INCONCLUSIVE, "advice_open", values)
    if advice is Advice.NO_GOOD_FIT:
        return Judgement(Verdict.INCONCLUSIVE, "advice_no_good_fit", values)
    if advice is Advice.FINE_TUNED:
        return _fine_tuning(values, hits, baseline, tiny=tiny)
    judgement = _prompting(done, values, hits, baseline, tiny=tiny)
    if advice is Advice.LLM:
        return judgement
    return Judgement(judgement.verdict, NO_PROFILE[judgement.reason], judgement.values)


def _prompting(
    done: Sequence[Prediction],
    values: dict[str, Any],
    hits: Sequence[bool],
    baseline: Sequence[bool] | None,
    *,
    tiny: bool,
) -> Judgement:
    label, often = majority(done)
    above = difference(hits, [one.label == label for one in done])
    if above.low <= 0:
        values |= {"label": label[:60], "majority": round(100 * often / len(done))}
        if tiny:
            return Judgement(Verdict.INCONCLUSIVE, "tiny_floor", values)
        if above.value > 0:
            return Judgement(Verdict.INCONCLUSIVE, "near_floor", values)
        return Judgement(Verdict.CONTRADICTS, "floor", values)
    if baseline is None:
        return Judgement(Verdict.INCONCLUSIVE, "llm_no_baseline", values)
    values |= _percent("baseline", wilson(sum(baseline), len(baseline)))
    gap = difference(hits, baseline)
    if gap.low > -MARGIN:
        return Judgement(Verdict.SUPPORTS, "llm_supported", values)
    if tiny:
        return Judgement(Verdict.INCONCLUSIVE, "tiny_behind", values)
    if gap.high < 0:
        return Judgement(Verdict.CONTRADICTS, "llm_contradicted", values)
    values["more"] = _more(hits, baseline, gap, max(gap.value + MARGIN, -gap.value))
    return Judgement(Verdict.INCONCLUSIVE, "llm_unclear", values)


def _fine_tuning(
    values: dict[str, Any],
    hits: Sequence[bool],
    baseline: Sequence[bool] | None,
    *,
    tiny: bool,
) -> Judgement:
    if baseline is None:
        return Judgement(Verdict.INCONCLUSIVE, "tuned_no_baseline", values)
    values |= _percent("baseline", wilson(sum(baseline), len(baseline)))
    gap = difference(hits, baseline)
    if gap.high < MARGIN:
        if tiny:
            return Judgement(Verdict.INCONCLUSIVE, "tiny_tuned", values)
        return Judgement(Verdict.SUPPORTS, "tuned_supported", values)
    if gap.low > MARGIN:
        return Judgement(Verdict.INCONCLUSIVE, "tuned_behind", values)
    values["more"] = _more(hits, baseline, gap, abs(MARGIN - gap.value))
    return Judgement(Verdict.INCONCLUSIVE, "tuned_unclear", values)


def _percent(name: str, share: Interval) -> dict[str, int]:
    return {f"{name}_low": round(100 * share.low), f"{name}_high": round(100 * share.high)}


def _more(hits: Sequence[bool], baseline: Sequence[bool], gap: Interval, distance: float) -> int:
    """About how many more examples would settle it, if the shares stay: two digits, at least 10.

    The half-width of the paired interval, Z·sqrt((psi - d²)/n), has to shrink to `distance`.
    """
    n = len(hits)
    psi = (sum(one != other for one, other in zip(hits, baseline, strict=True)) + 2) / (n + 2)
    more = Z * Z * (psi - gap.value**2) / max(distance, 0.02) ** 2 - n
    step = 10 if more < 1000 else 100
    return max(10, step * ceil(more / step))
