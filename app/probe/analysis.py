"""From the answers to a result: every figure, each with its interval, and the verdict.

It asks nobody: the same examples and predictions can be analysed again, with corrected labels too.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.probe.baseline import Baseline, Learner, learned_from, train_baseline
from app.probe.clusters import contradictions, joined, near_duplicates
from app.probe.compute import Work
from app.probe.crossover import crossover, learning_curve
from app.probe.features import word_features
from app.probe.intervals import Groups, compared, design_effect, holm, paired, share
from app.probe.per_label import confusion, means, per_label
from app.probe.power import power
from app.probe.score import finished, latency, majority, right
from app.probe.types import (
    Advice,
    Calibration,
    Clusters,
    Comparison,
    Example,
    Prediction,
    ProbeResult,
    Tokens,
)
from app.probe.verdict import MARGIN, RULE, Evidence, judge, told_as


@dataclass(frozen=True, slots=True)
class Setting:
    """What was fixed before the first answer.

    `labels`: all labels there are; none where the task is not to choose one. `target`: the share
    right that the user calls good enough. `learners`: what the small models see of a text; the
    verdict speaks of the last one.
    """

    labels: Sequence[str]
    advice: Advice = Advice.NO_PROFILE
    target: float | None = None
    learners: Sequence[Learner] = (word_features,)
    seed: int = 0


def analyse(
    examples: Sequence[Example],
    predictions: Sequence[Prediction],
    setting: Setting,
    *,
    tiny: bool,
    device: str,
    manifest: Mapping[str, Any],
    calibration: Calibration | None = None,
    small: Sequence[Baseline] | None = None,
    contradictory: tuple[float, float] | None = None,
    of: int | None = None,
    stopped: bool = False,
    lost: bool = False,
    training: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ProbeResult:
    """The result. `examples` are those the predictions are about and those to learn from, `of` so
    many that the user has; without it they are all.

    `manifest` holds the facts of the way of asking; its `could_be_held` bears on the verdict.
    `small` are the small models if they are trained already, as `small_models` does; else they
    are trained here, and `training` is told how far they are. `contradictory` is what
    `contradictions` tells of all examples, where it is known already.

    A run that was `stopped` is neither compared nor grouped, and the result says so; nor is one
    whose comparison was `lost`. Raises Cancelled.
    """
    done = finished(predictions)
    scores = [float(right(one)) for one in done]  # partly right is told by the kind's measures
    by_id = {one.id: one for one in examples}
    shown = [by_id[one.id] for one in done]
    seed, labels = setting.seed, setting.labels
    wanted = {one.id for one in done}
    if stopped or lost or not (wanted and labels):
        trained: Sequence[Baseline] = ()
    elif small is None:
        trained = small_models(examples, wanted, setting, training, cancelled)
    else:
        trained = [one.only(wanted) for one in small]
    groups = None if stopped else belonging(shown, cancelled)
    main = trained[-1] if trained else None
    learned = [_hits(one, done) for one in trained]
    crossing = crossover(main, _in_order(main, done, scores), seed) if main else None
    conflicts, reachable = contradictory or contradictions(examples)
    judgement = judge(
        [one.model_copy(update={"score": float(right(one))}) for one in predictions],
        setting.advice,
        Evidence(
            baseline=[bool(hit) for hit in learned[-1]] if learned else None,
            groups=groups,
            crossover=crossing,
            target=setting.target,
            tiny=tiny,
            conflicts=conflicts if labels else 0.0,
            reachable=reachable if labels else 1.0,
            stopped=stopped,
            could_be_held=bool(manifest.get("could_be_held")),
            of_labels=bool(labels),
            lost=lost,
        ),
    )
    table = confusion(done, labels) if done and labels else None
    mean = means(table, seed) if table else None
    often = majority(done) if done and labels else None
    comparisons: list[Comparison] = [
        compared(one.name, scores, hits, groups, seed)
        for one, hits in zip(trained, learned, strict=True)
    ]
    return ProbeResult(
        n=len(done),
        accuracy=share(scores, groups, seed) if done else None,
        macro_f1=mean.macro_f1 if mean else None,
        balanced_accuracy=mean.balanced_accuracy if mean else None,
        majority=often[1] / len(done) if often else None,
        floor=paired(scores, [float(one.label == often[0]) for one in done], groups, seed)
        if often
        else None,
        baseline=comparisons[-1].accuracy if comparisons else None,
        comparisons=holm(comparisons),
        curve=learning_curve(main, _in_order(main, done, scores), seed) if main else None,
        crossover=crossing,
        per_label=per_label(table) if table else (),
        confusion=table,
        clusters=_clusters(shown, scores, groups),
        calibration=calibration,
        target=setting.target,
        **told_as(judgement),
        outcomes=dict(Counter(one.outcome for one in predictions)),
        latency_ms=latency(predictions),
        tokens=Tokens(
            prompt=sum(one.prompt_tokens for one in predictions),
            completion=sum(one.completion_tokens for one in predictions),
        ),
        device=device,
        manifest={
            **manifest,
            "advice": setting.advice,
            "labels": list(labels),
            "examples": len(examples) if of is None else of,
            "asked": len(predictions),
            "seed": seed,
            "target": setting.target,
            "margin": MARGIN,
            "rule": RULE,
            "baseline": main.name if main else "",
            "baseline_labels": main.trained_on if main else 0,
            **({"comparison_lost": True} if lost else {}),
            "calibration": calibration.way if calibration else "",
            "calibration_chosen_on": calibration.chosen_on if calibration else 0,
            "power": _power(len(predictions)),
        },
        predictions=tuple(
            one.model_copy(update={"baseline": main.answers.get(one.id)}) if main else one
            for one in predictions
        ),
    )


def small_models(
    examples: Sequence[Example],
    wanted: Collection[str],
    setting: Setting,
    training: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> tuple[Baseline, ...]:
    """One small model for each kind of features, asked for the examples with an id in `wanted`;
    none where there is too little to learn from. Raises Cancelled."""
    trained = []
    for learner in setting.learners:
        one = train_baseline(
            examples,
            wanted,
            seed=setting.seed,
            features=learner,
            progress=training,
            cancelled=cancelled,
        )
        if one is None:
            return ()
        trained.append(one)
    return tuple(trained)


def training_of(
    examples: Sequence[Example], wanted: Collection[str], setting: Setting
) -> Work[tuple[Baseline, ...]]:
    """`small_models` as a piece of work, with those examples alone that are learned from."""
    used = tuple(learned_from(examples, wanted, setting.seed))
    return partial(small_models, used, frozenset(wanted), setting)


def belonging(shown: Sequence[Example], cancelled: Callable[[], bool] = lambda: False) -> Groups:
    """What belongs together among those asked; None where each stands for itself. Raises
    Cancelled."""
    if not shown:
        return None
    alike = near_duplicates([one.text for one in shown], cancelled)
    groups = joined(alike, shown)
    return groups if len(set(groups)) < len(groups) else None


def _clusters(
    shown: Sequence[Example], scores: Sequence[float], groups: Groups
) -> Clusters | None:
    if groups is None:
        return None
    kind = "column" if any(one.group for one in shown) else "near_duplicates"
    effect = design_effect(scores, groups)
    return Clusters(kind=kind, groups=len(set(groups)), design_effect=effect)


def _hits(baseline: Baseline, done: Sequence[Prediction]) -> list[float]:
    return [float(baseline.answers[one.id] == one.label) for one in done]


def _in_order(
    baseline: Baseline, done: Sequence[Prediction], scores: Sequence[float]
) -> list[float]:
    """The scores in the order of the baseline's items."""
    score = {one.id: each for one, each in zip(done, scores, strict=True)}
    return [score[each] for each in baseline.ids]


def _power(n: int) -> dict[str, float | int | None]:
    """What this number of examples could show, as it was known before the run."""
    if not n:
        return {}
    told = power(n)
    return {
        "half_width": round(told.half_width, 4),
        "least_difference": told.least,
        "items_for_10_points": told.enough,
    }
