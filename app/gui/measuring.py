"""The work behind the probe page: values in, a measurement out, off the interface's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.gui.jobs import Progress
from app.journal import Journal
from app.probe.endpoint import Endpoint
from app.probe.examples import Import
from app.probe.terms import Terms
from app.probe.types import Advice, ProbeResult


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a measurement needs, as values: it runs off the interface's thread."""

    found: Import
    where: Endpoint | Path | None
    data_dir: Path
    advice: Advice
    limit: int | None
    source: dict[str, object]


def measure(plan: Plan, progress: Progress, cancelled: Callable[[], bool]) -> ProbeResult:
    """Make the model ready, ask it, and let it go again.

    Answers are kept in a journal as they come; the store drops it once it has the result.
    """
    # numpy and llama.cpp load here and not when the page is opened
    from app.probe.ready import at_once, ready_model  # noqa: PLC0415
    from app.probe.run import run_probe  # noqa: PLC0415

    concurrency = at_once(plan.where)
    with (
        ready_model(
            plan.where,
            plan.found.labels,
            data_dir=plan.data_dir,
            concurrency=concurrency,
            fetching=lambda _done, _total: None,
            cancelled=cancelled,
        ) as asker,
    ):
        return run_probe(
            plan.found.examples,
            plan.found.labels,
            asker,
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            source=plan.source,
            advice=plan.advice,
            limit=plan.limit,
            concurrency=concurrency,
            progress=progress,
            cancelled=cancelled,
            terms=Terms(journals=partial(Journal.open, plan.data_dir)),
        )
