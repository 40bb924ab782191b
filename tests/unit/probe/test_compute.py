"""Training in a child process: the same figures, ended in time, and never waited for in vain."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic

import psutil
import pytest

from app.errors import AppError, Cancelled
from app.probe.analysis import Setting, training_of
from app.probe.apart import Lost
from app.probe.baseline import Baseline
from app.probe.compute import MANY, Ahead, Work, here, in_child, where_quicker
from app.probe.embedding import embedding_features
from app.probe.types import Example

LABELS = ("billing", "delivery", "praise")
WORDS = (
    ("invoice", "charged", "twice", "refund", "card", "amount"),
    ("parcel", "late", "courier", "address", "lost", "where"),
    ("thanks", "great", "friendly", "quick", "happy", "again"),
)


def rows(n: int) -> list[Example]:
    """Texts that a small model learns quickly and not perfectly."""
    told = []
    for at in range(n):
        words = WORDS[(at + (at % 11 == 0)) % 3]
        text = " ".join(words[(at * step) % 6] for step in (1, 3, 5, 7))
        told.append(Example(id=str(at), text=f"{text} {at}", label=LABELS[at % 3]))
    return told


def training(n: int) -> Work[tuple[Baseline, ...]]:
    every = rows(n)
    return training_of(every, [one.id for one in every[::2]], Setting(LABELS))


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "compute" in one.cmdline()]


@pytest.fixture
def ahead() -> Iterator[Ahead]:
    made = Ahead()
    yield made
    made.end()


def nothing(_done: int, _total: int) -> None: ...


def never() -> bool:
    return False


def test_a_child_process_trains_the_same_model_bit_for_bit_and_is_gone_then() -> None:
    steps: dict[str, list[tuple[int, int]]] = {"here": [], "child": []}
    (mine,) = here(training(150), lambda *step: steps["here"].append(step), never)
    (told,) = in_child(training(150), lambda *step: steps["child"].append(step), never)
    assert told == mine
    assert steps["child"] == steps["here"]
    assert children() == []


def test_the_child_is_gone_within_a_second_once_the_work_is_stopped() -> None:
    begun: list[float] = []

    def first_step(_done: int, _total: int) -> None:
        begun.append(monotonic())

    with pytest.raises(Cancelled):
        in_child(training(900), first_step, lambda: bool(begun))
    assert monotonic() - begun[0] < 1
    assert children() == []


def test_what_is_stopped_before_it_begins_starts_no_process() -> None:
    with pytest.raises(Cancelled):
        in_child(training(30), nothing, lambda: True)


@pytest.mark.parametrize("how", ["kill", "suspend"])
def test_a_child_that_dies_or_falls_silent_is_told_in_a_sentence(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_step(done: int, _total: int) -> None:
        if not done:
            monkeypatch.setattr("app.probe.compute.QUIET", 0.3)
            for child in children():
                getattr(child, how)()

    with pytest.raises(Lost, match="ended early"):
        in_child(training(900), first_step, never)
    assert children() == []


def test_a_fault_of_the_work_arrives_with_its_own_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "vectors.gguf"
    with pytest.raises(AppError, match=r"vectors\.gguf"):
        in_child(partial(embedding_features, missing, ["a text"]), nothing, never)


def test_a_bug_in_the_work_is_raised_with_where_it_happened() -> None:
    with pytest.raises(RuntimeError, match=r"Traceback[\s\S]*TypeError"):
        in_child(partial(int, "4"), nothing, never)


def test_work_that_cannot_be_handed_over_is_a_bug_that_says_so() -> None:
    with pytest.raises(RuntimeError, match=r"Traceback[\s\S]*pickle"):
        in_child(lambda progress, cancelled: None, nothing, never)
    assert children() == []


def test_many_examples_are_trained_on_beside_the_asking_and_few_at_home() -> None:
    """A child starts in seconds: it pays only where training takes longer than that."""
    assert isinstance(where_quicker(MANY), Ahead)
    assert where_quicker(MANY - 1) is here


def pid(_progress: object, _cancelled: object) -> int:
    """Work: the number of the process that does it."""
    return os.getpid()


def loaded(_progress: object, _cancelled: object) -> bool:
    """Work: whether what learns was there before it."""
    return "sklearn.linear_model" in sys.modules


def test_work_finds_a_child_that_has_loaded_what_it_takes_and_starts_the_next(
    ahead: Ahead,
) -> None:
    ahead.prepare()
    (waiting,) = children()
    assert ahead(pid, nothing, never) == waiting.pid
    (following,) = children()
    assert following.pid != waiting.pid
    assert ahead(loaded, nothing, never)
    ahead.end()
    assert children() == []


def test_a_child_that_died_while_it_waited_or_waited_long_is_replaced(
    ahead: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead.prepare()
    (first,) = children()
    first.kill()
    first.wait()
    ahead.prepare()
    (second,) = children()
    monkeypatch.setattr("app.probe.apart.LINGER", 0.0)  # it may end by itself at any moment
    assert ahead(pid, nothing, never) not in (first.pid, second.pid)


def test_no_process_can_be_started_is_told_in_a_sentence(
    ahead: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, behind: bool) -> None:
        raise BlockingIOError

    monkeypatch.setattr("app.probe.apart.own_process", full)
    for compute in (ahead, in_child):
        with pytest.raises(Lost, match="ended early"):
            compute(training(30), nothing, never)


def test_after_the_last_piece_of_work_that_is_expected_no_child_waits() -> None:
    twice = Ahead(uses=2)
    assert twice(pid, nothing, never) != os.getpid()
    (waiting,) = children()
    assert twice(pid, nothing, never) == waiting.pid
    assert children() == []
