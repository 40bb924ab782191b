"""The window is never held up for long: what is to be made comes piece by piece."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.pages.probe.data_choices import DataChoices
from app.gui.pages.probe.data_found import DataFound
from app.gui.pages.probe.endpoint import EndpointForm
from app.gui.pages.probe.model import ModelStep
from app.gui.pages.probe.page import ProbePage
from app.gui.pages.probe.plan import PlanStep
from app.gui.pages.probe.result import ResultStep
from app.gui.pages.probe.run import RunStep
from app.gui.turns import Turns

TURN = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
PARTS = (ModelStep, EndpointForm, PlanStep, RunStep, ResultStep)
FOUND = (DataChoices, DataFound)


def test_each_turn_takes_one_piece_and_then_it_is_told(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[str]()

    def pieces(name: str) -> Iterator[None]:
        for n in range(3):
            heard.append(f"{name}{n}")
            yield

    turns = Turns(owner)
    turns.run(pieces("a"), lambda: heard.append("done"))
    assert heard == []
    before = 0
    while turns.busy:
        QApplication.processEvents(TURN)
        assert len(heard) <= before + 1
        before = len(heard)
    assert heard == ["a0", "a1", "a2", "done"]


def test_what_was_begun_last_counts_alone_and_can_be_dropped(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[int]()
    turns = Turns(owner)
    turns.run(map(heard.append, (1, 2, 3)), lambda: heard.append(4))
    while not heard:
        QApplication.processEvents(TURN)
    turns.run(map(heard.append, (5,)), lambda: turns.run(map(heard.append, (6,))))
    qtbot.waitUntil(lambda: not turns.busy)
    turns.run(map(heard.append, (7,)))
    turns.drop()
    assert not turns.busy
    assert heard == [1, 5, 6]


def made(page: ProbePage, kinds: tuple[type[QObject], ...]) -> int:
    return sum(len(page.findChildren(kind)) for kind in kinds)


def test_of_the_steps_of_a_measurement_the_first_is_there_at_once_the_others_turn_by_turn(
    asked: Any, qtbot: QtBot
) -> None:
    asked.workspace.ask("probe")
    page: ProbePage = asked.find(ProbePage, "page-probe")
    assert page.data.isVisible()
    assert made(page, (*PARTS, *FOUND)) == 0
    seen = 0
    while seen < len(PARTS):
        QApplication.processEvents(TURN)
        assert made(page, PARTS) <= seen + 1
        seen = made(page, PARTS)
    assert not any(one.isVisible() for kind in PARTS for one in page.findChildren(kind))


def test_what_was_found_in_a_file_comes_into_view_turn_by_turn(
    asked: Any, qtbot: QtBot, rows_file: Any
) -> None:
    asked.workspace.ask("probe")
    page: ProbePage = asked.find(ProbePage, "page-probe")
    page.data.load(rows_file)
    seen: list[int] = []
    while not page.data.ready:
        QApplication.processEvents(TURN)
        seen.append(sum(one.isVisible() for kind in FOUND for one in page.findChildren(kind)))
    assert sorted(set(seen)) == [0, 1, 2]
    assert seen == sorted(seen)


def test_a_step_that_is_gone_to_early_is_made_then(asked: Any, qtbot: QtBot) -> None:
    asked.workspace.ask("probe")
    page: ProbePage = asked.find(ProbePage, "page-probe")
    page.go("model")
    assert page.model.isVisible()
    assert not page.data.isVisible()
