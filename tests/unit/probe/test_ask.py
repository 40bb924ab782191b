"""A run goes on through faults that pass, ends at those that do not, and pays nothing twice."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from threading import Event, Lock
from typing import Any

import pytest

from app.errors import AppError, Cancelled
from app.probe.ask import ask_all, unless
from app.probe.budget import Budget, Caps, Price
from app.probe.terms import Terms
from app.probe.types import Answer, OutcomeClass

OK = Answer(outcome=OutcomeClass.OK, label="a", prompt_tokens=10, completion_tokens=2)
TEXTS = [f"text {at}" for at in range(40)]


class Model:
    """Answers as `react` says, which is told the text and how often it was asked before."""

    device = "none"
    tiny = False

    def __init__(self, react: Callable[[str, int], Answer], name: str = "m") -> None:
        self.facts: Mapping[str, Any] = {"model": name}
        self.react = react
        self.asked: Counter[str] = Counter()
        self.lock = Lock()

    def ask(self, text: str) -> Answer:
        with self.lock:
            before = self.asked[text]
            self.asked[text] += 1
        return self.react(text, before)


class Kept:
    """A journal in memory."""

    name = "0" * 32

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}

    def seen(self, key: str) -> Answer | None:
        return self.answers.get(key)

    def keep(self, key: str, answer: Answer) -> None:
        self.answers[key] = answer

    def close(self) -> None:
        pass


def failed(outcome: OutcomeClass, wait: float | None = 0.0) -> Answer:
    return Answer(outcome=outcome, retry_after=wait)


@pytest.mark.parametrize(
    "outcome",
    [
        OutcomeClass.SERVER_ERROR,
        OutcomeClass.CONNECTION,
        OutcomeClass.TIMEOUT,
        OutcomeClass.BAD_RESPONSE,
        OutcomeClass.RATE_LIMITED,
    ],
)
def test_what_fails_once_for_every_text_is_answered_in_the_end(outcome: OutcomeClass) -> None:
    model = Model(lambda text, before: OK if before else failed(outcome))
    texts = TEXTS[:4] if outcome is OutcomeClass.RATE_LIMITED else TEXTS
    answers = ask_all(texts, model, concurrency=16)
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK}
    assert set(model.asked.values()) == {2}


@pytest.mark.parametrize("concurrency", [1, 4, 16])
def test_ten_failures_in_a_row_that_do_not_pass_end_the_run(concurrency: int) -> None:
    model = Model(lambda text, before: failed(OutcomeClass.SERVER_ERROR))
    terms = Terms()
    answers = ask_all([str(at) for at in range(500)], model, concurrency=concurrency, terms=terms)
    ends = Counter(answer.outcome for answer in answers)
    assert set(ends) == {OutcomeClass.SERVER_ERROR, OutcomeClass.CANCELLED}
    assert ends[OutcomeClass.SERVER_ERROR] >= 5
    assert model.asked.total() <= 100
    assert terms.tally.stopped == "server_error"


def test_faults_that_come_and_go_do_not_end_the_run() -> None:
    def react(text: str, before: int) -> Answer:
        return failed(OutcomeClass.SERVER_ERROR) if int(text) % 3 == 0 and before < 2 else OK

    model = Model(react)
    answers = ask_all([str(at) for at in range(300)], model, concurrency=8)
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK}


@pytest.mark.parametrize("outcome", [OutcomeClass.AUTH, OutcomeClass.QUOTA, OutcomeClass.TLS])
def test_what_will_not_pass_is_asked_once(outcome: OutcomeClass) -> None:
    model = Model(lambda text, before: failed(outcome))
    terms = Terms()
    ask_all(TEXTS, model, concurrency=1, terms=terms)
    assert model.asked.total() == 1
    assert terms.tally.stopped == outcome


def test_an_endpoint_that_wants_more_than_a_minute_of_patience_ends_the_run() -> None:
    model = Model(lambda text, before: failed(OutcomeClass.RATE_LIMITED, 3600))
    terms = Terms()
    answers = ask_all(TEXTS, model, concurrency=1, terms=terms)
    assert answers[0].outcome is OutcomeClass.RATE_LIMITED
    assert terms.tally.stopped == "rate_limited"


def test_answers_of_a_run_that_was_cut_off_are_not_asked_for_again() -> None:
    journal = Kept()
    stop = Event()

    def react(text: str, before: int) -> Answer:
        if text == TEXTS[20]:
            stop.set()
        return OK

    ask_all(
        TEXTS,
        Model(react),
        concurrency=2,
        cancelled=stop.is_set,
        terms=Terms(lambda facts: journal),
    )
    kept = len(journal.answers)
    assert 15 <= kept < 40
    model = Model(lambda text, before: OK)
    terms = Terms(lambda facts: journal)
    answers = ask_all(TEXTS, model, concurrency=2, terms=terms)
    assert all(answer.label == "a" for answer in answers)
    assert model.asked.total() == 40 - kept
    assert terms.tally.resumed == kept


def test_another_model_never_gets_the_answers_of_the_first() -> None:
    journal = Kept()
    ask_all(
        TEXTS, Model(lambda text, before: OK), concurrency=2, terms=Terms(lambda facts: journal)
    )
    other = Model(lambda text, before: OK, name="other")
    ask_all(TEXTS, other, concurrency=2, terms=Terms(lambda facts: journal))
    assert other.asked.total() == 40


def test_faults_are_not_kept_as_answers() -> None:
    journal = Kept()
    model = Model(lambda text, before: failed(OutcomeClass.BAD_RESPONSE))
    ask_all(TEXTS[:3], model, concurrency=1, terms=Terms(lambda facts: journal))
    assert not journal.answers


def test_a_run_sends_no_more_requests_than_it_may() -> None:
    model = Model(lambda text, before: OK)
    terms = Terms(budget=Budget(Caps(calls=7)))
    answers = ask_all(TEXTS, model, concurrency=4, terms=terms)
    assert model.asked.total() == 7
    assert sum(answer.outcome is OutcomeClass.OK for answer in answers) == 7
    assert terms.tally.stopped == "calls"


def test_a_run_ends_at_its_limit_of_time() -> None:
    never = Event()

    def react(text: str, before: int) -> Answer:
        never.wait(0.02)
        return OK

    model = Model(react)
    begun = time.monotonic()
    terms = Terms(budget=Budget(Caps(seconds=0.2)))
    answers = ask_all(TEXTS, model, concurrency=1, terms=terms)
    assert time.monotonic() - begun < 1
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK, OutcomeClass.CANCELLED}
    assert terms.tally.stopped == "minutes"


@pytest.mark.parametrize("concurrency", [1, 16])
def test_the_cap_on_cost_holds_with_all_that_is_under_way(concurrency: int) -> None:
    """Each answer costs 0.01; a request is reckoned at 0.02 before its answer is there."""
    price = Price(prompt=1000, completion=0)
    budget = Budget(Caps(cost=0.15), price)
    model = Model(lambda text, before: OK)
    model.facts = {"about_tokens_beside_the_text": 8, "max_tokens": 100}
    terms = Terms(budget=budget)
    ask_all(TEXTS, model, concurrency=concurrency, terms=terms)
    assert 0.10 <= budget.spent <= 0.15
    assert terms.tally.stopped == "cost"
    assert terms.cost == pytest.approx(0.01 * model.asked.total())


def test_nothing_new_is_sent_while_the_run_is_paused() -> None:
    paused, seen = Event(), Event()
    model = Model(lambda text, before: OK)

    def heard(place: int, answer: Answer) -> None:
        if place == 4:
            paused.set()

    def looked() -> bool:
        if paused.is_set() and not seen.is_set():
            seen.set()
            assert model.asked.total() <= 6
            paused.clear()
            return True
        return paused.is_set()

    answers = ask_all(TEXTS, model, concurrency=1, terms=Terms(paused=looked, answered=heard))
    assert seen.is_set()
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK}


def test_what_is_under_way_ends_while_the_run_is_paused() -> None:
    paused, gate, heard, looks = Event(), Event(), set[int](), Counter[str]()

    def react(text: str, before: int) -> Answer:
        if model.asked.total() == 4:  # as many as are asked at once at the start
            paused.set()
        assert gate.wait(10)
        return OK

    def looked() -> bool:
        if paused.is_set():
            gate.set()
            looks["paused"] += len(heard) == 4
            assert model.asked.total() == 4
            if looks["paused"] == 5:
                paused.clear()
        return paused.is_set()

    model, kept = Model(react), Kept()
    terms = Terms(lambda facts: kept, paused=looked, answered=lambda place, _: heard.add(place))
    answers = ask_all(TEXTS, model, concurrency=4, terms=terms)
    assert looks["paused"] == 5
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK}
    assert model.asked.total() == len(kept.answers) == len(TEXTS)


def test_a_paused_run_can_be_stopped() -> None:
    model = Model(lambda text, before: OK)
    looks = iter(range(1000))
    terms = Terms(paused=lambda: True)
    answers = ask_all(TEXTS, model, concurrency=4, cancelled=lambda: next(looks) > 2, terms=terms)
    assert not model.asked
    assert {answer.outcome for answer in answers} == {OutcomeClass.CANCELLED}


def test_a_pause_uses_up_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now, looks = [0.0], iter(range(1000))

    def looked() -> bool:
        paused = next(looks) < 20
        now[0] += 10 * paused
        return paused

    monkeypatch.setattr("app.probe.ask.monotonic", lambda: now[0])
    terms = Terms(budget=Budget(Caps(seconds=60)), paused=looked)
    answers = ask_all(TEXTS[:5], Model(lambda text, before: OK), concurrency=1, terms=terms)
    assert now[0] == 200
    assert terms.tally.stopped == ""
    assert {answer.outcome for answer in answers} == {OutcomeClass.OK}


def test_the_time_of_all_that_is_asked_counts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run asks in several rounds, such as the tries of each prompt; the cap is for all."""
    now = [0.0]

    def slow(text: str, before: int) -> Answer:
        now[0] += 10
        return OK

    monkeypatch.setattr("app.probe.ask.monotonic", lambda: now[0])
    terms = Terms(budget=Budget(Caps(seconds=60)))
    ended = []
    for _ in range(2):
        answers = ask_all(TEXTS[:5], Model(slow), concurrency=1, terms=terms)
        ended += [answer.outcome for answer in answers]
    assert terms.tally.stopped == "minutes"
    assert ended == [OutcomeClass.OK] * 6 + [OutcomeClass.CANCELLED] * 4


def test_a_disk_that_takes_no_more_ends_the_run_with_its_sentence() -> None:
    class Full(Kept):
        def keep(self, key: str, answer: Answer) -> None:
            raise AppError("store_full", file="runs")

    model = Model(lambda text, before: OK)
    with pytest.raises(AppError, match="full"):
        ask_all(TEXTS, model, concurrency=2, terms=Terms(lambda facts: Full()))
    assert model.asked.total() <= 3


def test_waiting_for_something_slow_ends_when_it_is_not_wanted_any_more() -> None:
    never, begun = Event(), time.monotonic()
    with pytest.raises(Cancelled):
        unless(lambda: time.monotonic() - begun > 0.1, lambda: never.wait(30))
    assert time.monotonic() - begun < 1
    never.set()
    assert unless(lambda: False, lambda: 7) == 7
    with pytest.raises(AppError, match="full"):
        unless(lambda: False, lambda: raising(AppError("store_full", file="x")))


def raising(error: Exception) -> None:
    raise error
