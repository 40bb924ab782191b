"""A result with labels that the user put right: the same answers, held against other labels."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.probe.analysis import Setting, analyse
from app.probe.compute import Compute, here
from app.probe.kind_figures import measures, with_measures
from app.probe.kinds.kind import Kind
from app.probe.kinds.registry import KINDS
from app.probe.score import finished
from app.probe.types import Advice, Example, OutcomeClass, Prediction, ProbeResult
from app.probe.yardstick import beside_simple_ways

Corrections = Mapping[str, str | None]  # by the example's id; None: it has no single right answer
TINY: Final = 1_000_000_000  # parameters


def gold_of(result: ProbeResult, text: str) -> str | None:
    """The right answer that the user wrote, in the form in which answers are compared; None where
    it is none of this kind."""
    kind = KINDS[result.kind]
    written = text.strip()
    if kind.labelled:
        return written if written in result.manifest.get("labels", ()) else None
    return kind.golds([written])[0] if written else None


def relabelled(
    result: ProbeResult,
    examples: Sequence[Example],
    corrections: Corrections,
    *,
    compute: Compute = here,
    training: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ProbeResult:
    """Every figure of `result` computed anew with the corrected labels; it stays as it is itself.

    `examples` are all it was analysed with. One without a single right answer leaves the count,
    and the small model does not learn from it. The manifest says how many were `corrected` and
    `ambiguous`. What was measured otherwise stays out: the grades of a judge, and a small model
    that saw vectors.
    """
    kind, manifest = KINDS[result.kind], result.manifest
    labels = tuple(manifest.get("labels", ())) if kind.labelled else ()
    kept = [one for one in examples if corrections.get(one.id, "") is not None]
    known = [
        one.model_copy(update={"label": corrections.get(one.id) or one.label}) for one in kept
    ]
    told = _predictions(kind, result, corrections)
    seed, tiny = int(manifest.get("seed", 0)), manifest.get("parameters", TINY) < TINY
    setting = Setting(labels, Advice(manifest["advice"]), result.target, seed=seed)
    found = analyse(
        known,
        told,
        setting,
        tiny=tiny,
        device=result.device,
        manifest={
            **manifest,
            "corrected": sum(label is not None for label in corrections.values()),
            "ambiguous": sum(label is None for label in corrections.values()),
        },
        calibration=result.calibration,
        compute=compute,
        training=training,
        cancelled=cancelled,
    )
    done = finished(told)
    spent = {
        "latency_ms": result.latency_ms,
        "tokens": result.tokens,
        "cost": result.cost,
        "repeat": result.repeat,
    }
    again = with_measures(found.model_copy(update=spent), kind, done, measures(kind, done, seed))
    return beside_simple_ways(
        again,
        known,
        kind,
        setting.advice,
        seed,
        tiny=tiny,
        compute=compute,
        cancelled=cancelled,
    )


def _predictions(
    kind: Kind, result: ProbeResult, corrections: Corrections
) -> tuple[Prediction, ...]:
    kept = [one for one in result.predictions if corrections.get(one.id, "") is not None]
    told = [one.model_copy(update={"label": corrections.get(one.id) or one.label}) for one in kept]
    if kind.labelled:
        return tuple(told)
    answers = [one.answer if one.outcome is OutcomeClass.OK else None for one in told]
    scores = kind.scores([one.label for one in told], answers) if told else []
    return tuple(
        one.model_copy(update={"score": score}) for one, score in zip(told, scores, strict=True)
    )
