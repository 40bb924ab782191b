"""A guide, a few tasks, and the way from a task to its document."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.decision.profile import Profile
from app.decision.recommend import recommend
from app.guide.load import load_guide
from app.guide.types import Guide
from app.probe.types import Interval, Latency, OutcomeClass, ProbeResult, Tokens, Verdict
from app.report.build import build_report
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
def make(guide: Guide) -> Make:
    """`make(profile, language, probe)` → the document of a fixed day."""

    def make_report(
        profile: Profile, language: Language = Language.EN, probe: ProbeResult | None = None
    ) -> Report:
        return build_report(
            guide,
            profile,
            recommend(guide, profile),
            language=language,
            now=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
            app_version="1.2.3",
            probe=probe,
        )

    return make_report
