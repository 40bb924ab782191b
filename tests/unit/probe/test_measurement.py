"""A measurement in a process beside the window: held, stopped, lost, and gone on with."""

import json
import os
import pickle
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import psutil
import pytest

from app.errors import AppError, Cancelled
from app.measurement import (
    READY,
    Measurement,
    Moment,
    connected,
    measure,
    measure_apart,
    models_at,
)
from app.probe.again import AGAIN
from app.probe.apart import Lost
from app.probe.endpoint import Endpoint
from app.probe.kinds.registry import KINDS
from app.probe.packed import packed, unpacked
from app.probe.process import BEHIND, NICEST
from app.probe.task import Task
from app.probe.types import Advice, Example, OutcomeClass, ProbeResult

ROOT = Path(__file__).resolve().parents[3]
LABELS = ("ham", "spam")
AT_ONCE = 4


def rows(n: int) -> tuple[Example, ...]:
    return tuple(
        Example(id=str(at), text=f"row {at} says {LABELS[at % 2]}", label=LABELS[at % 2])
        for at in range(n)
    )


def planned(url: str, data_dir: Path, n: int = 40) -> Measurement:
    return Measurement(
        rows(n),
        Task(KINDS["classification"], LABELS),
        Endpoint(url, "small"),
        data_dir,
        date="2026-11-29",
        source={"data": "rows.csv"},
        advice=Advice.OPEN,
        concurrency=AT_ONCE,
    )


class Oracle:
    """Answers with the last word of the text; from `hang_at` texts on it is silent until
    `let_go`."""

    def __init__(self, says: Any) -> None:
        self._stream = says[0]
        self.asked: list[str] = []
        self.hang_at = 10**9
        self.hanging, self.let_go = Event(), Event()

    def __call__(self, body: dict[str, Any]) -> Any:
        text = body["messages"][-1]["content"].split("Text:\n")[-1].split("\n")[0]
        if text.startswith("row "):
            self.asked.append(text)
        if len(self.asked) > self.hang_at:
            self.hanging.set()
            self.let_go.wait(30)
        return self._stream(json.dumps({"label": text.split()[-1]}))


@pytest.fixture
def oracle(says: Any) -> Any:
    made = Oracle(says)
    yield made
    made.let_go.set()


def never() -> bool:
    return False


def nothing(_moment: Moment) -> None: ...


def measuring() -> list[psutil.Process]:
    """The processes of this one that measure."""
    return [one for one in psutil.Process().children() if "measure" in one.cmdline()]


def figures(result: ProbeResult) -> dict[str, Any]:
    """All but what is of the moment: times, and what depends on them."""
    told = result.model_dump(mode="json", exclude={"latency_ms"})
    told["manifest"].pop("journals")
    told["manifest"].pop("most_at_once")
    for one in told["predictions"]:
        one.pop("latency_ms")
    return told


def test_another_process_comes_to_the_same_result_and_is_gone_then(
    serve: Any, oracle: Oracle, tmp_path: Path
) -> None:
    """Its moments are told here: the last of the asking knows of every answer."""
    plan = planned(serve(oracle).url, tmp_path / "one")
    mine = measure(plan, lambda stage: lambda done, total: None, never, plan.terms(40))
    moments: list[Moment] = []
    theirs = measure_apart(replace(plan, data_dir=tmp_path / "two"), moments.append, never, never)
    assert figures(theirs) == figures(mine)
    assert theirs.accuracy is not None
    assert theirs.accuracy.value == 1
    asked = [one for one in moments if one.stage == "asking"]
    assert (asked[-1].done, asked[-1].standing.n) == (40, 40)
    assert asked[-1].standing.outcomes == {OutcomeClass.OK: 40}
    assert len(asked) < 40, "a moment for every answer"
    assert measuring() == []


def test_a_held_measurement_asks_nothing_new_and_goes_on(
    serve: Any, oracle: Oracle, tmp_path: Path
) -> None:
    oracle.hang_at = 4
    looks = 0
    settled: list[int] = []  # all that had been asked was answered, while it was held
    since: list[int] = []  # how many had been asked at each look from then on

    def told(moment: Moment) -> None:
        if oracle.let_go.is_set() and not settled and moment.done == len(oracle.asked):
            settled.append(moment.done)

    def held() -> bool:
        nonlocal looks
        if not oracle.hanging.is_set():
            return False
        looks += 1
        if looks == 3:  # by now it has heard that it is held
            oracle.let_go.set()
        if settled:
            since.append(len(oracle.asked))
        return len(since) < 10

    result = measure_apart(planned(serve(oracle).url, tmp_path), told, never, held)
    assert result.n == 40
    assert settled[0] < 40
    assert set(since[:10]) == {settled[0]}


def test_stopping_brings_what_was_finished(serve: Any, oracle: Oracle, tmp_path: Path) -> None:
    oracle.hang_at = 20
    result = measure_apart(
        planned(serve(oracle).url, tmp_path), nothing, oracle.hanging.is_set, never
    )
    assert 0 < result.n <= 20
    assert result.outcomes[OutcomeClass.CANCELLED] == 40 - result.n
    assert measuring() == []


def test_stopping_before_the_first_answer_brings_nothing(
    serve: Any, says: Any, tmp_path: Path
) -> None:
    """The connection is still being tried: there is no result, only the end."""
    asked, over = Event(), Event()

    def silent(_body: dict[str, Any]) -> Any:
        asked.set()
        over.wait(30)
        return says[0]("")

    with pytest.raises(Cancelled):
        measure_apart(planned(serve(silent).url, tmp_path), nothing, asked.is_set, never)
    over.set()


def test_what_stands_in_the_way_is_the_sentence_it_is_anywhere(
    serve: Any, says: Any, tmp_path: Path
) -> None:
    url = serve(lambda body: says[1](401, "no such key")).url
    with pytest.raises(AppError, match="key was refused"):
        measure_apart(planned(url, tmp_path), nothing, never, never)


def test_a_process_that_is_killed_is_told_in_a_sentence_and_its_answers_are_kept(
    serve: Any, oracle: Oracle, tmp_path: Path
) -> None:
    oracle.hang_at = 20
    plan = planned(serve(oracle).url, tmp_path)

    def killed() -> bool:
        if oracle.hanging.is_set():
            for one in measuring():
                one.kill()
        return False

    with pytest.raises(Lost, match="answers so far are kept"):
        measure_apart(plan, nothing, killed, never)
    oracle.hang_at = 10**9
    oracle.let_go.set()
    result = measure_apart(plan, nothing, never, never)
    assert result.n == 40
    assert len(oracle.asked) - 40 - AGAIN <= AT_ONCE
    assert result.manifest["resumed"] >= 20 - AT_ONCE


def test_where_no_process_can_be_started_nothing_is_sent_and_a_sentence_says_so(
    serve: Any, oracle: Oracle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, behind: bool) -> None:
        raise BlockingIOError

    monkeypatch.setattr("app.probe.apart.own_process", full)
    service = serve(oracle)
    with pytest.raises(Lost, match="short of memory"):
        measure_apart(planned(service.url, tmp_path), nothing, never, never)
    assert service.requests == []


KILLED = """
import pickle, sys
from app.measurement import measure_apart
plan = pickle.load(sys.stdin.buffer)
measure_apart(plan, lambda moment: None, lambda: False, lambda: False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_window_that_is_killed_takes_the_measurement_along_and_it_can_go_on(
    serve: Any, oracle: Oracle, tmp_path: Path
) -> None:
    """Nothing is asked for a window that is gone; no answer is asked for twice but those that
    were under way."""
    oracle.hang_at = 20
    plan = planned(serve(oracle).url, tmp_path)
    command = [sys.executable, "-P", "-c", KILLED]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as window:
        assert window.stdin is not None
        pickle.dump(plan, window.stdin)
        window.stdin.close()
        assert oracle.hanging.wait(60)
        below = psutil.Process(window.pid).children(recursive=True)
        assert below
        os.kill(window.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(below, timeout=10)
    assert not alive
    oracle.hang_at = 10**9
    oracle.let_go.set()
    assert measure_apart(plan, nothing, never, never).n == 40
    assert len(oracle.asked) - 40 - AGAIN <= AT_ONCE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has classes of priority")
def test_the_window_goes_before_every_process_of_its_own(
    serve: Any, oracle: Oracle, tmp_path: Path
) -> None:
    oracle.hang_at = 5
    nice: list[int] = []

    def looked() -> bool:
        if oracle.hanging.is_set() and not nice:
            for one in measuring():
                nice.extend(each.nice() for each in (one, *one.children(recursive=True)))
            oracle.let_go.set()
        return False

    measure_apart(planned(serve(oracle).url, tmp_path), nothing, looked, never)
    assert set(nice) == {min(psutil.Process().nice() + BEHIND, NICEST)}


def test_a_connection_is_tried_and_models_are_listed_there_too(serve: Any, oracle: Oracle) -> None:
    """The client takes a second to load, in which the window would stand still."""
    where = Endpoint(serve(oracle).url, "small")
    assert models_at(where, never) == ("large", "small")
    found = connected(where, LABELS, never)
    assert found.models == ("small", "large")
    assert found.seconds > 0
    READY.end()


def test_the_examples_of_a_file_are_the_same_on_the_other_side() -> None:
    told = (Example(id="7", text="a\ud800\x00", label="ä", group="g"), *rows(3))
    assert unpacked(pickle.loads(pickle.dumps(packed(told)))) == told
