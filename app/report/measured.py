"""The probe on paper: how it was set up, what it found, what that does and does not show."""

from typing import Final

from app.charts.confusions import confusion_chart
from app.charts.learning import learning_chart
from app.charts.measures import errors_chart, measure_name, measures_chart
from app.charts.shares import shares_chart
from app.probe.told import device_of
from app.probe.told_judgement import about_calibration, about_groups, about_labels, about_others
from app.probe.types import OutcomeClass, ProbeResult, Verdict
from app.report.terms import Subject, shortened
from app.report.types import (
    Block,
    Drawing,
    Field,
    Fields,
    Heading,
    Paragraph,
    Points,
    Table,
)
from app.words import Language, say

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
WRONG: Final = 20  # answers printed
ANSWER: Final = 160  # characters of one
EXACT: Final = ("classification", "multiple_choice", "numeric")  # kinds with one right answer
SETTING: Final = {  # what of the manifest is printed; the attachment has all of it
    "model": "report.set_model",
    "base_url": "report.set_address",
    "variant": "report.set_variant",
    "prompt": "report.set_prompt",
    "prompt_sha256": "report.set_prompt_hash",
    "temperature": "report.set_temperature",
    "seed": "report.set_seed",
    "max_tokens": "report.set_most",
    "data": "report.set_data",
    "data_sha256": "report.set_data_hash",
    "engine": "report.set_engine",
    "date": "report.set_date",
}


def measured(
    subject: Subject, probe: ProbeResult | None, *, with_answers: bool
) -> tuple[Block, ...]:
    """Section G. Intervals stand before points; nothing is said that the result does not hold.

    Single answers are printed only `with_answers`, since they may quote the user's own data.
    """
    if probe is None:
        return (Paragraph(subject.say("report.no_probe")),)
    language = subject.language
    blocks: list[Block] = [
        Paragraph(subject.say(VERDICTS[probe.verdict]), strong=True),
        Paragraph(_reason(subject, probe)),
        *_charts(language, probe),
    ]
    if shares := _shares(subject, probe):
        heads = ("report.measure", "report.interval", "report.point")
        blocks.append(Table(tuple(map(subject.say, heads)), (4, 3, 2), shares))
    lines = (
        *about_others(language, probe),
        *about_groups(language, probe),
        *about_calibration(language, probe),
        *about_labels(language, probe),
    )
    if lines:
        blocks.append(Points(lines))
    counts = [(subject.say(OUTCOMES[kind]), n) for kind, n in probe.outcomes.items() if n]
    if counts:
        rows = tuple((name, f"{n:,}") for name, n in counts)
        headings = (subject.say("report.ended"), subject.say("report.requests"))
        blocks.append(Table(headings, (6, 3), rows))
    blocks += _wrong(subject, probe, shown=with_answers)
    blocks.append(Heading(subject.say("report.setting")))
    blocks.append(Fields(_setting(subject, probe)))
    blocks.append(Heading(subject.say("report.probe_limits")))
    blocks.append(
        Points((subject.say("report.probe_never_changes"), subject.say("report.tiny_model")))
    )
    return tuple(blocks)


def _charts(language: Language, probe: ProbeResult) -> list[Drawing]:
    """Against what it is compared with, over the number of labels, and label by label."""
    whole = probe.curve is None or (probe.curve.points and probe.curve.continued)
    pictures = (
        shares_chart(language, probe),
        measures_chart(language, probe),
        errors_chart(language, probe),
        learning_chart(language, probe) if whole else None,
        confusion_chart(language, probe),
    )
    return [Drawing(picture) for picture in pictures if picture is not None]


def _wrong(subject: Subject, probe: ProbeResult, *, shown: bool) -> list[Block]:
    wrong = [
        one
        for one in probe.predictions
        if one.answer != one.label and one.outcome is not OutcomeClass.CANCELLED
    ]
    if not wrong:
        return []
    exact = probe.kind in EXACT
    told = subject.say("report.wrong_answers" if exact else "report.other_answers", n=len(wrong))
    heading = Heading(told)
    if not shown:
        return [heading, Paragraph(subject.say("report.answers_left_out"))]
    heads = ("report.row", "report.right_answer", "report.model_answer", "report.ended")
    rows = tuple(
        (
            shortened(one.id, 40),
            shortened(one.label, ANSWER),
            shortened(one.answer, ANSWER) if one.answer is not None else "–",
            subject.say(OUTCOMES[one.outcome]),
        )
        for one in wrong[:WRONG]
    )
    return [heading, Table(tuple(map(subject.say, heads)), (1.4, 4, 4, 2.6), rows)]


def _reason(subject: Subject, probe: ProbeResult) -> str:
    try:
        return say(subject.language, f"probe.{probe.reason_key}", **probe.reason_values)
    except (KeyError, ValueError, IndexError):  # a result of another version: its own words
        return shortened(probe.reason)


def _shares(subject: Subject, probe: ProbeResult) -> tuple[tuple[str, ...], ...]:
    """Name, interval and point of every share that was measured."""
    named = (
        ("report.accuracy", probe.accuracy),
        ("report.balanced_accuracy", probe.balanced_accuracy),
        ("report.macro_f1", probe.macro_f1),
        ("report.baseline", probe.baseline),
    )
    rows = [
        (subject.say(key), f"{share.low:.3f} – {share.high:.3f}", f"{share.value:.3f}")
        for key, share in named
        if share is not None
    ]
    for name, figure in probe.metrics.items():
        if name not in ("accuracy", "macro_f1"):
            ends = [f"{end:.3f}" for end in (figure.low, figure.high) if end is not None]
            interval = " – ".join(ends) if len(ends) == 2 else "–"
            title = shortened(measure_name(subject.language, name), 60)
            rows.append((title, interval, f"{figure.value:.3f}"))
    if probe.majority is not None:
        rows.append((subject.say("report.majority"), "–", f"{probe.majority:.3f}"))
    return tuple(rows)


def _setting(subject: Subject, probe: ProbeResult) -> tuple[Field, ...]:
    fields = [
        Field(subject.say("report.examples"), f"{probe.n:,}"),
        Field(subject.say("report.device"), shortened(device_of(subject.language, probe), 200)),
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
    for key, name in SETTING.items():
        value = probe.manifest.get(key)
        if isinstance(value, str | int | float) and value != "":
            fields.append(Field(subject.say(name), shortened(str(value), 400)))
    fields.append(Field(subject.say("report.set_rest"), subject.say("report.set_attached")))
    return tuple(fields)
