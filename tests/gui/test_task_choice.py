"""The type of task is found by typing, shown with its verdict, and never answers anything."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from app.decision.profile import Profile
from app.gui.task_words import about_task, likely_answer
from app.gui.widgets.outcome import OutcomeChip
from app.guide.types import Guide
from app.words import Language

Key = Qt.Key


@pytest.fixture
def describing(desk: Any, qtbot: QtBot) -> Any:
    """A named profile on "Describe the task", the keyboard in the search for its type."""
    desk.session.create(Profile(name="Ticket routing"))
    desk.workspace.go("consultation")
    desk.workspace.ask("describe")
    desk.find(QLineEdit, "task").setFocus()
    return desk


def results(desk: Any, qtbot: QtBot, text: str) -> QListView:
    """Types words and waits for what is found; the index may still be in the making."""
    desk.write(text)
    found: QListView = desk.window.findChild(QListView, "task-results")
    qtbot.waitUntil(found.isVisible)
    return found


def test_words_arrows_and_enter_choose_a_type_and_keep_it(
    describing: Any, qtbot: QtBot, guide: Guide
) -> None:
    """Down goes into the list, which can be heard; Enter takes the row and it is on disk."""
    found = results(describing, qtbot, "ticket routing")
    heard = found.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    task = guide.task["intent-classification"]
    assert heard == f"{task.name.en}: {task.what.en}"
    name = QAccessible.queryAccessibleInterface(found).text(QAccessible.Text.Name)
    assert name == "Types that fit, best first"
    describing.press(Key.Key_Down)
    assert found.hasFocus()
    describing.press(Key.Key_Down)
    describing.press(Key.Key_Up)
    describing.press(Key.Key_Return)

    assert describing.session.page == "describe"
    kept = describing.session.store.get(describing.session.id).profile
    assert kept.task == "intent-classification"
    assert describing.find(QLineEdit, "project").hasFocus()


def test_enter_takes_the_first_result_which_is_shown_with_the_surveys_verdict(
    describing: Any, qtbot: QtBot, guide: Guide
) -> None:
    """Enter does not go on to the next page while there is something to take."""
    results(describing, qtbot, "meeting minutes")
    describing.press(Key.Key_Return)
    assert describing.session.page == "describe"
    assert describing.session.profile.task == "summarization"
    task = guide.task["summarization"]
    said = describing.texts(QLabel)
    assert task.name.en in said
    assert any(task.said.en in text and "§4.2.1" in text for text in said)
    assert any(task.since.en in text and "ours" in text for text in said)
    assert describing.texts(OutcomeChip)[0] == "Survey: it depends"


def test_another_type_can_be_chosen_removed_and_brought_back(
    describing: Any, qtbot: QtBot
) -> None:
    results(describing, qtbot, "translation")
    describing.press(Key.Key_Return)
    QApplication.processEvents()
    describing.find(QPushButton, "change-task").click()
    assert describing.find(QLineEdit, "task").hasFocus()
    results(describing, qtbot, "hate speech")
    describing.press(Key.Key_Return)
    assert describing.session.profile.task == "toxicity-detection"

    QApplication.processEvents()
    describing.find(QPushButton, "remove-task").click()
    assert describing.session.profile.task == ""
    assert describing.find(QLineEdit, "task").hasFocus()
    describing.workspace.undo()
    assert describing.session.profile.task == "toxicity-detection"
    assert not describing.window.findChild(QLineEdit, "task").isVisible()


def test_escape_leaves_the_list_then_empties_the_field_and_enter_goes_on(
    describing: Any, qtbot: QtBot
) -> None:
    found = results(describing, qtbot, "spam")
    describing.press(Key.Key_Down)
    describing.press(Key.Key_Escape)
    field = describing.find(QLineEdit, "task")
    assert field.hasFocus()
    describing.press(Key.Key_Escape)
    assert field.text() == ""
    assert not found.isVisible()
    describing.press(Key.Key_Return)
    assert describing.session.page == "facts"


def test_words_that_fit_nothing_get_a_sentence(describing: Any, qtbot: QtBot) -> None:
    describing.write("qqqzzz")
    nothing = describing.window.findChild(QLabel, "task-nothing")
    qtbot.waitUntil(nothing.isVisible)
    assert "qqqzzz" in nothing.text()


def test_a_type_of_another_guide_is_kept_and_told(describing: Any) -> None:
    describing.session.describe(task="dream-reading")
    assert any("dream-reading" in text for text in describing.texts(QLabel))
    assert describing.find(QLineEdit, "task").isVisible()
    assert describing.session.profile.task == "dream-reading"


def test_a_question_tells_what_such_tasks_usually_answer_and_answers_nothing(asked: Any) -> None:
    """A quiet line; no reply is chosen and nothing is written into the profile."""
    assert asked.window.findChild(QLabel, "likely").isHidden()
    asked.session.describe(task="intent-classification")
    asked.workspace.ask("human_like")
    line = asked.find(QLabel, "likely").text()
    assert "usually answer No here: one text goes in, one label comes out." in line
    assert asked.session.replies == {}

    asked.session.describe(task="data-annotation")  # of which nothing is known here
    asked.workspace.ask("human_like")
    assert asked.window.findChild(QLabel, "likely").isHidden()


@pytest.mark.parametrize("language", [*Language])
def test_every_type_can_be_told_in_words(guide: Guide, language: Language) -> None:
    """Each finding with its source, each likely answer as a whole sentence, no place left open."""
    for task in guide.tasks:
        said, lines = about_task(guide, task, language)
        assert len(lines) >= 1 + len(task.findings) + len(task.metrics) + len(task.traps)
        told = [*said, *lines]
        for question in task.likely:
            told.append(likely_answer(guide, Profile(task=task.id), question, language))
        assert all(text and "{" not in text for text in told), task.id
