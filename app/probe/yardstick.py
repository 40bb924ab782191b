"""What the answers of a task without labels are held against: the best of a few simple ways.

Each example is answered by ways that have not seen it. Beside them a good score shows that the
model is needed; most of them are no trained model, so that being ahead proves nothing more.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.errors import Cancelled
from app.probe.analysis import belonging
from app.probe.baseline import FOLDS, WORD, folds_of, learned_from
from app.probe.clusters import joined, near_duplicates
from app.probe.compute import Cancel
from app.probe.features import WordFeatures
from app.probe.intervals import Groups, compared, paired, share
from app.probe.kinds.kind import Kind
from app.probe.kinds.registry import KINDS
from app.probe.score import finished, item_score
from app.probe.simple_ways import LEARNING, WAYS
from app.probe.types import Advice, Example, Prediction, ProbeResult, Verdict, Yardstick
from app.probe.verdict import INFRASTRUCTURE, Judgement, told_as

FEWEST: Final = 30  # examples with answers to make simple ways of
OPEN_TO_IT: Final = {  # verdicts that lack something to hold the model against
    "llm_no_baseline",
    "llm_no_baseline_no_profile",
    "tuned_no_baseline",
    "no_yardstick",
}


@dataclass(frozen=True, slots=True)
class Simple:
    """`way` is the one that was mostly best, `answers` are by the example's id."""

    way: str
    answers: Mapping[str, str]
    trained_on: int


def simple_answers(
    examples: Sequence[Example],
    wanted: Collection[str],
    kind: str,
    seed: int,
    cancelled: Cancel = lambda: False,
) -> Simple | None:
    """What simple ways answer to the examples with an id in `wanted`.

    For each fold the way is taken that did best on the other folds. None where the kind has no
    ways, there are too few examples, or the texts hold no words. Raises Cancelled.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    ways = WAYS.get(kind, {})
    used = learned_from(examples, wanted, seed)
    if not ways or len(used) < FEWEST or not any(WORD.search(one.text) for one in used):
        return None
    texts, golds = [one.text for one in used], [one.label for one in used]
    clusters = joined(near_duplicates(texts, cancelled), used)
    fold_of = np.array(folds_of(clusters, seed))
    features = WordFeatures(texts)
    told: dict[str, list[str]] = {way: [""] * len(used) for way in ways}
    for fold in range(FOLDS):
        train, asked = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        vectors = features.matrix(train)
        for name, way in ways.items():
            if cancelled():
                raise Cancelled
            answers = way(texts, golds, train.tolist(), asked.tolist(), vectors)
            for place, answer in zip(asked.tolist(), answers, strict=True):
                told[name][place] = answer
    scores = {name: np.array(KINDS[kind].scores(golds, answers)) for name, answers in told.items()}
    best = [
        max(ways, key=lambda name: float(scores[name][fold_of != fold].mean()))
        for fold in range(FOLDS)
    ]
    chosen = {
        one.id: told[best[fold]][place]
        for place, (one, fold) in enumerate(zip(used, fold_of.tolist(), strict=True))
        if one.id in wanted
    }
    trained_on = len(used) - len(used) // FOLDS
    return Simple(Counter(best).most_common(1)[0][0], chosen, trained_on)


def beside_simple_ways(
    result: ProbeResult,
    examples: Sequence[Example],
    kind: Kind,
    advice: Advice,
    seed: int,
    *,
    tiny: bool,
    cancelled: Cancel = lambda: False,
) -> ProbeResult:
    """`result` with its yardstick, and with the verdict where that is the yardstick's to give.
    Raises Cancelled."""
    done = finished(result.predictions)
    if result.verdict is Verdict.NOT_MEASURED:
        return result
    by_id = {one.id: one for one in examples}
    simple = simple_answers(examples, {one.id for one in done}, kind.id, seed, cancelled)
    if simple is None:
        return result
    groups = belonging([by_id[one.id] for one in done], cancelled)
    update: dict[str, Any] = {"yardstick": _yardstick(simple, done, kind, groups, seed)}
    measured = (Advice.LLM, Advice.FINE_TUNED, Advice.NO_PROFILE)
    if advice in measured and result.reason_key in OPEN_TO_IT:
        update |= told_as(held_against(simple, done, kind, advice, groups, tiny=tiny))
    return result.model_copy(update=update)


def _yardstick(
    simple: Simple, done: Sequence[Prediction], kind: Kind, groups: Groups, seed: int
) -> Yardstick:
    """The model and the simple way on the same items, by the kind's scores."""
    model = [item_score(one) for one in done]
    other = _scores(simple, done, kind)
    beside = compared(simple.way, model, other, groups, seed)
    return Yardstick(
        way=simple.way,
        trained_on=simple.trained_on,
        model=share(model, groups, seed),
        simple=beside.accuracy,
        difference=beside.difference,
        p=beside.p,
    )


def held_against(
    simple: Simple,
    done: Sequence[Prediction],
    kind: Kind,
    advice: Advice,
    groups: Groups,
    *,
    tiny: bool,
) -> Judgement:
    """The verdict on `advice`; inconclusive where requests that failed could turn it."""
    other = _scores(simple, done, kind)
    learns = simple.way in LEARNING

    def judged(model: Sequence[float]) -> Judgement:
        return _judged(model, other, advice, groups, learns=learns, tiny=tiny)

    failed = [one.outcome in INFRASTRUCTURE for one in done]
    model = [item_score(one) for one in done]
    judgement = judged(model)
    kinder = [1.0 if fault else one for fault, one in zip(failed, model, strict=True)]
    if judged(kinder).verdict is not judgement.verdict:
        values = {"faults": sum(failed), "n": len(done)}
        return Judgement(Verdict.INCONCLUSIVE, "faults_decide", values)
    return judgement


def _judged(
    model: Sequence[float],
    other: Sequence[float],
    advice: Advice,
    groups: Groups,
    *,
    learns: bool,
    tiny: bool,
) -> Judgement:
    gap = paired(model, other, groups)
    one, two = share(model, groups), share(other, groups)
    values: dict[str, Any] = {
        "n": len(model),
        "model_low": round(100 * one.low),
        "model_high": round(100 * one.high),
        "simple_low": round(100 * two.low),
        "simple_high": round(100 * two.high),
    }

    def says(verdict: Verdict, reason: str) -> Judgement:
        return Judgement(verdict, reason, values)

    behind = gap.low <= 0 and gap.value <= 0
    if behind and tiny:
        return says(Verdict.INCONCLUSIVE, "tiny_simple")
    if behind and advice is not Advice.FINE_TUNED:
        return says(Verdict.CONTRADICTS, "simple_behind")
    if behind and learns:
        return says(Verdict.SUPPORTS, "tuned_simple")
    if behind:
        return says(Verdict.INCONCLUSIVE, "simple_behind")
    if gap.low <= 0:
        return says(Verdict.INCONCLUSIVE, "simple_near")
    if learns and advice is not Advice.FINE_TUNED:
        return says(Verdict.SUPPORTS, "simple_learnt")
    return says(Verdict.INCONCLUSIVE, "simple_ahead")


def _scores(simple: Simple, done: Sequence[Prediction], kind: Kind) -> list[float]:
    return kind.scores([one.label for one in done], [simple.answers[one.id] for one in done])
