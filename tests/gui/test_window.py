"""Home, menus, settings and the ways in and out of the window."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from app.decision.profile import Profile
from app.errors import AppError
from app.gui.instance import Instance
from app.gui.look import Look, first_look
from app.gui.pages.trouble import TroublePage
from app.gui.window import Window
from app.gui.workspace import open_workspace
from app.store import BIN_DAYS, Store
from app.words import Language

Key = Qt.Key


def test_a_first_start_offers_two_samples_that_open_with_enter(desk: Any) -> None:
    """The shortest way to a recommendation: start, Enter."""
    profiles = desk.session.store.summaries()
    assert len(profiles) == 2
    assert desk.find(QListView, "profiles").hasFocus()

    desk.press(Key.Key_Return)

    assert desk.session.page == "recommendation"


def test_samples_come_once(open_desk: Any) -> None:
    """Whoever deletes the samples is not given them again."""
    desk = open_desk()
    for summary in desk.session.store.summaries():
        desk.session.store.delete(summary.id)

    assert open_desk().session.store.summaries() == []


def test_search_finds_a_profile_by_its_words(desk: Any) -> None:
    """Typing narrows the list; clearing brings everything back."""
    desk.workspace.go("home")
    desk.find(type(desk.focus), "profiles")
    search = desk.window.findChild(object, "search")
    search.setText("routing")
    rows = desk.find(QListView, "profiles").model()
    assert [rows.data(rows.index(n, 0)) for n in range(rows.rowCount())] == [
        "Sample: Helpdesk",
        "Ticket routing",
    ]
    search.setText("nothing like this")
    assert rows.rowCount() == 0
    assert any("Nothing found" in text for text in desk.texts(QLabel))


def test_a_deleted_profile_can_be_brought_back(desk: Any) -> None:
    """Delete goes to the bin, with the way back beside it."""
    desk.press(Key.Key_Delete)
    assert len(desk.session.store.summaries()) == 1

    desk.find(QPushButton, "undo-delete").click()
    assert len(desk.session.store.summaries()) == 2


def days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def test_the_bin_is_in_a_menu_and_forgets_after_thirty_days(
    open_desk: Any, data_dir: Path
) -> None:
    data_dir.mkdir()
    for name, days in (("Old", BIN_DAYS + 1), ("Kept", BIN_DAYS - 1)):
        with Store.open(data_dir, partial(days_ago, days)) as store:
            store.delete(store.add(Profile(name=name)).id)
    desk = open_desk()
    bin_menu = next(one for one in desk.window.findChildren(QMenu) if "&bin" in one.title())
    bin_menu.aboutToShow.emit()
    assert [action.text() for action in bin_menu.actions()] == ["Kept"]

    bin_menu.actions()[0].trigger()
    assert [one.name for one in desk.session.store.summaries()] == ["Kept"]
    bin_menu.aboutToShow.emit()
    assert [action.isEnabled() for action in bin_menu.actions()] == [False]


def test_the_language_changes_while_the_window_is_open(asked: Any) -> None:
    """Settings, Japanese: the same page of the same profile, in Japanese, and kept."""
    asked.press(Key.Key_Y, alt=True)
    asked.workspace.go("settings")
    asked.find(QRadioButton, "ja").click()
    QApplication.processEvents()
    asked.workspace.go("consultation")

    assert asked.session.language is Language.JA
    assert asked.session.page == "question:human_like"
    title = asked.session.guide.question["human_like"].title.ja
    assert title in asked.texts(QLabel)
    assert asked.find(QRadioButton, "yes").isChecked()
    assert first_look(asked.data_dir) == Look(Language.JA, "system")


def test_a_profile_file_opens_and_says_what_it_does_not_know(
    desk: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """Others' files come in with their unknown keys kept and told."""
    told: list[str] = []
    monkeypatch.setattr(
        "app.gui.workspace.QMessageBox.information", lambda *given: told.append(given[2])
    )
    file = tmp_path / "theirs.json"
    body = {"format": "signpost-profile", "version": 1, "name": "Theirs", "colour": "green"}
    file.write_text(json.dumps(body), encoding="utf-8")

    desk.workspace.open_file(file)

    assert desk.session.profile.name == "Theirs"
    assert "$.colour" in told[0]


def test_a_damaged_file_is_one_sentence_and_changes_nothing(
    asked: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """The message names file, line and column; the open profile stays open."""
    told: list[str] = []
    monkeypatch.setattr(
        "app.gui.workspace.QMessageBox.warning", lambda *given: told.append(given[2])
    )
    file = tmp_path / "broken.json"
    file.write_text('{"format": ', encoding="utf-8")
    before = asked.session.id

    asked.workspace.open_file(file)

    assert "broken.json" in told[0]
    assert "line 1" in told[0]
    assert asked.session.id == before


def test_what_could_not_be_saved_is_said_and_saved_on_request(
    asked: Any, monkeypatch: Any
) -> None:
    """A full disk: the answer stays on screen, "Not saved" says so, and Try again keeps it."""
    with monkeypatch.context() as broken:
        broken.setattr(
            asked.session.store,
            "save",
            lambda *_given: (_ for _ in ()).throw(AppError("store_full", file="signpost.sqlite")),
        )
        asked.press(Key.Key_Y, alt=True)
        assert "Not saved" in asked.find(QLabel, "saved").text()
        assert asked.find(QRadioButton, "yes").isChecked()

    asked.find(QPushButton, "retry").click()

    assert "Saved" in asked.find(QLabel, "saved").text()
    assert "human_like" in asked.session.store.get(asked.session.id).profile.answers


def test_a_folder_of_a_newer_version_is_told_about_and_not_touched(
    qtbot: QtBot, data_dir: Path
) -> None:
    """No traceback and no empty list: one sentence, and the ways out."""
    data_dir.mkdir()
    file = data_dir / "signpost.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("create table anything (x)")
        connection.execute("pragma user_version = 999")
    connection.close()
    before = file.read_bytes()
    window = Window(data_dir, Language.EN)
    qtbot.addWidget(window)
    window.show()

    assert open_workspace(window, data_dir, Look(Language.EN, "light")) is None

    assert window.findChild(TroublePage) is not None
    assert file.read_bytes() == before


def test_a_second_start_raises_the_first_window(qtbot: QtBot, data_dir: Path) -> None:
    """The second one finds the folder taken and calls the first."""
    raised: list[Path | None] = []
    first, second = Instance(data_dir), Instance(data_dir)
    assert first.is_first()
    first.listen(raised.append)

    assert not second.is_first()
    assert second.call_first()
    qtbot.waitUntil(lambda: raised == [None])
    assert second.call_first(Path("相談 1.signpost"))
    qtbot.waitUntil(lambda: raised == [None, Path("相談 1.signpost").absolute()])

    assert not list(data_dir.glob("window-*"))
    first.release()
    assert second.is_first()
    second.release()


def test_a_call_that_nobody_answers_is_taken_back(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first window hangs: the second start learns of it, and nothing of it stays behind."""
    monkeypatch.setattr("app.gui.instance.WAIT_MS", 30)
    first, second = Instance(data_dir), Instance(data_dir)
    assert first.is_first()

    assert not second.call_first(Path("相談 1.signpost"))
    assert not list(data_dir.glob("window-*"))
    first.release()


def test_a_call_while_the_window_is_still_opening_is_heard(qtbot: QtBot, data_dir: Path) -> None:
    """It waits in the folder until the window listens."""
    raised: list[Path | None] = []
    first, second = Instance(data_dir), Instance(data_dir)
    assert first.is_first()
    QTimer.singleShot(0, lambda: first.listen(raised.append))

    assert second.call_first()
    assert raised == [None]
    first.release()


def test_export_writes_the_document_and_notes_that_it_was_issued(
    asked: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """The three kinds, whole, and on record with the guide they were made from."""
    asked.press(Key.Key_Y, alt=True)
    asked.workspace.ask("export")
    page = asked.find(object, "page-export")
    for kind in ("pdf", "md", "json"):
        page.save(kind, tmp_path / f"routing.{kind}")
        qtbot.waitUntil(lambda: not page.working(), timeout=30_000)

    assert (tmp_path / "routing.pdf").read_bytes().startswith(b"%PDF")
    history = (tmp_path / "routing.md").read_text(encoding="utf-8").partition("What was changed")
    assert "1 Human-like talk | – | Yes |" in history[2]
    issued = asked.session.store.issued(asked.session.id)
    assert len(issued) == 3
    assert issued[0].guide_sha256 == asked.session.guide.sha256

    asked.workspace.open_file(tmp_path / "routing.pdf")
    assert asked.session.profile.answers["human_like"].value == "yes"


def test_a_failed_export_leaves_no_stub(asked: Any, qtbot: QtBot, tmp_path: Path) -> None:
    """A folder that is not there: one sentence on the page, nothing written."""
    asked.workspace.ask("export")
    page = asked.find(object, "page-export")

    page.save("md", tmp_path / "no such folder" / "routing.md")
    qtbot.waitUntil(lambda: not page.working(), timeout=30_000)

    assert "no such folder" in asked.find(QLabel, "export-done").text()
    assert list(tmp_path.glob("**/*.md")) == []


def test_an_export_that_cannot_be_noted_is_told_in_one_sentence(
    asked: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """The profile went meanwhile: the file is there, and the page says what was not kept."""
    asked.workspace.ask("export")
    page = asked.find(object, "page-export")
    asked.session.store.delete(asked.session.id)
    page.save("md", tmp_path / "routing.md")
    qtbot.waitUntil(lambda: not page.working(), timeout=30_000)
    assert asked.find(QLabel, "export-done").property("look") == "error"


def test_a_thousand_profiles_are_listed_and_found(desk: Any) -> None:
    """A long list opens and narrows; only what is seen is painted."""
    for number in range(1000):
        desk.session.store.add(Profile(project=f"P{number % 20}", name=f"Task {number}"))
    desk.workspace.go("home")
    rows = desk.find(QListView, "profiles").model()
    assert rows.rowCount() == 1002 + 22
    desk.window.findChild(object, "search").setText("task 999")
    assert rows.rowCount() == 2
