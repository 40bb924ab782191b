"""What is said about a probe: before anything is sent, and after it has ended."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.probe.budget import Price
from app.probe.endpoint import UNTOLD, Endpoint
from app.probe.judge import TRUSTED
from app.probe.per_label import MEAN
from app.probe.plan import Plan, plan_of
from app.probe.question import Question
from app.probe.told_judgement import (
    about_calibration,
    about_groups,
    about_labels,
    about_others,
    about_repeats,
    about_yardstick,
    means_are_told,
)
from app.probe.types import Example, Interval, Measure, ProbeResult
from app.words import Language, say

SHOWN: Final = 300  # characters of the example row and of the labels
LOPSIDED: Final = 0.6  # share of the most frequent label above which means over labels come first


def what_is_sent(
    language: Language,
    endpoint: Endpoint,
    examples: Sequence[Example],
    labels: Sequence[str],
    question: Question | None = None,
    price: Price | None = None,
) -> str:
    """Where to, how many of `examples` (all of them), some of them, and about how much."""
    return "\n".join(planned(language, plan_of(endpoint, examples, labels, question, price)))


def planned(language: Language, plan: Plan) -> Iterator[str]:
    """A plan in lines."""
    tokens = plan.prompt_tokens + plan.completion_tokens
    yield say(
        language,
        "probe_command.plan",
        host=plan.host,
        model=plan.model,
        rows=plan.rows,
        tokens=f"{rounded(tokens):,}",
        labels=", ".join(plan.labels)[:SHOWN],
    )
    for example in plan.preview:
        text = " ".join(example.text.split())[:SHOWN]
        yield say(language, "probe_command.plan_row", line=example.id, text=text)
    if plan.cost is not None and plan.most is not None:
        cost, most = dollars(plan.cost), dollars(plan.most)
        yield say(language, "probe_command.plan_cost", cost=cost, most=most)
    if plan.personal:
        hits = ", ".join(
            say(language, f"probe_command.personal_{kind}", n=n)
            for kind, n in plan.personal.items()
        )
        yield say(language, "probe_command.plan_personal", hits=hits)
    else:
        yield say(language, "probe_command.plan_no_personal")


def what_was_found(language: Language, result: ProbeResult) -> Iterator[str]:
    """The result in lines: the verdict and its reason, then intervals before points."""
    yield say(language, f"probe_command.{result.verdict}")
    yield say(language, f"probe.{result.reason_key}", **result.reason_values)
    yield ""
    yield from figures(language, result)


def figures(language: Language, result: ProbeResult) -> Iterator[str]:
    """Every figure of the result, one a line."""
    yield say(
        language, "probe_command.kind", kind=say(language, f"probe_command.kind_{result.kind}")
    )
    if tried := result.manifest.get("tried"):
        scores = ", ".join(f"{name} {score:.2f}" for name, score in tried["scores"].items())
        yield say(language, "probe_command.tried", n=tried["examples"], scores=scores)
    yield from _shares(language, result)
    for name, figure in result.metrics.items():
        if name not in ("accuracy", "macro_f1"):
            yield _measure(language, name, figure)
    if "judge_kappa" in result.metrics:
        trusted = result.metrics["judge_kappa"].value >= TRUSTED
        key = "probe_command.judge_trusted" if trusted else "probe_command.judge_not_trusted"
        yield say(language, key, graded=result.manifest["graded"], least=TRUSTED)
    if result.majority is not None:
        percent = f"{100 * result.majority:.0f}"
        yield say(language, "probe_command.majority", percent=percent)
    yield from about_others(language, result)
    yield from about_groups(language, result)
    yield from about_calibration(language, result)
    yield from about_yardstick(language, result)
    yield from about_repeats(language, result)
    yield from about_labels(language, result)
    counts = ", ".join(f"{kind} {n}" for kind, n in sorted(result.outcomes.items()) if n)
    yield say(language, "probe_command.outcomes", n=result.n, counts=counts)
    if result.latency_ms is not None:
        p50, p95 = result.latency_ms.p50, result.latency_ms.p95
        yield say(language, "probe_command.latency", p50=f"{p50:.0f}", p95=f"{p95:.0f}")
    yield say(
        language,
        "probe_command.tokens",
        prompt=f"{result.tokens.prompt:,}",
        completion=f"{result.tokens.completion:,}",
    )
    if result.cost is not None:
        yield say(language, "probe_command.cost", cost=dollars(result.cost))
    yield say(
        language,
        "probe_command.model",
        model=result.manifest.get("model", ""),
        device=device_of(language, result),
        way=result.manifest.get("way", ""),
    )


def _shares(language: Language, result: ProbeResult) -> Iterator[str]:
    """Means over labels come first where one label prevails, and not where they say nothing."""
    shares = [
        (say(language, "probe_command.accuracy"), result.accuracy),
        (say(language, "probe_command.baseline"), result.baseline),
    ]
    if means := means_are_told(result):
        shares[1:1] = [
            (say(language, "probe_command.balanced_accuracy"), result.balanced_accuracy),
            (say(language, "probe_command.macro_f1"), result.macro_f1),
        ]
        if (result.majority or 0) > LOPSIDED:
            shares = [*shares[1:3], shares[0], *shares[3:]]
    for name, share in shares:
        if share is not None:
            yield _share(language, name, share)
    if not means:
        yield say(language, "probe_command.no_mean", least=MEAN)


def _share(language: Language, name: str, share: Interval) -> str:
    low, high, value = (f"{100 * each:.0f}" for each in (share.low, share.high, share.value))
    return say(language, "probe_command.share", name=name, low=low, high=high, value=value)


def device_of(language: Language, result: ProbeResult) -> str:
    """What the model ran on, or that its endpoint did not tell."""
    host = str(result.manifest.get("host") or "")
    if result.device == UNTOLD.format(host=host):
        return say(language, "probe_result.device_untold", host=host)
    return result.device


def dollars(amount: float) -> str:
    """Two digits that count, and whole cents from a dollar on."""
    if amount >= 1:
        return f"{amount:.2f}"
    return f"{float(f'{amount:.2g}'):.6f}".rstrip("0").rstrip(".")


def _measure(language: Language, name: str, figure: Measure) -> str:
    value = f"{figure.value:.3f}"
    if figure.low is None or figure.high is None:
        return say(language, "probe_command.measure_alone", name=name, value=value)
    low, high = f"{figure.low:.3f}", f"{figure.high:.3f}"
    return say(language, "probe_command.measure", name=name, low=low, high=high, value=value)


def rounded(tokens: float) -> int:
    """Two digits: more would claim to know how the model cuts words."""
    size = 10 ** max(0, len(str(int(tokens))) - 2)
    return int(-(-tokens // size) * size)
