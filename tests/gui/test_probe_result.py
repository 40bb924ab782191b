"""The result in the window: read, put right, kept, found again, deleted, and compared."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.measuring import KeyKind
from app.gui.pages.probe.answers import Answers
from app.gui.pages.probe.page import ProbePage
from app.gui.pages.probe.result import ResultStep
from app.gui.theme import apply_theme
from app.gui.widgets.answer_table import AnswerTable
from app.gui.widgets.figure import Figure
from app.gui.widgets.picture import PictureView
from app.gui.widgets.table import Table
from app.probe.kept import keep
from app.probe.preview import preview
from app.probe.read_table import read_table
from app.probe.types import ProbeResult
from app.settings import Endpoint
from app.words import Language
from tests.replay import RECORDED, REPLY, TOPICS, recorded, replayed

WAIT_MS = 30_000
Key = Qt.Key


def measured(model: str, *, shift: int = 0) -> ProbeResult:
    """What GPT-4 said; with `shift`, some other model that is wrong on so many more."""
    said = recorded()
    found = preview(read_table(RECORDED), TOPICS).found
    assert found is not None
    for example in [one for one in found.examples if said[one.text] == one.label][:shift]:
        said[example.text] = next(one for one in found.labels if one != example.label)
    return replayed(RECORDED, said, model, choices=TOPICS, target=0.9)


@pytest.fixture(scope="module")
def gpt4() -> ProbeResult:
    return measured("gpt-4")


@pytest.fixture(scope="module")
def weaker() -> ProbeResult:
    return measured("a weaker one", shift=20)


Show = Callable[..., ResultStep]


@pytest.fixture
def show(asked: Any, qtbot: QtBot) -> Show:
    """Keeps results with the open profile and shows the newest, its texts read."""

    def shown(*results: ProbeResult, file_kept: bool = True) -> ResultStep:
        if file_kept:
            keep(asked.data_dir, RECORDED.read_bytes(), ".csv")
        for result in results:
            asked.session.store.add_probe(asked.session.id, result)
        asked.workspace.ask("probe")
        page: ResultStep = asked.window.findChild(ResultStep)
        settled(qtbot, page)
        QApplication.processEvents()
        return page

    return shown


def settled(qtbot: QtBot, page: ResultStep) -> None:
    """Nothing is read, counted or made any more."""
    qtbot.waitUntil(lambda: page._job is None and page.whole, timeout=WAIT_MS)


def answers(desk: Any, page: ResultStep) -> AnswerTable:
    page.tabs.setCurrentIndex(1)
    while page._job is not None or not page.whole:  # the texts are read
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()
    found: AnswerTable = desk.find(AnswerTable, "answers")
    return found


def cells(table: AnswerTable, column: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_verdict_stands_first_and_every_picture_speaks(
    asked: Any, show: Show, gpt4: ProbeResult
) -> None:
    page = show(gpt4)
    assert page.shown() == gpt4
    verdict = asked.find(QLabel, "probe-verdict")
    figures = page.findChildren(Figure)
    assert all(verdict.mapTo(page, verdict.pos()).y() < figure.y() for figure in figures)
    names = [figure.view.objectName().removeprefix("figure_") for figure in figures]
    assert names == ["shares", "recall", "confusion", "outcomes"]
    for figure in figures:
        heard = QAccessible.queryAccessibleInterface(figure.view)
        assert heard.text(QAccessible.Text.Name) == figure.view.picture.alt
    told = "\n".join(asked.texts(QLabel))
    assert gpt4.reason in told
    assert " ms in the middle" in told
    assert "not known: no price was given" in told


def test_what_was_just_measured_is_shown_with_its_texts(
    asked: Any, qtbot: QtBot, service: Any, rows_file: Path
) -> None:
    """From the plan over a real service to the answers, which are read from the kept file."""
    asked.workspace.ask("probe")
    steps = asked.find(ProbePage, "page-probe")
    steps.data.load(rows_file)
    qtbot.waitUntil(lambda: steps.data.ready, timeout=WAIT_MS)
    where = Endpoint(name="", base_url=service.url, model="oracle")
    steps.model.use_endpoint(where, KeyKind.NONE, "")
    steps.go("plan")
    qtbot.waitUntil(lambda: steps.plan.outlook is not None, timeout=WAIT_MS)
    asked.find(QPushButton, "start").click()
    qtbot.waitUntil(lambda: asked.workspace.running.now is None, timeout=WAIT_MS)
    rows_file.unlink()

    page = steps.result
    qtbot.waitUntil(page.isVisible, timeout=WAIT_MS)
    settled(qtbot, page)
    table = answers(asked, page)
    show_all = asked.find(QComboBox, "which-answers")
    show_all.setCurrentIndex(show_all.findData("all"))

    assert page.shown() == asked.session.last_probe().result
    assert cells(table, 1)[0] == "row 0 says ham"
    assert len(cells(table, 1)) == 60


def test_an_answer_is_found_read_whole_and_put_right(
    asked: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult
) -> None:
    page = show(gpt4)
    table = answers(asked, page)
    wrong = [one for one in gpt4.predictions if one.answer != one.label]
    assert cells(table, 0) == [one.id for one in wrong]

    asked.find(QLineEdit, "search-answers").setText("ACCORDION")
    assert len(cells(table, 0)) == 1
    assert "bellows" in asked.find(QPlainTextEdit, "answer-text").toPlainText()
    assert REPLY in asked.texts(QLabel)

    labels = asked.find(QComboBox, "right-label")
    labels.setCurrentIndex(labels.findData("politics"))
    asked.find(QPushButton, "put-right").click()
    settled(qtbot, page)

    assert asked.find(QLabel, "correction").text() == "You put this right: politics."
    (kept,) = asked.session.store.probes(asked.session.id)
    assert list(kept.corrections.values()) == ["politics"]
    assert kept.result == gpt4


def test_a_label_is_put_right_with_the_keyboard_alone(
    asked: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult
) -> None:
    """Arrows pick the answer, Enter goes to its label, Alt and the marked letter do the rest."""
    page = show(gpt4)
    table = answers(asked, page)
    table.setFocus()
    asked.press(Key.Key_Down)
    picked = table.row()
    assert picked is not None
    asked.press(Key.Key_Return)
    assert asked.session.page == "probe"
    assert asked.focus.objectName() == "right-label"
    asked.press(Key.Key_U, alt=True)
    asked.press(Key.Key_N, alt=True)
    settled(qtbot, page)
    assert asked.session.last_probe().corrections == {picked.id: None}


def test_what_the_file_says_already_is_no_correction(
    asked: Any, show: Show, gpt4: ProbeResult
) -> None:
    page = show(gpt4)
    picked = answers(asked, page).row()
    labels = asked.find(QComboBox, "right-label")
    labels.setCurrentIndex(labels.findData(picked.label if picked else ""))
    asked.find(QPushButton, "put-right").click()
    assert "The file says so already." in asked.texts(QLabel)
    assert asked.session.last_probe().corrections == {}


def test_figures_with_corrections_are_marked_and_those_measured_stay_at_hand(
    asked: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult
) -> None:
    page = show(gpt4)
    table = answers(asked, page)
    which = asked.find(QComboBox, "filter-answer")
    which.setCurrentIndex(1)  # the most frequent answer among those given
    mistaken = table.row()
    assert mistaken is not None
    asked.find(QPushButton, "put-right").click()  # the answer is what is proposed
    settled(qtbot, page)

    page.tabs.setCurrentIndex(0)
    again = page.shown()
    assert again is not None
    assert again.accuracy is not None
    assert gpt4.accuracy is not None
    assert again.accuracy.value == pytest.approx(gpt4.accuracy.value + 1 / gpt4.n)
    assert "Labels put right: 1." in asked.find(QLabel, "recount-state").text()
    asked.find(QRadioButton, "without_corrections").click()
    assert page.shown() == gpt4
    assert "as they were measured" in asked.find(QLabel, "recount-state").text()

    page.tabs.setCurrentIndex(1)
    asked.find(QPushButton, "take-back").click()
    settled(qtbot, page)
    assert asked.session.last_probe().corrections == {}
    assert page.shown() == gpt4


def test_an_example_without_one_right_answer_is_left_out_after_a_restart_too(
    asked: Any, open_desk: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult
) -> None:
    page = show(gpt4)
    answers(asked, page)
    asked.find(QPushButton, "ambiguous").click()
    settled(qtbot, page)

    desk = open_desk()
    desk.workspace.ask("probe")
    again = desk.window.findChild(ResultStep)
    settled(qtbot, again)

    assert again.shown().n == gpt4.n - 1
    assert "no single answer is right: 1." in desk.find(QLabel, "recount-state").text()


def test_without_its_file_a_result_is_read_and_nothing_put_right(
    asked: Any, show: Show, gpt4: ProbeResult
) -> None:
    page = show(gpt4, file_kept=False)
    answers(asked, page)
    told = asked.texts(QLabel)
    assert any("no longer on this computer" in text for text in told)
    assert not [w for w in asked.window.findChildren(QPushButton, "put-right") if w.isVisible()]


def test_what_is_shown_goes_out_as_csv(
    asked: Any, show: Show, gpt4: ProbeResult, tmp_path: Path
) -> None:
    page = show(gpt4)
    answers(asked, page)
    part: Answers = asked.window.findChild(Answers)
    file = tmp_path / "answers.csv"
    part.save(file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["Line"] for row in rows] == [
        one.id for one in gpt4.predictions if one.answer != one.label
    ]
    part.save(tmp_path / "no such folder" / "answers.csv")
    assert any("no such folder" in text for text in asked.texts(QLabel))


def test_two_measurements_of_the_same_rows_are_compared_row_by_row(
    asked: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult, weaker: ProbeResult
) -> None:
    page = show(weaker, gpt4)
    page.tabs.setCurrentIndex(2)
    qtbot.waitUntil(
        lambda: asked.window.findChild(PictureView, "compared") is not None, timeout=WAIT_MS
    )
    told = "\n".join(asked.texts(QLabel))
    assert "The second did better." in told
    assert "Both were asked the same 60 examples" in told
    assert "only the second on 20" in told


def test_an_earlier_measurement_is_opened_deleted_and_brought_back(
    asked: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult, weaker: ProbeResult
) -> None:
    page = show(weaker, gpt4)
    page.tabs.setCurrentIndex(2)
    settled(qtbot, page)
    table = asked.find(Table, "probes")
    table.setFocus()
    asked.press(Key.Key_Down)
    asked.press(Key.Key_Return)
    settled(qtbot, page)
    assert page.shown() == weaker
    assert asked.session.page == "probe"  # Enter did not go on to the next page

    page.tabs.setCurrentIndex(2)
    settled(qtbot, page)
    table.setFocus()
    asked.press(Key.Key_Delete)
    assert table.rowCount() == 1
    settled(qtbot, page)
    assert page.shown() == gpt4
    asked.find(QPushButton, "undo-delete-probe").click()
    settled(qtbot, page)
    assert table.rowCount() == 2
    assert [
        one.result.manifest["model"] for one in asked.session.store.probes(asked.session.id)
    ] == [
        "a weaker one",
        "gpt-4",
    ]


def test_an_earlier_one_stays_open_until_there_is_a_newer(
    asked: Any, qtbot: QtBot, show: Show, gpt4: ProbeResult, weaker: ProbeResult
) -> None:
    page = show(weaker, gpt4)
    page.tabs.setCurrentIndex(2)
    settled(qtbot, page)
    table = asked.find(Table, "probes")
    table.setFocus()
    asked.press(Key.Key_Down)
    asked.find(QPushButton, "open-probe").click()
    asked.workspace.ask("export")
    asked.workspace.ask("probe")
    assert page.shown() == weaker
    newer = gpt4.model_copy(update={"device": "another"})
    asked.session.store.add_probe(asked.session.id, newer)
    asked.workspace.ask("probe")
    assert page.shown() == newer
    settled(qtbot, page)


@pytest.mark.parametrize("language", [*Language])
def test_no_part_of_the_result_is_wider_than_the_smallest_window(
    open_desk: Any, qapp: QApplication, qtbot: QtBot, language: Language, gpt4: ProbeResult
) -> None:
    desk = open_desk(language)
    apply_theme(qapp, dark=language is Language.JA)
    desk.window.resize(800, 600)
    desk.session.create(desk.session.profile.model_copy(update={"name": "Ticket routing"}))
    keep(desk.data_dir, RECORDED.read_bytes(), ".csv")
    long = {"device": "x" * 200, "manifest": {**gpt4.manifest, "model": "y" * 200}}
    for _ in range(2):
        desk.session.store.add_probe(desk.session.id, gpt4.model_copy(update=long))
    desk.workspace.go("consultation")
    desk.workspace.ask("probe")
    page = desk.window.findChild(ResultStep)
    settled(qtbot, page)
    desk.find(QAbstractButton, "disclosure-probe-setting").click()
    for tab in range(3):
        page.tabs.setCurrentIndex(tab)
        settled(qtbot, page)
        qapp.processEvents()
        around = desk.find(ProbePage, "page-probe")
        assert around.minimumSizeHint().width() <= around.parentWidget().width(), tab
        controls = [
            one
            for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, AnswerTable, Table)
            for one in page.findChildren(kind)
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert not [one.objectName() for one in controls if not _name(one)]
    apply_theme(qapp, dark=False)


def _name(widget: QWidget) -> str:
    heard = QAccessible.queryAccessibleInterface(widget)
    return heard.text(QAccessible.Text.Name).strip()
