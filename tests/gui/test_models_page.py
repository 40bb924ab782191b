"""The models page: the tree by keyboard, cards, filters, export, the shortlist of a task."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.decision.profile import Answer, Facts, Limits, Profile, Reply
from app.gui.pages.models import ModelsPage
from app.gui.widgets.table import Table
from app.gui.widgets.tree_view import TreeView
from app.words import Language

Key = Qt.Key


@pytest.fixture
def page(desk: Any) -> ModelsPage:
    desk.workspace.go("models")
    found = desk.window.findChildren(ModelsPage)
    assert isinstance(found[-1], ModelsPage)
    return found[-1]


def test_arrows_walk_the_tree_and_enter_opens_the_card(desk: Any, page: ModelsPage) -> None:
    """Up to a descendant, down to the parent, sideways to a sibling; Escape closes the card."""
    view = page.tree.view
    view.setFocus()
    view.go_to("bert")
    desk.press(Key.Key_Up)
    assert view.here == "roberta"
    assert "RoBERTa" in view.accessibleDescription()
    desk.press(Key.Key_Down)
    assert view.here == "bert"
    desk.press(Key.Key_Return)
    assert page.tree.card.card
    assert page.tree.card.card.title == "BERT"
    assert page.tree.card.isVisible()
    desk.press(Key.Key_Escape)
    assert not page.tree.card.isVisible()
    assert view.hasFocus()


def test_a_press_on_a_box_opens_its_card_and_a_drag_does_not(page: ModelsPage) -> None:
    view = page.tree.view
    view.go_to("gpt-4")
    spot = next(spot for spot in view.picture.spots if spot.id == "gpt-4")
    seen = view._visible()
    scale = view.width() / seen.width()
    at = QPoint(
        round((spot.x + spot.width / 2 - seen.x()) * scale),
        round((spot.y + spot.height / 2 - seen.y()) * scale),
    )
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=at)
    QTest.mouseMove(view, at + QPoint(40, 0))
    QTest.mouseRelease(view, left, pos=at + QPoint(40, 0))
    assert page.tree.card.card is None

    view.go_to("gpt-4")
    seen = view._visible()
    at = QPoint(
        round((spot.x + spot.width / 2 - seen.x()) * scale),
        round((spot.y + spot.height / 2 - seen.y()) * scale),
    )
    QTest.mouseClick(view, left, pos=at)
    assert page.tree.card.card
    assert page.tree.card.card.title == "GPT-4"


def test_the_picture_grows_moves_and_never_leaves_the_window(page: ModelsPage) -> None:
    view = page.tree.view
    view.fit()
    whole = view._visible().width()
    view.zoom(2.0)
    assert view._visible().width() == pytest.approx(whole / 2, rel=0.01)
    view.pan(1e6, 1e6)
    assert view._visible().topLeft().x() >= 0
    view.pan(-1e6, -1e6)
    assert view._visible().right() <= view.picture.width + 1


def test_what_is_seen_follows_every_zoom(page: ModelsPage) -> None:
    """After each change the view looks as if it had been opened that way."""
    view = page.tree.view
    view.fit()
    view.grab()
    for by in (1.3, 1.3, 0.6):
        view.zoom(by)
        seen = view.grab().toImage()
        view.show_picture(view.picture)  # painted anew from nothing
        assert seen == view.grab().toImage()


def test_a_search_and_filters_leave_the_rest_as_a_shadow(desk: Any, page: ModelsPage) -> None:
    search = desk.find(QLineEdit, "tree-search")
    search.setFocus()
    desk.write("flan")
    assert {spot.id for spot in page.tree.view.picture.spots} == {
        "flan-t5",
        "flan-palm",
        "flan-ul2",
    }
    desk.press(Key.Key_Return)
    assert page.tree.card.card
    assert page.tree.view.hasFocus()
    search.clear()
    desk.find(QComboBox, "tree-openness").setCurrentIndex(2)
    closed = [model for model in desk.session.guide.models.tree if not model.open]
    assert len(page.tree.view.picture.spots) == len(closed)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_tree_is_saved_as_a_picture(
    page: ModelsPage, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    file = tmp_path / f"tree.{kind}"
    page.tree.save(file)
    qtbot.waitUntil(lambda: str(file) in page.tree._told.text(), timeout=10_000)
    if kind == "svg":
        assert "GPT-NeoX-20B" in file.read_text(encoding="utf-8")
    else:
        assert QImage(str(file)).width() > 1000


def test_a_folder_that_is_not_there_is_told(
    page: ModelsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.tree.save(tmp_path / "nowhere" / "tree.svg")
    qtbot.waitUntil(lambda: "nowhere" in page.tree._told.text(), timeout=10_000)


def test_tabs_are_changed_by_arrow_keys(desk: Any, page: ModelsPage) -> None:
    tabs = desk.find(QTabBar, "models-tabs")
    assert tabs.hasFocus()
    desk.press(Key.Key_Right)
    assert page.shortlist.isVisible()
    desk.press(Key.Key_Right)
    assert page.licences.isVisible()


def test_the_shortlist_follows_the_open_task(desk: Any, page: ModelsPage) -> None:
    """A private Japanese task for training: no service, and each model says why."""
    desk.session.create(
        Profile(
            name="Routing",
            answers={"far_from_language": Answer(value=Reply.YES)}
            | {q: Answer(value=Reply.NO) for q in ("human_like", "multi_step", "many_tasks")},
            facts=Facts(languages=("ja",)),
            limits=Limits(data_may_leave=Reply.NO),
        )
    )
    desk.workspace.go("models")
    page.show_tab(1)
    table = desk.find(Table, "shortlist")
    shown = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert "ModernBERT-Ja 310M" in shown
    assert not [name for name in shown if name.startswith(("GPT", "Claude"))]
    desk.find(QComboBox, "shortlist-show").setCurrentIndex(1)
    assert table.rowCount() == 60
    assert page.shortlist.card.card
    assert page.shortlist.card.card.facts


def test_the_shortlist_sorts_by_price_and_by_date(desk: Any, page: ModelsPage) -> None:
    page.show_tab(1)
    table = desk.find(Table, "shortlist")
    sort = desk.find(QComboBox, "shortlist-sort")
    sort.setCurrentIndex(1)
    assert table.item(0, 0).text() == "text-embedding-3-small (API)"
    sort.setCurrentIndex(3)
    assert table.item(0, 0).text() == "Gemini 4 Argon"


def test_a_wrong_row_of_the_licence_table_says_what_is_right(desk: Any, page: ModelsPage) -> None:
    page.show_tab(2)
    table = desk.find(Table, "licences")
    names = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert len(names) == 33
    table.setCurrentCell(names.index("LegalBERT"), 0)
    card = page.licences.card.card
    assert card
    assert "CC BY-SA 4.0 does allow it" in dict(card.facts)["Correction"]


@pytest.mark.parametrize("language", [*Language])
def test_every_card_can_be_read_in_both_languages(open_desk: Any, language: Language) -> None:
    desk = open_desk(language)
    desk.workspace.go("models")
    page = desk.window.findChildren(ModelsPage)[-1]
    for model in desk.session.guide.models.tree:
        page.tree.view.chosen.emit(model.id)
        assert model.name in page.tree.card.accessibleName()
    for tab, name in ((1, "shortlist"), (2, "licences")):
        page.show_tab(tab)
        table = desk.find(Table, name)
        for row in range(table.rowCount()):
            table.setCurrentCell(row, 0)
    assert desk.window.width() >= 800


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("tab", [0, 1, 2])
def test_it_fits_the_smallest_window(open_desk: Any, language: Language, tab: int) -> None:
    desk = open_desk(language)
    desk.window.resize(800, 600)
    desk.workspace.go("models")
    page = desk.window.findChildren(ModelsPage)[-1]
    page.show_tab(tab)
    if tab == 0:
        page.tree.view.chosen.emit("anthropic-lm-v4-s3")
    for _ in range(3):
        desk.window.repaint()
    assert (desk.window.width(), desk.window.height()) == (800, 600)
    assert page.minimumSizeHint().width() <= page.width()
    assert page.minimumSizeHint().height() <= page.height()
    assert isinstance(page.tree.view, TreeView)


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_nothing_that_takes_the_keyboard_is_silent(desk: Any, page: ModelsPage, tab: int) -> None:
    page.show_tab(tab)
    QApplication.processEvents()
    controls = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) >= 2
    for widget in controls:
        heard = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert heard.strip(), widget
        assert widget.objectName(), widget


def test_tab_goes_past_the_tree_and_the_tables(desk: Any, page: ModelsPage) -> None:
    """No control holds the keyboard for good."""
    for tab in (0, 1, 2):
        page.show_tab(tab)
        desk.find(QTabBar, "models-tabs").setFocus()
        seen = []
        for _ in range(30):
            desk.press(Key.Key_Tab)
            if desk.focus in seen:
                break
            seen.append(desk.focus)
        assert any(widget.objectName() == "nav-home" for widget in seen)
