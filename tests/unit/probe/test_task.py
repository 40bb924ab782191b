"""What is tried or shown is never scored; the best way of asking is chosen before the score."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest

from app.probe.ask import Asker
from app.probe.client import EndpointModel
from app.probe.endpoint import Endpoint
from app.probe.kinds.registry import KINDS
from app.probe.measure import measure_task
from app.probe.question import Question
from app.probe.split import set_apart, solved_examples
from app.probe.task import Task, lay_out
from app.probe.types import Answer, Example, OutcomeClass, ProbeResult, Verdict
from app.probe.variants import Template, Variant

Serve = Callable[[Callable[[dict[str, Any]], Any]], Any]


def examples(n: int, labels: str = "ab") -> list[Example]:
    return [
        Example(id=str(at), text=f"text number {at}", label=labels[at % len(labels)])
        for at in range(n)
    ]


def test_a_third_is_set_apart_of_every_label_and_copies_stay_together() -> None:
    many = examples(100)
    copies = [Example(id=f"c{at}", text=f"TEXT  number {at}", label="b") for at in range(50)]
    split = set_apart([*many, *copies], 3, by_label=True)
    assert {one.id for one in split.tried}.isdisjoint(one.id for one in split.scored)
    plain = [{one.text.casefold().replace("  ", " ") for one in part} for part in split]
    assert plain[0].isdisjoint(plain[1])
    assert 0.2 <= len(split.tried) / 150 <= 0.3
    assert {one.label for one in split.tried} == {"a", "b"}
    assert split == set_apart([*many, *copies], 3, by_label=True)


def test_examples_of_one_customer_are_never_on_both_sides() -> None:
    many = [one.model_copy(update={"group": f"g{int(one.id) // 7}"}) for one in examples(210)]
    split = set_apart(many, 1, by_label=True)
    assert {one.group for one in split.tried}.isdisjoint(one.group for one in split.scored)
    assert split.tried


def test_solved_examples_show_every_label_and_are_not_too_long() -> None:
    many = [*examples(40, "abcd"), Example(id="long", text="x" * 50_000, label="a")]
    shots = solved_examples(many, 8, 5, by_label=True)
    assert Counter(one.label for one in shots) == {"a": 2, "b": 2, "c": 2, "d": 2}
    assert "long" not in {one.id for one in shots}
    assert shots == solved_examples(many, 8, 5, by_label=True)


@pytest.mark.parametrize("variant", [None, *Variant])
@pytest.mark.parametrize("kind", ["classification", "generation"])
def test_no_scored_example_was_tried_or_shown(variant: Variant | None, kind: str) -> None:
    layout = lay_out(examples(200), Task(KINDS[kind], ("a", "b"), variant), 60, 2)
    scored = {one.id for one in layout.scored}
    assert len(scored) == 60
    assert scored.isdisjoint(one.id for one in layout.apart)
    assert {one.id for one in layout.tried} <= {one.id for one in layout.apart}
    for question in layout.questions:
        assert {shot.id for shot in question.shots} <= {one.id for one in layout.apart}
        assert {shot.id for shot in question.shots}.isdisjoint(one.id for one in layout.tried)
    assert bool(layout.tried) is (variant is None)
    assert layout.requests + len(layout.again) == len(layout.sent)
    assert {one.id for one in layout.again} <= scored


def test_what_is_asked_is_what_was_laid_out_to_be_shown_before() -> None:
    asked: list[str] = []

    class Listening:
        facts: Mapping[str, Any] = {"model": "listening"}
        device = "none"
        tiny = False

        def ask(self, text: str) -> Answer:
            asked.append(text)
            return Answer(outcome=OutcomeClass.OK, label="a")

    many, task = examples(200), Task(KINDS["classification"], ("a", "b"))
    measure_task(many, task, lambda _: nullcontext(Listening()), date="2026-11-24", limit=60)
    assert sorted(asked) == sorted(one.text for one in lay_out(many, task, 60, 0).sent[:60])


def test_few_examples_are_all_scored_where_none_has_to_be_set_apart() -> None:
    layout = lay_out(examples(9), Task(KINDS["numeric"], ()), None, 0)
    assert len(layout.scored) == layout.requests == 9


def measured(
    serve: Serve,
    react: Callable[[dict[str, Any]], Any],
    rows: list[Example],
    task: Task,
    **options: Any,
) -> ProbeResult:
    """A run over HTTP on loopback, against an endpoint that reacts as told."""
    running = serve(react)

    @contextmanager
    def open_model(question: Question) -> Iterator[Asker]:
        model = EndpointModel(Endpoint(running.url, "m"), task.labels, question=question)
        try:
            yield model
        finally:
            model.close()

    return measure_task(rows, task, open_model, date="2026-11-24", **options)


def last(body: dict[str, Any]) -> str:
    return str(body["messages"][-1]["content"])


def test_the_variant_that_does_best_on_the_examples_apart_is_scored(
    serve: Serve, says: tuple[Any, ...]
) -> None:
    stream, _, _ = says

    def react(body: dict[str, Any]) -> Any:
        """Only a model that is shown solved examples knows what a and b mean."""
        if "assistant" not in {turn["role"] for turn in body["messages"]}:
            return stream("a")
        number = int(last(body).split("number ")[1].split("\n")[0])
        return stream("ab"[number % 2])

    seen: list[tuple[int, int]] = []
    task = Task(KINDS["classification"], ("a", "b"), None)
    result = measured(
        serve, react, examples(120), task, limit=40, progress=lambda *step: seen.append(step)
    )
    assert result.manifest["variant"] == "few-shot"
    assert result.accuracy is not None
    assert (result.n, result.accuracy.value) == (40, 1.0)
    assert result.manifest["tried"]["scores"]["few-shot"] == 1.0
    assert result.manifest["tried"]["scores"]["zero-shot"] < 0.6
    assert seen[-1][0] == seen[-1][1] == 40 + 3 * result.manifest["tried"]["examples"]
    assert result.metrics.keys() == {"accuracy", "macro_f1"}


def test_numbers_are_measured_over_an_endpoint(serve: Serve, says: tuple[Any, ...]) -> None:
    stream, fault, _ = says
    rows = [Example(id=str(n), text=f"What is {n} plus 1?", label=str(n + 1)) for n in range(40)]

    def react(body: dict[str, Any]) -> Any:
        assert body["response_format"]["json_schema"]["schema"]["properties"] == {
            "answer": {"type": "number"}
        }
        n = int(last(body).split()[2])
        if n == 3:
            return fault(400, "the content was filtered", "content_filter")
        return stream("no idea" if n == 5 else f"It is **{n + 1}.0**")

    result = measured(serve, react, rows, Task(KINDS["numeric"], ()))
    assert result.kind == "numeric"
    assert result.accuracy is not None
    assert result.accuracy.value == result.metrics["accuracy"].value == 38 / 40
    assert result.outcomes == {
        OutcomeClass.OK: 38, OutcomeClass.OFF_LABEL: 1, OutcomeClass.CONTENT_FILTER: 1,
    }  # fmt: skip
    assert result.predictions[0].score == 1.0
    assert result.predictions[5].score == 0.0


def test_written_texts_are_scored_but_not_judged(serve: Serve, says: tuple[Any, ...]) -> None:
    stream, _, _ = says
    rows = [Example(id=str(n), text=f"猫 {n}", label=f"cat {n}") for n in range(40)]

    def react(body: dict[str, Any]) -> Any:
        assert "response_format" not in body
        return stream("cat " + last(body).split("猫 ")[1].split("\n")[0])

    result = measured(serve, react, rows, Task(KINDS["generation"], ()))
    assert result.accuracy is None
    assert result.metrics["chrf"].value == pytest.approx(1.0)
    assert (result.verdict, result.reason_key) == (Verdict.INCONCLUSIVE, "simple_ahead")
    assert "whether the score is good enough is yours to say" in result.reason


def test_slots_are_asked_for_in_a_form_and_counted(serve: Serve, says: tuple[Any, ...]) -> None:
    stream, _, _ = says
    rows = [
        Example(id=str(n), text=f"for {n} people", label=json.dumps([["people", str(n)]]))
        for n in range(40)
    ]

    def react(body: dict[str, Any]) -> Any:
        form = body["response_format"]["json_schema"]["schema"]["properties"]["slots"]
        assert form["items"]["properties"]["type"]["enum"] == ["people"]
        n = last(body).split("for ")[1].split()[0]
        pieces = [{"type": "people", "text": n}, *([{"type": "day", "text": "x"}] * (n == "7"))]
        return stream(json.dumps({"slots": pieces}))

    result = measured(serve, react, rows, Task(KINDS["slots"], ("people",)))
    assert result.accuracy is not None
    assert result.accuracy.value == 39 / 40
    assert result.metrics["precision"].value == pytest.approx(40 / 41)
    assert result.metrics["recall"].value == 1.0


def test_a_prompt_of_ones_own_is_what_is_sent_and_kept(
    serve: Serve, says: tuple[Any, ...]
) -> None:
    stream, _, _ = says
    sent: list[str] = []

    def react(body: dict[str, Any]) -> Any:
        sent.append(last(body))
        return stream("a")

    template = Template("", "Sort <{text}> into {labels}.")
    task = Task(KINDS["classification"], ("a", "b"), template=template)
    result = measured(serve, react, examples(4), task)
    assert sorted(sent)[0] == "Sort <text number 0> into a, b."
    assert result.manifest["prompt"] == "Sort <{text}> into {labels}."


def test_nothing_is_measured_where_the_first_request_is_refused(
    serve: Serve, says: tuple[Any, ...]
) -> None:
    _, fault, _ = says
    task = Task(KINDS["generation"], ())
    result = measured(serve, lambda body: fault(401, "no"), examples(40), task, concurrency=1)
    assert (result.verdict, result.reason_key) == (Verdict.NOT_MEASURED, "key_refused")
