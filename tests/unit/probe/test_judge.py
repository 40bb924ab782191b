"""A model may grade written answers only once it has proved to grade as the user does."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sklearn.metrics import cohen_kappa_score

from app.errors import AppError
from app.probe.ask import Asker
from app.probe.client import EndpointModel
from app.probe.endpoint import Endpoint
from app.probe.judge import agreement, judge_of
from app.probe.kinds.registry import KINDS
from app.probe.measure import measure_task
from app.probe.question import Question
from app.probe.read_table import read_pasted
from app.probe.table import Table
from app.probe.task import Task
from app.probe.types import Example


def graded(n: int = 24) -> Table:
    rows = "".join(
        f"text {at}\tright {at}\t{said} {at}\t{grade}\n"
        for at in range(n)
        for said, grade in [("right", "good") if at % 3 else ("wrong", "bad")]
    )
    return read_pasted(f"text\treference\tanswer\tgrade\n{rows}", "grades")


def test_kappa_is_that_of_the_library_with_an_interval_around_it() -> None:
    chance = random.Random(4)
    users = [chance.choice(["good", "fair", "bad"]) for _ in range(60)]
    judges = [one if chance.random() < 0.7 else chance.choice(["good", "bad"]) for one in users]
    found = agreement(users, judges, 0)
    assert found.value == pytest.approx(cohen_kappa_score(users, judges))
    assert found.low is not None
    assert found.high is not None
    assert 0.1 < found.high - found.low < 0.5
    assert found.low < found.value < found.high
    assert agreement(["a", "b"] * 15, ["a", "b"] * 15, 0).value == 1
    assert agreement(["a", "b"] * 15, ["a"] * 30, 0).value == 0
    assert agreement(["a", "b"] * 15, [None] * 30, 0).value <= 0


def test_graded_answers_are_read_with_their_task_and_right_answer() -> None:
    judge = judge_of(graded())
    assert judge.question.labels == ("bad", "good")
    assert judge.graded[1].label == "good"
    assert judge.graded[1].text == (
        "Task:\ntext 1\n\nA right answer:\nright 1\n\nAnswer to grade:\nright 1"
    )


def test_too_few_grades_and_missing_columns_are_refused() -> None:
    with pytest.raises(AppError, match="At least 20"):
        judge_of(graded(10))
    with pytest.raises(AppError, match="column for the text"):
        judge_of(read_pasted("text,grade\na,good\n", "grades"))


@pytest.mark.parametrize("honest", [True, False])
def test_a_judge_is_listened_to_only_where_it_agrees_with_the_user(
    honest: bool,
    serve: Callable[[Callable[[dict[str, Any]], Any]], Any],
    says: tuple[Any, ...],
) -> None:
    stream, _, _ = says

    def react(body: dict[str, Any]) -> Any:
        text = body["messages"][-1]["content"]
        if "Answer to grade:" not in text:
            return stream("right" if "task 7" not in text else "wrong")
        good = "right" in text.split("Answer to grade:")[1] or not honest
        return stream("good" if good else "bad")

    running = serve(react)

    @contextmanager
    def open_model(question: Question) -> Iterator[Asker]:
        model = EndpointModel(Endpoint(running.url, "m"), question.labels, question=question)
        try:
            yield model
        finally:
            model.close()

    rows = [Example(id=str(n), text=f"task {n}.", label="right") for n in range(40)]
    result = measure_task(
        rows,
        Task(KINDS["generation"], ()),
        open_model,
        date="2026-11-24",
        judge=judge_of(graded()),
    )
    if honest:
        assert result.metrics["judge_kappa"].value == 1
        assert result.metrics["judged_good"].value == 39 / 40
        assert result.metrics["judged_bad"].value == 1 / 40
    else:
        assert result.metrics["judge_kappa"].value == 0
        assert not [name for name in result.metrics if name.startswith("judged_")]
    assert result.manifest["graded"] == 24
