"""What is said of the judgement: power before the run, then comparisons, labels, the crossover."""

from collections.abc import Iterator
from typing import Final

from app.probe.per_label import CLAIM, MEAN
from app.probe.power import power, verdict_odds
from app.probe.types import Crossover, Difference, ProbeResult
from app.probe.verdict import LEAST
from app.words import Language, say

FLIPS: Final = 0.05  # share of answers that change, above which one answer for each is too few
LABELS: Final = 20  # told one by one; more are for the file
AWAY: Final = 0.1  # how far from the target a model is taken to be


def what_it_can_show(language: Language, n: int, target: float | None = None) -> Iterator[str]:
    """What `n` examples can and cannot show, before anything is spent."""
    told = power(n)
    values = {"n": n, "half": round(100 * told.half_width), "enough": told.enough}
    if n < LEAST:
        yield say(language, "probe_command.power_none", fewest=LEAST, **values)
        return
    values["least"] = round(100 * (told.least or 1))
    enough = n >= told.enough
    yield say(
        language, "probe_command.power_enough" if enough else "probe_command.power", **values
    )
    if target is not None:
        better, worse = min(1.0, target + AWAY), max(0.0, target - AWAY)
        yield say(
            language,
            "probe_command.power_target",
            target=round(100 * target),
            high=round(100 * better),
            low=round(100 * worse),
            supports=round(100 * verdict_odds(n, better, target).supports),
            contradicts=round(100 * verdict_odds(n, worse, target).contradicts),
        )


def about_others(language: Language, result: ProbeResult) -> Iterator[str]:
    """The model against the most frequent label and against what was trained."""
    for one in result.comparisons:
        yield _difference(
            language,
            one.difference,
            against=say(language, "probe_command.baseline_name"),
            only_model=one.only_model,
            only_other=one.only_other,
            p=_p(one.p_holm),
        )
    if result.manifest.get("comparison_lost"):
        yield say(language, "probe_command.comparison_lost")
    if result.crossover is not None:
        yield about_crossover(language, result.crossover)
        yield say(language, "probe_command.crossover_floor")


def about_crossover(language: Language, crossing: Crossover) -> str:
    """At how many labels the small model overtakes the other; no number beyond three times."""
    return say(
        language,
        f"probe_command.crossover_{crossing.category}",
        value=_labels(crossing.value),
        low=_labels(crossing.low),
        high=_labels(crossing.high),
        labels=_labels(crossing.high),
        today=_labels(crossing.today),
    )


def about_calibration(language: Language, result: ProbeResult) -> Iterator[str]:
    """What was taken off the label scores, and how far the probabilities hold."""
    done = result.calibration
    if done is None:
        return
    way = say(language, f"probe_command.calibration_{done.way}")
    if done.chosen_on:
        yield say(language, "probe_command.calibration", way=way, n=done.chosen_on)
    else:
        yield say(language, "probe_command.calibration_usual", way=way)
    if done.ece is not None and done.brier is not None:
        ece, brier = f"{100 * done.ece:.0f}", f"{done.brier:.2f}"
        yield say(language, "probe_command.probabilities", ece=ece, brier=brier)


def about_groups(language: Language, result: ProbeResult) -> Iterator[str]:
    """That examples belong together, where that widens the intervals."""
    clusters = result.clusters
    if clusters is not None:
        yield say(
            language,
            f"probe_command.clusters_{clusters.kind}",
            n=result.n,
            groups=clusters.groups,
            effective=round(result.n / clusters.design_effect),
        )


def about_yardstick(language: Language, result: ProbeResult) -> Iterator[str]:
    """The model against the best simple way, where answers are no labels."""
    beside = result.yardstick
    if beside is not None:
        yield _difference(
            language,
            beside.difference,
            key="probe_command.yardstick",
            way=say(language, f"probe_command.way_{beside.way}"),
            simple=f"{100 * beside.simple.value:.0f}",
        )


def about_repeats(language: Language, result: ProbeResult) -> Iterator[str]:
    """How steady the answers are, where the same was asked again."""
    again = result.repeat
    if again is None:
        return
    yield say(
        language,
        "probe_command.repeat_unsteady" if again.share.value > FLIPS else "probe_command.repeat",
        n=again.n,
        changed=again.changed,
        low=round(100 * again.share.low),
        high=round(100 * again.share.high),
    )


def about_labels(language: Language, result: ProbeResult) -> Iterator[str]:
    """The labels one by one, the worst found first; rare ones are named and not judged."""
    asked = [(one, one.recall) for one in result.per_label if one.recall is not None]
    claimed = [(one, recall) for one, recall in asked if one.n >= CLAIM]
    rare = [one.label for one, _ in asked if one.n < CLAIM]
    if claimed:
        yield say(language, "probe_command.label_heading")
    for one, recall in sorted(claimed, key=lambda pair: pair[1].value)[:LABELS]:
        yield say(
            language,
            "probe_command.label_recall",
            label=one.label[:40],
            n=one.n,
            low=round(100 * recall.low),
            high=round(100 * recall.high),
        )
    if rare:
        named = ", ".join(label[:40] for label in rare[:LABELS])
        more = f" (+{len(rare) - LABELS})" if len(rare) > LABELS else ""
        yield say(language, "probe_command.few_labels", labels=named + more, least=CLAIM)


def means_are_told(result: ProbeResult) -> bool:
    """A mean over labels says something only where the rarest has enough examples."""
    return all(one.n >= MEAN for one in result.per_label)


def _difference(
    language: Language,
    told: Difference,
    key: str = "probe_command.difference",
    **values: object,
) -> str:
    low, high, value = (f"{100 * each:+.0f}" for each in (told.low, told.high, told.value))
    return say(language, key, low=low, high=high, value=value, **values)


def _labels(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"
