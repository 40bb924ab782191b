"""What a kind of task is judged by, from the answers that were finished."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.probe.kinds.kind import Kind
from app.probe.types import Measure, OutcomeClass, Prediction, ProbeResult, Verdict
from app.probe.verdict import Judgement, told_as


def scored(kind: Kind, predictions: Sequence[Prediction]) -> tuple[Prediction, ...]:
    """The same, each with how near its answer comes to the right one."""
    answers = [one.answer if one.outcome is OutcomeClass.OK else None for one in predictions]
    scores = kind.scores([one.label for one in predictions], answers) if predictions else []
    return tuple(
        one.model_copy(update={"score": score})
        for one, score in zip(predictions, scores, strict=True)
    )


def measures(kind: Kind, done: Sequence[Prediction], seed: int) -> dict[str, Measure]:
    """The figures of the kind over everything that was finished; a failed request is no answer."""
    if not done:
        return {}
    answers = [one.answer if one.outcome is OutcomeClass.OK else None for one in done]
    return dict(kind.measures([one.label for one in done], answers, seed))


def with_measures(
    result: ProbeResult, kind: Kind, done: Sequence[Prediction], found: Mapping[str, Measure]
) -> ProbeResult:
    """`result` with the figures of its kind. Where answers are nearer or farther and never simply
    right, it has no share right, and its verdict says that there is no yardstick."""
    figures = dict(found)
    if kind.labelled and result.macro_f1 is not None:
        figures["macro_f1"] = Measure(**result.macro_f1.model_dump())
    graded: dict[str, Any] = {}
    if kind.graded:
        graded["accuracy"] = None
        if result.verdict is not Verdict.NOT_MEASURED:
            graded |= told_as(_without_yardstick(done, found))
    return result.model_copy(update={"kind": kind.id, "metrics": figures, **graded})


def _without_yardstick(done: Sequence[Prediction], found: Mapping[str, Measure]) -> Judgement:
    name = "chrf" if "chrf" in found else "mae"
    figure = found.get(name) or found["answered"]
    values = {
        "figure": name if name in found else "answered",
        "low": f"{figure.value if figure.low is None else figure.low:.2f}",
        "high": f"{figure.value if figure.high is None else figure.high:.2f}",
        "n": len(done),
    }
    return Judgement(Verdict.INCONCLUSIVE, "no_yardstick", values)
