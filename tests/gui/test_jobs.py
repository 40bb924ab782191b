"""Background work of which only the newest counts."""

from collections.abc import Callable
from threading import Event
from typing import Any

from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.gui.jobs import Latest


def test_what_was_begun_before_is_stopped_and_not_heard_of(qtbot: QtBot) -> None:
    latest, stopped = Latest(), Event()
    heard: list[str] = []
    latest.succeeded.connect(heard.append)

    def slow(_progress: Any, cancelled: Callable[[], bool]) -> str:
        while not cancelled():
            stopped.wait(0.005)
        stopped.set()
        return "old"

    latest.run(slow)
    latest.run(lambda _progress, _cancelled: "new")
    qtbot.waitUntil(lambda: bool(heard) and stopped.is_set(), timeout=5_000)
    qtbot.waitUntil(lambda: not latest.busy, timeout=5_000)
    assert heard == ["new"]


def test_a_fault_is_told_and_the_next_work_can_begin_at_once(qtbot: QtBot) -> None:
    latest = Latest()
    told: list[Exception] = []
    heard: list[str] = []

    def fail(_progress: Any, _cancelled: Any) -> None:
        raise AppError("cancelled")

    def again(fault: Exception) -> None:
        told.append(fault)
        latest.run(lambda _progress, _cancelled: "second")

    latest.failed.connect(again)
    latest.succeeded.connect(heard.append)
    latest.run(fail)
    qtbot.waitUntil(lambda: bool(heard), timeout=5_000)
    assert len(told) == 1
    assert heard == ["second"]


def test_work_that_was_dropped_is_not_heard_of(qtbot: QtBot) -> None:
    latest, ended = Latest(), Event()
    heard: list[object] = []
    latest.succeeded.connect(heard.append)

    def work(_progress: Any, _cancelled: Any) -> None:
        ended.set()

    latest.run(work)
    latest.drop()
    qtbot.waitUntil(ended.is_set, timeout=5_000)
    assert not latest.busy
    assert heard == []
