"""Measurements whose model says what was recorded: real rows and answers, and no waiting."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.probe.ask import Asker
from app.probe.kept import keep
from app.probe.measure import measure_task
from app.probe.preview import Choices, preview
from app.probe.question import Question
from app.probe.read_table import read_table
from app.probe.task import Task
from app.probe.types import Advice, Answer, OutcomeClass, ProbeResult
from app.probe.variants import Variant

RECORDED = Path(__file__).parent / "data" / "probe" / "recorded-topics.csv"  # GPT-4, 60 topics
TOPICS = Choices(text=("text",), label="label")
REPLY = "None of these, I think."


class Replay:
    """Answers a text with what was recorded for it, else with nothing."""

    tiny = False
    device = "recorded"

    def __init__(self, said: Mapping[str, str], model: str, question: Question) -> None:
        self._said = said
        facts = {"model": model, "way": "chat", "variant": question.variant.value}
        self.facts: Mapping[str, Any] = facts

    def ask(self, text: str) -> Answer:
        answer = self._said.get(text) or None
        return Answer(
            outcome=OutcomeClass.OK if answer else OutcomeClass.OFF_LABEL,
            label=answer,
            detail="" if answer else REPLY,
            latency_ms=400.0 + len(text),
            prompt_tokens=90,
            completion_tokens=4,
        )


def recorded() -> dict[str, str]:
    """What GPT-4 said to each of the recorded texts; "" where it named no topic."""
    with RECORDED.open(encoding="utf-8", newline="") as file:
        return {row["text"]: row["gpt4"] for row in csv.DictReader(file)}


def replayed(
    file: Path,
    said: Mapping[str, str],
    model: str = "gpt-4",
    *,
    data_dir: Path | None = None,
    choices: Choices | None = None,
    variant: Variant = Variant.ZERO_SHOT,
    limit: int | None = None,
    target: float | None = None,
) -> ProbeResult:
    """Measure the rows of `file`, which is kept in `data_dir` if one is given."""
    seen = preview(read_table(file), choices)
    assert seen.found is not None
    if data_dir is not None:
        keep(data_dir, file.read_bytes(), file.suffix)

    @contextmanager
    def open_model(question: Question) -> Iterator[Asker]:
        yield Replay(said, model, question)

    return measure_task(
        seen.found.examples,
        Task(seen.kind, seen.found.labels, variant),
        open_model,
        date="2026-11-24T09:00:00+00:00",
        advice=Advice.LLM,
        limit=limit,
        target=target,
        source={
            "data": seen.table.name,
            "data_sha256": seen.table.sha256,
            "encoding": seen.table.encoding,
            "separator": seen.table.separator,
            "sheet": seen.table.sheet,
            "text_column": " + ".join(seen.text),
            "label_column": seen.label,
            "group_column": seen.group or "",
        },
    )
