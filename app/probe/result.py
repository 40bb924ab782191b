"""From the answers to the result: one piece of work, for this process or a child of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from app.errors import Cancelled
from app.probe.analysis import Setting, analyse
from app.probe.apart import Lost
from app.probe.baseline import Baseline, learned_from
from app.probe.compute import Cancel, Compute, Progress
from app.probe.kind_figures import measures, scored, with_measures
from app.probe.kinds.registry import KINDS
from app.probe.score import finished
from app.probe.types import Calibration, Example, Measure, Prediction, ProbeResult
from app.probe.yardstick import beside_simple_ways

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answered:
    """All that a result is made of; see `analyse` for what is not said here.

    `kind` is an id. `predictions` are not scored yet where the kind is not one of labels. `graded`
    holds what a judge found.
    """

    kind: str
    examples: Sequence[Example]
    predictions: tuple[Prediction, ...]
    setting: Setting
    tiny: bool
    device: str
    manifest: Mapping[str, Any]
    of: int
    contradictory: tuple[float, float]
    calibration: Calibration | None = None
    small: tuple[Baseline, ...] | None = None
    graded: Mapping[str, Measure] = field(default_factory=dict)
    stopped: bool = False
    lost: bool = False


def result_of(answered: Answered, training: Progress, cancelled: Cancel) -> ProbeResult:
    """Every figure with its interval, the verdict, and the figures of the kind. Raises
    Cancelled."""
    kind, setting = KINDS[answered.kind], answered.setting
    told = answered.predictions if kind.labelled else scored(kind, answered.predictions)
    result = analyse(
        answered.examples,
        told,
        setting,
        tiny=answered.tiny,
        device=answered.device,
        manifest=answered.manifest,
        calibration=answered.calibration,
        small=answered.small,
        contradictory=answered.contradictory,
        of=answered.of,
        stopped=answered.stopped,
        lost=answered.lost,
        training=training,
        cancelled=cancelled,
    )
    done = finished(told)
    found = {**measures(kind, done, setting.seed), **answered.graded}
    result = with_measures(result, kind, done, found)
    if kind.labelled or answered.stopped or answered.lost:
        return result
    return beside_simple_ways(
        result,
        answered.examples,
        kind,
        setting.advice,
        setting.seed,
        tiny=answered.tiny,
        cancelled=cancelled,
    )


def concluded(
    answered: Answered,
    compute: Compute,
    training: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> ProbeResult:
    """The result of a run, whatever happens: without comparisons once `cancelled()`, within a
    second, and where the process that compares is lost. What is left then is done here: it takes
    less than having it done."""
    answered = replace(answered, examples=_needed(answered))
    if not answered.stopped:
        try:
            return compute(partial(result_of, answered), training, cancelled)
        except Cancelled:
            answered = replace(answered, stopped=True)
        except Lost:
            answered = replace(answered, lost=True)
    return result_of(answered, training, lambda: False)


def _needed(answered: Answered) -> tuple[Example, ...]:
    """Of all examples those that were asked or are learned from: the rest goes nowhere."""
    asked = {one.id for one in answered.predictions}
    if answered.small is not None:
        return tuple(one for one in answered.examples if one.id in asked)
    return tuple(learned_from(answered.examples, asked, answered.setting.seed))
