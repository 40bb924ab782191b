"""A guide, a few tasks, and the way from a task to its document."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from app.decision.profile import Profile
from app.decision.recommend import recommend
from app.guide.load import load_guide
from app.guide.types import Guide
from app.probe.types import (
    Confusion,
    Crossover,
    Curve,
    CurvePoint,
    Interval,
    Latency,
    OutcomeClass,
    Prediction,
    ProbeResult,
    Tokens,
    Verdict,
)
from app.report.build import build_report
from app.report.pdf import pdf_bytes
from app.report.types import Report
from app.words import Language

Make = Callable[..., Report]
NO = ("human_like", "multi_step", "many_tasks", "far_from_language", "few_labels")
NO_MORE = ("unfamiliar_inputs", "open_generation", "world_knowledge")


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load_guide()


@pytest.fixture(scope="session")
def settled() -> Profile:
    """Ends at a fine-tuned model, with limits, facts and a note in Typst's own language."""
    answers = {question: {"value": "no", "sureness": "checked"} for question in NO + NO_MORE}
    answers["few_labels"] |= {"sureness": "guessed", "note": "ask Ops: #$<&@*_ #panic()"}
    return Profile.model_validate(
        {
            "project": "Helpdesk",
            "name": "Ticket routing",
            "summary": "One ticket in, one of twelve queues out.",
            "owner": "A. Tanaka",
            "answers": answers,
            "facts": {"labelled_examples": 8000, "monthly_volume": 40000, "languages": ["en"]},
            "limits": {"data_may_leave": "no", "max_latency_ms": 500, "regulated": "unsure"},
            "kept": {"by": "another version"},
        }
    )


@pytest.fixture(scope="session")
def still_open(settled: Profile) -> Profile:
    """The same task, but nobody knows how many labelled examples there are."""
    answers = {**settled.answers, "few_labels": {"value": "unsure"}}
    return Profile.model_validate({**settled.model_dump(), "answers": answers})


@pytest.fixture(scope="session")
def probe() -> ProbeResult:
    return ProbeResult(
        n=200,
        accuracy=Interval(value=0.8, low=0.739, high=0.85),
        macro_f1=Interval(value=0.77, low=0.7, high=0.83),
        majority=0.34,
        baseline=Interval(value=0.72, low=0.654, high=0.778),
        verdict=Verdict.INCONCLUSIVE,
        reason="Measured by another version.",
        reason_key="of_another_version",
        outcomes={OutcomeClass.OK: 190, OutcomeClass.TIMEOUT: 10},
        latency_ms=Latency(p50=105, p95=240),
        tokens=Tokens(prompt=12_000, completion=400),
        device="CPU",
        manifest={"model": "SmolLM2-135M-Instruct", "seed": 7},
        predictions=(),
    )


@pytest.fixture(scope="session")
def long_probe(probe: ProbeResult) -> ProbeResult:
    """One with everything: a learning curve, a crossing, a table of labels, a wrong answer."""
    points = [(25, 0.55), (50, 0.62), (100, 0.68), (200, 0.72), (600, 0.78)]
    curve = [
        CurvePoint(labels=n, value=value, low=value - 0.05, high=value + 0.05)
        for n, value in points
    ]
    return probe.model_copy(
        update={
            "curve": Curve(learner="words", points=curve[:4], continued=curve[3:], repeats=5),
            "crossover": Crossover(
                category="within_three", today=200, value=500, low=300, high=None,
                within_today=0.2, within_three=0.6, never=0.4,
            ),
            "confusion": Confusion(
                labels=("billing", "delivery"), counts=((90, 10, 2), (20, 78, 0))
            ),
            "predictions": (
                Prediction(id="6", label="billing", answer="billing", outcome=OutcomeClass.OK),
                Prediction(id="7", label="secret", answer="billing", outcome=OutcomeClass.OK),
            ),
        }
    )  # fmt: skip


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """`pdf(report, paper)` → the PDF, set once for each report."""
    return cache(pdf_bytes)


@pytest.fixture(scope="session")
def make(guide: Guide) -> Make:
    """`make(profile, language, probe, …)` → the document of a fixed day."""

    def make_report(
        profile: Profile,
        language: Language = Language.EN,
        probe: ProbeResult | None = None,
        **more: Any,
    ) -> Report:
        return build_report(
            guide,
            profile,
            recommend(guide, profile),
            language=language,
            now=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
            app_version="1.2.3",
            probe=probe,
            **more,
        )

    return make_report
