"""What is said about a probe: before anything is sent, and after it has ended."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.probe.endpoint import Endpoint
from app.probe.per_label import MEAN
from app.probe.prompt import chat_messages
from app.probe.told_judgement import (
    about_calibration,
    about_groups,
    about_labels,
    about_others,
    means_are_told,
)
from app.probe.types import Example, Interval, ProbeResult
from app.words import Language, say

SHOWN: Final = 300  # characters of the example row and of the labels
LOPSIDED: Final = 0.6  # share of the most frequent label above which means over labels come first


def what_is_sent(
    language: Language, endpoint: Endpoint, examples: Sequence[Example], labels: Sequence[str]
) -> str:
    """Where to, how many of `examples` (all of them), one of them, and about how much."""
    tokens = sum(_tokens(example, labels) for example in examples)
    return say(
        language,
        "probe_command.plan",
        host=endpoint.host,
        model=endpoint.model,
        rows=len(examples),
        tokens=f"{_rounded(tokens):,}",
        labels=", ".join(labels)[:SHOWN],
        line=examples[0].id,
        text=" ".join(examples[0].text.split())[:SHOWN],
    )


def what_was_found(language: Language, result: ProbeResult) -> Iterator[str]:
    """The result in lines: the verdict and its reason, then intervals before points."""
    yield say(language, f"probe_command.{result.verdict}")
    yield say(language, f"probe.{result.reason_key}", **result.reason_values)
    yield ""
    yield from figures(language, result)


def figures(language: Language, result: ProbeResult) -> Iterator[str]:
    """Every figure of the result, one a line."""
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
    if result.majority is not None:
        percent = f"{100 * result.majority:.0f}"
        yield say(language, "probe_command.majority", percent=percent)
    yield from about_others(language, result)
    yield from about_groups(language, result)
    yield from about_calibration(language, result)
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
    yield say(
        language,
        "probe_command.model",
        model=result.manifest.get("model", ""),
        device=result.device,
        way=result.manifest.get("way", ""),
    )


def _share(language: Language, name: str, share: Interval) -> str:
    low, high, value = (f"{100 * each:.0f}" for each in (share.low, share.high, share.value))
    return say(language, "probe_command.share", name=name, low=low, high=high, value=value)


def _tokens(example: Example, labels: Sequence[str]) -> float:
    """About the tokens of one request: four ASCII characters or one other make one."""
    sent = "".join(message["content"] for message in chat_messages(example.text, labels))
    plain = sum(map(str.isascii, sent))
    return plain / 4 + (len(sent) - plain)


def _rounded(tokens: float) -> int:
    """Two digits: more would claim to know how the model cuts words."""
    size = 10 ** max(0, len(str(int(tokens))) - 2)
    return int(-(-tokens // size) * size)
