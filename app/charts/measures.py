"""What a kind of task is judged by beside the share right: one row for each figure."""

from math import ceil, floor, log10
from typing import Final

from app.charts.whiskers import SHARES, Axis, Row, said_of, share_row, whiskers
from app.draw.colours import Ink
from app.draw.types import Picture
from app.probe.types import Measure, ProbeResult
from app.words import Language, say

FIGURES: Final = (  # between 0 and 1, the leading one of its kind first
    "token_f1", "slot_f1", "chrf", "exact_match", "precision", "recall",
    "rouge_1", "rouge_l", "bleu", "answered",
)  # fmt: skip
STEPS: Final = (1, 2, 2.5, 5, 10)


def measures_chart(language: Language, result: ProbeResult) -> Picture | None:
    """The figures between 0 and 1; None where the kind has none but the share right."""
    rows = [
        share_row(measure_name(language, name), result.metrics[name], Ink.LLM)
        for name in FIGURES
        if name in result.metrics
    ]
    if not rows:
        return None
    alt = say(language, "probe_charts.measures_alt", said=said_of(rows))
    return whiskers(rows, alt, SHARES)


def errors_chart(language: Language, result: ProbeResult) -> Picture | None:
    """How far off the numbers were in the mean, against always giving the middle one."""
    found = [
        (name, result.metrics[name], ink)
        for name, ink in (("mae", Ink.LLM), ("mae_of_median", Ink.MUTED))
        if name in result.metrics
    ]
    if not found:
        return None
    highest = max(figure.high or figure.value for _, figure, _ in found) or 1.0
    places = max(0, 2 - floor(log10(highest)))  # three digits of the largest
    rows = [
        _error(measure_name(language, name), figure, ink, places) for name, figure, ink in found
    ]
    step = _step(highest / 4)
    ticks = [step * at for at in range(ceil(highest / step) + 1)]
    axis = Axis(0, ticks[-1], ticks, [f"{tick:g}" for tick in ticks])
    return whiskers(rows, say(language, "probe_charts.errors_alt", said=said_of(rows)), axis)


def _error(name: str, figure: Measure, ink: Ink, places: int) -> Row:
    if figure.low is None or figure.high is None:
        return Row(name, figure.value, None, None, f"{figure.value:.{places}f}", ink)
    figures = f"{figure.low:.{places}f}–{figure.high:.{places}f}"
    return Row(name, figure.value, figure.low, figure.high, figures, ink)


def _step(least: float) -> float:
    """The next round number from `least` on."""
    power = 10.0 ** (ceil(log10(least)) - 1)
    return float(next(step * power for step in STEPS if step * power >= least * 0.999))


def measure_name(language: Language, name: str) -> str:
    """What a figure is called; its own name where it is another version's."""
    known = name in (*FIGURES, "mae", "mae_of_median", "spearman")
    return say(language, f"probe_charts.measure_{name}") if known else name
