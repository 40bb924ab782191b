"""An endpoint is asked some questions twice: how steady its answers are is told, and no more."""

from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from threading import Lock
from typing import Any

import pytest

from app.probe.again import again_of
from app.probe.budget import Budget, Caps
from app.probe.kinds.registry import KINDS
from app.probe.measure import measure_task
from app.probe.run import run_probe
from app.probe.task import Task
from app.probe.terms import Terms
from app.probe.told import what_was_found
from app.probe.types import Answer, Example, OutcomeClass
from app.words import Language

LABELS = ("a", "b")


def examples(n: int) -> list[Example]:
    return [Example(id=str(at), text=f"text {at}", label=LABELS[at % 2]) for at in range(n)]


class Endpoint:
    """Right at first; the texts in `fickle` are answered otherwise the second time."""

    device = "none"
    tiny = False

    def __init__(self, fickle: frozenset[str] = frozenset(), url: str = "http://h/v1") -> None:
        self.facts: Mapping[str, Any] = {"model": "m", "base_url": url}
        self.fickle = fickle
        self.asked: Counter[str] = Counter()
        self.lock = Lock()

    def ask(self, text: str) -> Answer:
        with self.lock:
            self.asked[text] += 1
            turned = self.asked[text] > 1 and text in self.fickle
        label = LABELS[(int(text.split()[1]) + turned) % 2]
        return Answer(outcome=OutcomeClass.OK, label=label, prompt_tokens=2)


class Kept:
    name = "0" * 32

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers

    def seen(self, key: str) -> Answer | None:
        return self.answers.get(key)

    def keep(self, key: str, answer: Answer) -> None:
        self.answers[key] = answer

    def close(self) -> None:
        pass


def test_twenty_are_asked_again_and_the_share_that_changes_is_told_with_its_interval() -> None:
    twice = again_of(examples(60), 0)
    model = Endpoint(frozenset(one.text for one in twice[:3]))
    result = run_probe(examples(60), LABELS, model, date="2026-11-24")
    assert {text for text, n in model.asked.items() if n == 2} == {one.text for one in twice}
    assert result.repeat is not None
    assert (result.repeat.n, result.repeat.changed) == (20, 3)
    assert result.repeat.share.low < 0.15 < result.repeat.share.high
    assert result.manifest["calls"] == 80
    for language in Language:
        assert "3" in next(line for line in what_was_found(language, result) if "20 " in line)


def test_the_verdict_is_that_of_the_first_answers() -> None:
    steady, fickle = Endpoint(), Endpoint(frozenset(one.text for one in examples(60)))
    one, other = (
        run_probe(examples(60), LABELS, model, date="2026-11-24") for model in (steady, fickle)
    )
    assert other.repeat is not None
    assert other.repeat.changed == 20
    assert one.model_copy(update={"repeat": other.repeat}) == other


@pytest.mark.parametrize(("n", "url"), [(60, ""), (29, "http://h/v1")])
def test_a_model_on_this_computer_and_a_few_examples_are_not_asked_again(n: int, url: str) -> None:
    model = Endpoint(url=url)
    assert run_probe(examples(n), LABELS, model, date="2026-11-24").repeat is None
    assert set(model.asked.values()) == {1}


def test_it_counts_against_the_caps_and_does_not_make_a_whole_measurement_a_part() -> None:
    model = Endpoint()
    terms = Terms(budget=Budget(Caps(calls=66)))
    result = run_probe(examples(60), LABELS, model, date="2026-11-24", terms=terms)
    assert model.asked.total() == 66
    assert result.n == 60
    assert result.repeat is not None
    assert result.repeat.n == 6
    assert result.manifest["stopped_by"] == ""


def test_the_journal_answers_neither_for_the_other_and_both_after_a_crash() -> None:
    disk: dict[str, Answer] = {}
    model = Endpoint(frozenset({"text 0", "text 1"}))
    for _ in range(2):
        terms = Terms(lambda facts: Kept(disk))
        result = run_probe(examples(40), LABELS, model, date="2026-11-24", terms=terms)
        assert result.repeat is not None
        assert result.repeat.n == 20
        assert model.asked.total() == 60


def test_written_answers_are_asked_again_too() -> None:
    texts = [one.model_copy(update={"label": f"gold {one.id}"}) for one in examples(40)]
    task = Task(KINDS["generation"], ())
    model = Endpoint(frozenset(one.text for one in texts))
    result = measure_task(texts, task, lambda _: nullcontext(model), date="2026-11-24")
    assert result.repeat is not None
    assert (result.repeat.n, result.repeat.changed) == (20, 20)
