"""The recommendation comes from the top on, part by part, and is whole before long."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QScrollArea, QToolButton

from app.decision.profile import Profile
from app.gui.pages.recommendation import RecommendationPage
from app.gui.widgets.banner import OutcomeBanner
from app.words import Language

TURN = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
COMMENTS = {
    "name": "Comments",
    "task": "toxicity-detection",
    "answers": {"human_like": "no", "multi_step": "no", "many_tasks": "no"}
    | {"far_from_language": "no", "few_labels": "yes"},
    "limits": {"untrusted_input": "yes"},
}


def parts(page: RecommendationPage) -> list[QFrame]:
    """What is there of the page, from top to bottom."""
    direct = page.children()
    found = [one for one in direct if isinstance(one, QFrame) and not one.isHidden()]
    return sorted(found, key=lambda one: one.y())


def said(page: RecommendationPage) -> list[str]:
    return [label.text() for part in parts(page) for label in part.findChildren(QLabel)]


@pytest.fixture
def page(desk: Any) -> RecommendationPage:
    """In its first turn."""
    desk.session.create(Profile.model_validate(COMMENTS))
    desk.workspace.go("consultation")
    desk.workspace.ask("recommendation")
    made: RecommendationPage = desk.window.findChild(RecommendationPage)
    return made


def test_its_first_line_is_there_at_once_and_no_turn_brings_more_than_one_part(
    page: RecommendationPage,
) -> None:
    assert [type(part) for part in parts(page)] == [OutcomeBanner]
    seen = [1]
    while not page.whole:
        QApplication.processEvents(TURN)
        seen.append(len(parts(page)))
    assert all(after - before in (0, 1) for before, after in pairwise(seen))
    assert seen[-1] >= 10
    assert parts(page)[-1].findChild(QToolButton, "disclosure-cost")
    assert page.minimumHeight() == 0


def test_of_what_was_read_before_nothing_is_seen_again(
    desk: Any, page: RecommendationPage
) -> None:
    desk.settle()
    desk.session.create(Profile(name="Other"))
    desk.workspace.ask("recommendation")
    seen: set[str] = set()
    while not page.whole:
        QApplication.processEvents(TURN)
        seen |= set(said(page))
    assert seen <= set(said(page))


def test_another_profile_in_the_middle_does_not_get_into_what_is_still_to_come(
    desk: Any, page: RecommendationPage
) -> None:
    desk.settle()
    whole = said(page)
    desk.workspace.ask("review")
    desk.workspace.ask("recommendation")
    desk.session.create(Profile(name="Other"))
    desk.settle()
    assert said(page) == whole


def test_another_language_in_the_middle_gives_the_whole_page_in_it(
    desk: Any, page: RecommendationPage
) -> None:
    QApplication.processEvents(TURN)
    desk.workspace.speak(Language.JA)
    desk.settle()
    other = desk.window.findChildren(RecommendationPage)[-1]
    assert other is not page
    outcome = desk.session.guide.outcome[desk.session.recommendation.outcome]
    assert any(outcome.verdict.ja in text for text in said(other))
    assert not any(outcome.verdict.en in text for text in said(other))


def test_a_figure_of_the_cost_leaves_the_reader_where_he_is(
    desk: Any, page: RecommendationPage
) -> None:
    desk.find(QToolButton, "disclosure-cost").click()
    desk.settle()
    QApplication.processEvents()
    field = desk.find(QLineEdit, "cost-hosting_cost")
    field.setFocus()
    area = next(a for a in desk.window.findChildren(QScrollArea) if a.widget() is page)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    there = area.verticalScrollBar().value()
    before = parts(page)
    desk.write("12.5")
    field.editingFinished.emit()
    assert not page.whole
    while not page.whole:
        QApplication.processEvents(TURN)
        assert field.hasFocus()
        assert area.verticalScrollBar().value() == there
    after = parts(page)
    assert len(after) == len(before)
    assert not set(after[:-1]) & set(before)
    assert after[-1] is before[-1]
