"""A measurement in the few words of a list, a title or a menu."""

from datetime import datetime

from app.probe.types import Measure, ProbeResult
from app.words import Language, say

LEADING = ("token_f1", "slot_f1", "chrf", "mae")  # of kinds without a share right, in this order
LONGEST = 40  # characters of a model's name


def model_of(language: Language, result: ProbeResult) -> str:
    name = str(result.manifest.get("model") or "").rsplit("/", 1)[-1]
    return name[:LONGEST] or say(language, "probe_result.unknown_model")


def day_of(at: datetime) -> str:
    """Day and time where the user is."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def name_of(language: Language, result: ProbeResult, at: datetime) -> str:
    """Model, number of examples, and when."""
    model, n = model_of(language, result), f"{result.n:,}"
    return say(language, "probe_result.name_of", model=model, n=n, date=day_of(at))


def kind_of(language: Language, result: ProbeResult) -> str:
    return say(language, f"probe_command.kind_{result.kind}")


def way_of(language: Language, result: ProbeResult) -> str:
    """The variant of the prompt."""
    variant = str(result.manifest.get("variant") or "zero_shot").replace("-", "_")
    return say(language, f"probe_result.way_{variant}")


def figure_of(language: Language, result: ProbeResult) -> str:
    """What the result is judged by first, its interval before its point."""
    if result.accuracy is not None:
        low, high, value = (
            f"{100 * share:.0f}"
            for share in (result.accuracy.low, result.accuracy.high, result.accuracy.value)
        )
        return f"{low}–{high} % ({value} %)"
    name = next((name for name in LEADING if name in result.metrics), "")
    return (
        f"{say(language, f'probe_charts.measure_{name}')} {_range(result.metrics[name])}"
        if name
        else "–"
    )


def _range(figure: Measure) -> str:
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return f"{figure.low:.2f}–{figure.high:.2f}"
