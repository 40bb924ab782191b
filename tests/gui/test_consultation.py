"""A consultation at the keyboard: every path, nothing lost, nothing guessed."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QToolButton

from app.decision.profile import Answer, Reply
from app.gui.steps import question_of
from app.guide.types import Guide, OutcomeId

Key = Qt.Key
# The replies in order along each arrow of the figure, and where they end.
PATHS = {
    "y": OutcomeId.LLM,
    "ny": OutcomeId.LLM,
    "nny": OutcomeId.LLM,
    "nnny": OutcomeId.FINE_TUNED,
    "nnnny": OutcomeId.LLM,
    "nnnnny": OutcomeId.LLM,
    "nnnnnny": OutcomeId.LLM,
    "nnnnnnnn": OutcomeId.FINE_TUNED,
    "nnnnnnnyy": OutcomeId.FINE_TUNED,
    "nnnnnnnyny": OutcomeId.NO_GOOD_FIT,
    "nnnnnnnynn": OutcomeId.LLM,
}
REPLY_KEYS = {"y": Key.Key_Y, "n": Key.Key_N, "?": Key.Key_T}


@pytest.mark.parametrize(("replies", "outcome"), PATHS.items())
def test_every_path_is_walked_with_the_keyboard_alone(
    desk: Any, replies: str, outcome: OutcomeId
) -> None:
    """From home to the recommendation: a name, Alt keys for replies, Enter to go on."""
    desk.press(Key.Key_N, ctrl=True)
    desk.write("Ticket routing")
    desk.press(Key.Key_Return)  # to the facts
    desk.press(Key.Key_Return)  # to the first question
    for reply in replies:
        desk.press(REPLY_KEYS[reply], alt=True)
        desk.press(Key.Key_Return)

    assert desk.session.page == "limits"
    for page in ("review", "recommendation"):
        desk.press(Key.Key_Return)
        assert desk.session.page == page
    assert desk.session.recommendation.outcome is outcome
    head = desk.session.guide.outcome[outcome].verdict.en
    assert any(head in text for text in desk.texts(QLabel))


def test_going_on_without_a_reply_says_what_is_needed_and_keeps_the_page(asked: Any) -> None:
    """Continue is never grey; it tells, takes the keyboard there, and nothing moves."""
    go_on = asked.find(QPushButton, "continue")
    assert go_on.isEnabled()

    asked.press(Key.Key_C, alt=True)

    problem = asked.find(QLabel, "problem")
    assert problem.text() == asked.session.guide.question["human_like"].error.en
    assert problem.hasFocus()
    assert asked.session.page == "question:human_like"


def test_a_reply_is_on_disk_before_anything_else_happens(asked: Any) -> None:
    """One press: the store holds the answer and the window says so."""
    asked.press(Key.Key_Y, alt=True)

    kept = asked.session.store.get(asked.session.id)
    assert kept.profile.replies == {"human_like": Reply.YES}
    assert "Saved" in asked.find(QLabel, "saved").text()


def test_a_note_and_how_sure_are_kept_with_the_answer(asked: Any) -> None:
    """The note is kept when the field is left by Continue, the sureness at once."""
    asked.press(Key.Key_N, alt=True)
    asked.find(QRadioButton, "guessed").click()
    note = asked.find(QLineEdit, "note")
    note.setFocus()
    asked.write("ask Ops")
    asked.press(Key.Key_Return)

    kept = asked.session.store.get(asked.session.id).profile
    assert kept.answers["human_like"] == Answer(value="no", sureness="guessed", note="ask Ops")
    assert asked.session.page == "question:multi_step"


def test_undo_takes_back_the_last_answer_and_redo_brings_it_again(asked: Any) -> None:
    """Ctrl+Z and its opposite, on screen and on disk."""
    asked.press(Key.Key_Y, alt=True)
    asked.press(Key.Key_Z, ctrl=True)

    assert asked.session.replies == {}
    assert not asked.find(QRadioButton, "yes").isChecked()
    assert asked.session.store.get(asked.session.id).profile.replies == {}

    asked.workspace.redo()
    assert asked.session.replies == {"human_like": Reply.YES}
    assert asked.find(QRadioButton, "yes").isChecked()


def test_an_answer_can_be_cleared(asked: Any) -> None:
    """What was answered by mistake can be unanswered."""
    asked.press(Key.Key_Y, alt=True)
    asked.find(QPushButton, "clear").click()

    assert asked.session.replies == {}
    assert not asked.find(QRadioButton, "yes").isChecked()


def test_escape_loses_nothing(asked: Any) -> None:
    """Escape is no way to lose work: the page and the answer stay."""
    asked.press(Key.Key_Y, alt=True)
    asked.press(Key.Key_Escape)

    assert asked.window.isVisible()
    assert asked.session.page == "question:human_like"
    assert asked.session.replies == {"human_like": Reply.YES}


def test_changing_an_answer_asks_only_what_it_makes_necessary(asked: Any, guide: Guide) -> None:
    """From "Check your answers": change, answer what is new, and be back there."""
    asked.press(Key.Key_Y, alt=True)
    asked.workspace.ask("review")
    asked.find(QPushButton, "change-human_like").click()
    asked.press(Key.Key_N, alt=True)
    asked.press(Key.Key_Return)
    assert asked.session.page == "question:multi_step"

    asked.press(Key.Key_Y, alt=True)
    asked.press(Key.Key_Return)

    assert asked.session.page == "review"


def test_a_task_needs_a_name_and_the_rest_stays_typed(desk: Any) -> None:
    """Going on without a name says so; nothing typed elsewhere is lost."""
    desk.press(Key.Key_N, ctrl=True)
    desk.press(Key.Key_Tab)
    desk.write("One ticket in, one queue out.")
    desk.press(Key.Key_C, alt=True)

    assert desk.session.page == "describe"
    assert desk.find(QLabel, "problem").isVisible()
    assert desk.session.profile.summary == "One ticket in, one queue out."


def test_a_number_that_is_none_is_told_and_not_kept(asked: Any) -> None:
    """Facts take whole numbers, grouped or not; words stay on screen with a sentence."""
    asked.workspace.ask("facts")
    asked.find(QLineEdit, "labelled_examples").setFocus()
    asked.write("a few")
    asked.press(Key.Key_Return)
    assert asked.session.page == "facts"
    assert "whole number" in asked.find(QLabel, "problem").text()

    field = asked.find(QLineEdit, "labelled_examples")
    field.setText("8,000")
    field.setFocus()
    asked.press(Key.Key_Return)

    assert asked.session.profile.facts.labelled_examples == 8000


def test_the_next_start_resumes_on_the_same_page(open_desk: Any) -> None:
    """Closing is enough: the profile, the page and the answers are there again."""
    first = open_desk()
    first.press(Key.Key_N, ctrl=True)
    first.write("Ticket routing")
    for _ in range(2):
        first.press(Key.Key_Return)
    first.press(Key.Key_N, alt=True)
    first.press(Key.Key_Return)

    again = open_desk()

    assert again.session.page == "question:multi_step"
    assert again.session.profile.name == "Ticket routing"
    assert again.session.replies == {"human_like": Reply.NO}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(["y", "n", "?", "on", "back", "undo"]), max_size=25))
def test_no_walk_back_and_forth_loses_an_answer(asked: Any, moves: list[str]) -> None:
    """Whatever is pressed in whatever order, the store holds what the screen shows."""
    asked.workspace.ask("human_like")
    for move in moves:
        question = question_of(asked.session.page)
        before = dict(asked.session.replies)
        if move in REPLY_KEYS and question:
            asked.press(REPLY_KEYS[move], alt=True)
            before[question] = {"y": Reply.YES, "n": Reply.NO, "?": Reply.UNSURE}[move]
        elif move == "on" and question in before:
            asked.find(QPushButton, "continue").click()
        elif move == "back" and asked.session.page not in ("describe",):
            asked.find(QPushButton, "back").click()
        elif move == "undo":
            asked.press(Key.Key_Z, ctrl=True)
            before = dict(asked.session.replies)
        kept = asked.session.store.get(asked.session.id).profile.replies
        assert dict(asked.session.replies) == kept == before


def test_why_we_ask_says_where_figure_and_text_differ(asked: Any, guide: Guide) -> None:
    for question in guide.questions:
        asked.workspace.ask(question.id)
        asked.find(QToolButton, "disclosure-why_we_ask").setChecked(True)
        said = " ".join(asked.texts(QLabel))
        for conflict in guide.conflicts:
            assert (conflict.handling.en in said) is (question.id in conflict.questions)


def test_the_window_is_titled_by_the_task_and_its_page(asked: Any) -> None:
    """A screen reader and the task bar tell where the user is, after every Continue."""
    title = asked.session.guide.question["human_like"].title.en
    assert asked.window.windowTitle() == f"Ticket routing – {title} – Signpost"

    asked.session.answer("human_like", Answer(value=Reply.NO))
    asked.workspace.consultation.go_on()

    title = asked.session.guide.question["multi_step"].title.en
    assert asked.window.windowTitle() == f"Ticket routing – {title} – Signpost"
