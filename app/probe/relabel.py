"""A result with labels that the user put right: the same answers, held against other labels."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, TypeVar

from app.probe.analysis import Setting
from app.probe.baseline import learned_from
from app.probe.clusters import contradictions
from app.probe.compute import Cancel, Compute, Progress, here
from app.probe.kinds.registry import KINDS
from app.probe.result import Answered, result_of
from app.probe.types import Advice, Example, Prediction, ProbeResult

Corrections = Mapping[str, str | None]  # by the example's id; None: it has no single right answer
Labelled = TypeVar("Labelled", Example, Prediction)
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
    training: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> ProbeResult:
    """Every figure of `result` computed anew with the corrected labels; it stays as it is itself.

    `examples` are all it was analysed with. One without a single right answer leaves the count,
    and the small model does not learn from it. The manifest says how many were `corrected` and
    `ambiguous`. What was measured otherwise stays out: the grades of a judge, and a small model
    that saw vectors. Raises what `compute` raises.
    """
    kind, manifest = KINDS[result.kind], result.manifest
    labels = tuple(manifest.get("labels", ())) if kind.labelled else ()
    known = _corrected(examples, corrections)
    told = _corrected(result.predictions, corrections)
    setting = Setting(
        labels, Advice(manifest["advice"]), result.target, seed=int(manifest.get("seed", 0))
    )
    answered = Answered(
        kind=kind.id,
        examples=learned_from(known, {one.id for one in told}, setting.seed),
        predictions=told,
        setting=setting,
        tiny=manifest.get("parameters", TINY) < TINY,
        device=result.device,
        manifest={
            **manifest,
            "corrected": sum(label is not None for label in corrections.values()),
            "ambiguous": sum(label is None for label in corrections.values()),
        },
        of=len(known),
        contradictory=contradictions(known),
        calibration=result.calibration,
    )
    again = compute(partial(result_of, answered), training, cancelled)
    spent = ("latency_ms", "tokens", "cost", "repeat")
    return again.model_copy(update={name: getattr(result, name) for name in spent})


def _corrected(rows: Sequence[Labelled], corrections: Corrections) -> tuple[Labelled, ...]:
    """The rows with the labels that the user put right, without those that have none."""
    return tuple(
        one.model_copy(update={"label": corrections.get(one.id) or one.label})
        for one in rows
        if corrections.get(one.id, "") is not None
    )
