"""The probe on paper: how it was set up, what it found, what that does and does not show."""

from app.probe.types import Interval, OutcomeClass, ProbeResult, Verdict
from app.report.terms import Subject, shortened
from app.report.types import Block, Chart, Dot, Field, Fields, Paragraph, Table
from app.words import say

VERDICTS = {
    Verdict.SUPPORTS: "report.verdict_supports",
    Verdict.CONTRADICTS: "report.verdict_contradicts",
    Verdict.INCONCLUSIVE: "report.verdict_inconclusive",
    Verdict.NOT_MEASURED: "report.verdict_not_measured",
}
OUTCOMES = {
    OutcomeClass.OK: "report.probe_ok",
    OutcomeClass.OFF_LABEL: "report.probe_off_label",
    OutcomeClass.EMPTY: "report.probe_empty",
    OutcomeClass.TRUNCATED: "report.probe_truncated",
    OutcomeClass.REFUSAL: "report.probe_refusal",
    OutcomeClass.CONTENT_FILTER: "report.probe_content_filter",
    OutcomeClass.CONTEXT_OVERFLOW: "report.probe_context_overflow",
    OutcomeClass.BAD_RESPONSE: "report.probe_bad_response",
    OutcomeClass.TIMEOUT: "report.probe_timeout",
    OutcomeClass.CONNECTION: "report.probe_connection",
    OutcomeClass.TLS: "report.probe_tls",
    OutcomeClass.RATE_LIMITED: "report.probe_rate_limited",
    OutcomeClass.QUOTA: "report.probe_quota",
    OutcomeClass.AUTH: "report.probe_auth",
    OutcomeClass.SERVER_ERROR: "report.probe_server_error",
    OutcomeClass.CANCELLED: "report.probe_cancelled",
}
SETTING = 14  # lines of the manifest that are printed; the attachment has them all


def measured(subject: Subject, probe: ProbeResult | None) -> tuple[Block, ...]:
    """Section G. Intervals stand before points; nothing is said that the result does not hold."""
    if probe is None:
        return (Paragraph(subject.say("report.no_probe")),)
    blocks: list[Block] = [
        Paragraph(subject.say(VERDICTS[probe.verdict]), strong=True),
        Paragraph(_reason(subject, probe)),
    ]
    dots = _dots(subject, probe)
    if dots:
        alt = "; ".join(f"{dot.label}: {dot.text}" for dot in dots)
        blocks.append(Chart(dots, subject.say("report.share_right"), alt))
        heads = ("report.measure", "report.interval", "report.point")
        blocks.append(
            Table(
                tuple(map(subject.say, heads)),
                (4, 3, 2),
                tuple((dot.label, _interval(dot), f"{dot.value:.3f}") for dot in dots),
            )
        )
    counts = [(subject.say(OUTCOMES[kind]), n) for kind, n in probe.outcomes.items() if n]
    if counts:
        rows = tuple((name, f"{n:,}") for name, n in counts)
        headings = (subject.say("report.ended"), subject.say("report.requests"))
        blocks.append(Table(headings, (6, 3), rows))
    blocks.append(Fields(_setting(subject, probe)))
    blocks.append(Paragraph(subject.say("report.probe_never_changes")))
    blocks.append(Paragraph(subject.say("report.tiny_model")))
    return tuple(blocks)


def _reason(subject: Subject, probe: ProbeResult) -> str:
    try:
        return say(subject.language, f"probe.{probe.reason_key}", **probe.reason_values)
    except (KeyError, ValueError, IndexError):  # a result of another version: its own words
        return shortened(probe.reason)


def _dots(subject: Subject, probe: ProbeResult) -> tuple[Dot, ...]:
    shown = (
        (subject.say("report.accuracy"), probe.accuracy, True),
        (subject.say("report.macro_f1"), probe.macro_f1, True),
        (subject.say("report.baseline"), probe.baseline, False),
    )
    dots = [
        Dot(label, share.value, share.low, share.high, _text(share), model)
        for label, share, model in shown
        if share is not None
    ]
    if probe.majority is not None:
        label = subject.say("report.majority")
        dots.append(Dot(label, probe.majority, None, None, f"{probe.majority:.2f}", False))
    return tuple(dots)


def _text(share: Interval) -> str:
    return f"[{share.low:.2f}, {share.high:.2f}] {share.value:.2f}"


def _interval(dot: Dot) -> str:
    if dot.low is None or dot.high is None:
        return "–"
    return f"{dot.low:.3f} – {dot.high:.3f}"


def _setting(subject: Subject, probe: ProbeResult) -> tuple[Field, ...]:
    fields = [
        Field(subject.say("report.examples"), f"{probe.n:,}"),
        Field(subject.say("report.device"), shortened(probe.device, 200)),
    ]
    if probe.latency_ms:
        values = {"p50": f"{probe.latency_ms.p50:,.0f}", "p95": f"{probe.latency_ms.p95:,.0f}"}
        fields.append(
            Field(subject.say("report.latency"), subject.say("report.latency_value", **values))
        )
    tokens = subject.say(
        "report.tokens_value",
        prompt=f"{probe.tokens.prompt:,}",
        completion=f"{probe.tokens.completion:,}",
    )
    fields.append(Field(subject.say("report.tokens"), tokens))
    if probe.cost is not None:
        cost = subject.say("report.dollars", amount=f"{probe.cost:,.4f}")
        fields.append(Field(subject.say("report.measured_cost"), cost))
    plain = [
        (key, value)
        for key, value in probe.manifest.items()
        if isinstance(value, str | int | float) and value != ""
    ]
    fields += [
        Field(shortened(key, 60), shortened(str(value), 400)) for key, value in plain[:SETTING]
    ]
    return tuple(fields)
