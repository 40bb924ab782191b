"""Work that nobody waits for yet gives way to the window."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.gui import ahead
from app.gui.ahead import AheadJob
from app.gui.jobs import Job


class Asking:
    """Work that asks once whether to stop, when it is let."""

    def __init__(self) -> None:
        self.begun, self.may_ask, self.answered = Event(), Event(), Event()

    def __call__(self, _progress: Any, cancelled: Callable[[], bool]) -> None:
        self.begun.set()
        self.may_ask.wait(30)
        cancelled()
        self.answered.set()


def in_a_turn(qtbot: QtBot, doing: Callable[[], bool]) -> bool:
    """What `doing` says, done in one turn of the event loop."""
    said: list[bool] = []
    QTimer.singleShot(0, lambda: said.append(doing()))
    qtbot.waitUntil(lambda: bool(said))
    return said[0]


@pytest.fixture
def work(qtbot: QtBot) -> Asking:
    work = Asking()
    AheadJob(work).start()
    return work


def test_it_waits_for_a_busy_window(
    work: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PATIENCE", 30)
    qtbot.waitUntil(work.begun.is_set)

    def busy() -> bool:
        work.may_ask.set()
        return work.answered.wait(0.05)

    assert not in_a_turn(qtbot, busy)
    qtbot.waitUntil(work.answered.is_set)


def test_a_window_that_stays_busy_is_not_waited_for(
    work: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PATIENCE", 0.01)
    qtbot.waitUntil(work.begun.is_set)

    def busy() -> bool:
        work.may_ask.set()
        return work.answered.wait(30)

    assert in_a_turn(qtbot, busy)


def test_it_lets_a_window_close_that_cannot_answer(
    work: Asking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PATIENCE", 30)
    qtbot.waitUntil(work.begun.is_set)

    def closing() -> bool:
        work.may_ask.set()
        Job.end_all()
        return work.answered.is_set()

    assert in_a_turn(qtbot, closing)
