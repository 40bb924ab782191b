"""Measure a task of any kind: try ways of asking where several may do, ask, and score."""

import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from statistics import mean
from typing import Any

from app import __version__
from app.probe.again import asked_again
from app.probe.analysis import Setting
from app.probe.ask import Asker, Cancel, Progress, ask_all
from app.probe.calibrate import best, offsets
from app.probe.judge import TRUSTED, Judge, agreement, to_grade
from app.probe.kind_figures import scored
from app.probe.kinds.shares import share_right
from app.probe.question import Question
from app.probe.result import Answered, concluded
from app.probe.run import Whole, run_probe
from app.probe.score import finished
from app.probe.task import Layout, Task, lay_out
from app.probe.terms import Terms
from app.probe.types import (
    Advice,
    Answer,
    Example,
    Measure,
    OutcomeClass,
    Prediction,
    ProbeResult,
)

OpenModel = Callable[[Question], AbstractContextManager[Asker]]


def measure_task(
    examples: Sequence[Example],
    task: Task,
    open_model: OpenModel,
    *,
    date: str,
    source: Mapping[str, Any] | None = None,
    advice: Advice = Advice.NO_PROFILE,
    target: float | None = None,
    embedder: Path | None = None,
    limit: int | None = None,
    seed: int = 0,
    concurrency: int = 4,
    progress: Progress = lambda done, total: None,
    training: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
    judge: Judge | None = None,
    terms: Terms | None = None,
) -> ProbeResult:
    """Ask for the answers to `examples` (at most `limit` of them) and say what that shows.

    `open_model` makes the model ready for one question and lets it go again. Where the task
    leaves the variant open, the best on the examples set apart is taken: the mean of their
    scores, the simpler of equals. `judge` grades written answers, if it proves to grade as the
    user does. Else as `run_probe`.
    """
    terms = terms or Terms()
    layout = lay_out(examples, task, limit, seed)
    notes: dict[str, Any] = {"kind": task.kind.id, "set_apart": len(layout.apart)}
    question = layout.questions[0]
    if layout.tried:
        scores = _tried(layout, open_model, concurrency, progress, cancelled, terms)
        question = max(layout.questions, key=lambda one: scores[one.variant])
        notes["tried"] = {"examples": len(layout.tried), "scores": scores}
    before = len(layout.questions) * len(layout.tried)
    whole = Whole(examples)
    with open_model(question) as asker:

        def further(done: int, total: int) -> None:
            progress(before + done, layout.requests)
            if done and not task.kind.labelled:
                whole.begin()

        if task.kind.labelled:
            return run_probe(
                [*layout.scored, *layout.others],
                task.labels,
                asker,
                date=date,
                kind=task.kind,
                source={**(source or {}), **notes},
                advice=advice,
                target=target,
                embedder=embedder,
                asked=layout.scored,
                seed=seed,
                concurrency=concurrency,
                progress=further,
                training=training,
                cancelled=cancelled,
                terms=terms,
            )
        answers = ask_all(
            [example.text for example in layout.scored],
            asker,
            concurrency=concurrency,
            progress=further,
            cancelled=cancelled,
            terms=terms,
        )
        repeat = asked_again(
            layout.scored,
            answers,
            asker,
            seed,
            concurrency=concurrency,
            cancelled=cancelled,
            terms=terms,
        )
    predictions = _predictions(task.labels, layout.scored, answers)
    graded: dict[str, Measure] = {}
    done = finished(predictions)
    if judge is not None and done and not (cancelled() or terms.tally.stopped):
        with open_model(judge.question) as grader:
            ask = partial(
                ask_all, asker=grader, concurrency=concurrency, cancelled=cancelled, terms=terms
            )
            graded = _grades(judge, layout.scored, done, ask, seed)
    sha256, contradictory = whole.result()
    answered = Answered(
        kind=task.kind.id,
        examples=examples,
        predictions=predictions,
        setting=Setting((), advice, target, (), seed),
        tiny=asker.tiny,
        device=asker.device,
        manifest={
            **asker.facts,
            "date": date,
            "examples_sha256": sha256,
            **(source or {}),
            **notes,
            **({"judge": judge.question.facts, "graded": len(judge.graded)} if judge else {}),
            "concurrency": concurrency,
            **terms.facts,
            "signpost": __version__,
            "python": platform.python_version(),
            "system": platform.platform(terse=True),
        },
        of=len(examples),
        contradictory=contradictory,
        graded=graded,
    )
    result = concluded(answered, terms.compute, cancelled=cancelled)
    return result.model_copy(update={"cost": terms.cost, "repeat": repeat})


def _tried(
    layout: Layout,
    open_model: OpenModel,
    concurrency: int,
    progress: Progress,
    cancelled: Cancel,
    terms: Terms,
) -> dict[str, float]:
    """The mean score of each question on the examples set apart; what failed scores 0."""
    scores: dict[str, float] = {}
    for question in layout.questions:
        before = len(scores) * len(layout.tried)

        def further(done: int, total: int, before: int = before) -> None:
            progress(before + done, layout.requests)

        with open_model(question) as asker:
            answers = ask_all(
                [example.text for example in layout.tried],
                asker,
                concurrency=concurrency,
                progress=further,
                cancelled=cancelled,
                terms=terms,
            )
        predictions = _predictions(question.labels, layout.tried, answers)
        told = scored(question.kind, predictions)
        scores[question.variant] = mean(one.score or 0.0 for one in told)
    return scores


def _predictions(
    labels: Sequence[str], examples: Sequence[Example], answers: Sequence[Answer]
) -> tuple[Prediction, ...]:
    """Each answer beside its example, not scored yet."""
    offset = offsets([answer.scores for answer in answers if answer.scores is not None])
    told = [
        answer.label if answer.scores is None else best(labels, answer.scores, offset)
        for answer in answers
    ]
    return tuple(
        Prediction(
            id=example.id,
            label=example.label,
            answer=said,
            **answer.model_dump(exclude={"label", "scores"}),
        )
        for example, answer, said in zip(examples, answers, told, strict=True)
    )


def _grades(
    judge: Judge,
    examples: Sequence[Example],
    done: Sequence[Prediction],
    ask: Callable[[Sequence[str]], list[Answer]],
    seed: int,
) -> dict[str, Measure]:
    """`judge_kappa`: how far the judge agrees with the user. Only from TRUSTED on `judged_…`: the
    share of the answers that got each grade."""

    def told(shown: Sequence[str]) -> list[str | None]:
        answers = ask(shown)
        labelled = [Example(id="", text=text, label="") for text in shown]
        graded = _predictions(judge.question.labels, labelled, answers)
        return [one.answer if one.outcome is OutcomeClass.OK else None for one in graded]

    users = [one.label for one in judge.graded]
    kappa = agreement(users, told([one.text for one in judge.graded]), seed)
    if kappa.value < TRUSTED:
        return {"judge_kappa": kappa}
    asked = {one.id: one for one in examples}
    given = told([to_grade(asked[one.id].text, one.label, one.answer or "") for one in done])
    shares = {
        f"judged_{grade}": share_right([float(one == grade) for one in given])
        for grade in judge.question.labels
    }
    return {"judge_kappa": kappa, **shares}
