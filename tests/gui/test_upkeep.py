"""First start, files given to the program, the guide in use, support, and leaving for good."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from make_pack import make_pack
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app import log
from app.decision.profile import Profile
from app.gui.main import Opener
from app.guide.load import FOLDER
from app.words import Language

CANARY = "canary-4711"
# The offscreen platform says so of every message box.
BOX = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A pack with the shipped guide under a later version."""
    folder = tmp_path / "newer"
    shutil.copytree(FOLDER, folder)
    about = folder / "about.toml"
    text = about.read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("version"))
    about.write_text(text.replace(version, 'version = "99.0.0"'), encoding="utf-8")
    make_pack("guide", folder, tmp_path / "newer.zip", None)
    return tmp_path / "newer.zip"


def answer_box(qtbot: QtBot, name: str, role: QMessageBox.ButtonRole) -> list[str]:
    """Press the button of that role in the message that will come up; what it said."""
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or box.objectName() != name:
            QTimer.singleShot(10, press)
            return
        said.append(f"{box.text()} {box.informativeText()}")
        chosen = [one for one in box.buttons() if box.buttonRole(one) is role]
        chosen[0].click()

    QTimer.singleShot(0, press)
    return said


def test_a_first_start_welcomes_with_a_way_in_and_two_examples(desk: Any) -> None:
    """Nothing is asked; one button leads to the first question of a profile that is there."""
    begin = desk.find(QPushButton, "welcome-begin")
    assert {"welcome-sample-1", "welcome-sample-2"} <= {
        made.objectName() for made in desk.window.findChildren(QPushButton) if made.isVisible()
    }

    begin.click()

    assert desk.session.page == f"question:{desk.session.guide.questions[0].id}"
    assert desk.session.profile.name


def test_the_welcome_goes_when_it_has_served_and_stays_away(desk: Any, open_desk: Any) -> None:
    desk.find(QPushButton, "welcome-begin").click()
    desk.workspace.go("home")
    again = open_desk()
    again.workspace.go("home")
    assert not again.window.findChildren(QPushButton, "welcome-begin")


def test_an_example_of_the_welcome_opens_finished(desk: Any) -> None:
    desk.find(QPushButton, "welcome-sample-1").click()
    assert desk.session.page == "recommendation"


def test_a_file_given_at_the_start_waits_for_the_pages(desk: Any, tmp_path: Path) -> None:
    """`signpost FILE.signpost`: also where it is double-clicked while the pages are being made."""
    file = tmp_path / "相談 1.signpost"
    file.write_text('{"format": "signpost-profile", "version": 1, "name": "From a file"}')
    opener = Opener()
    opener.open(file)

    opener.ready(desk.workspace)

    assert desk.session.profile.name == "From a file"


def test_a_file_that_the_system_hands_over_is_opened(desk: Any, tmp_path: Path) -> None:
    """macOS tells the running program which document was double-clicked."""
    file = tmp_path / "a.signpost"
    file.write_text('{"format": "signpost-profile", "version": 1, "name": "Handed over"}')
    opener = Opener()
    opener.ready(desk.workspace)
    desk.window.installEventFilter(opener)

    QCoreApplication.sendEvent(desk.window, QFileOpenEvent(QUrl.fromLocalFile(str(file))))

    assert desk.session.profile.name == "Handed over"


@BOX
def test_a_newer_guide_is_shown_before_it_is_used(desk: Any, qtbot: QtBot, newer: Path) -> None:
    """What it is and whether it is signed; then every page speaks by it; one step leads back."""
    desk.workspace.go("settings")
    said = answer_box(qtbot, "pack-question", QMessageBox.ButtonRole.AcceptRole)
    desk.workspace._settings_page().take_in(newer)

    assert "99.0.0" in said[0]
    assert "not signed" in said[0]
    qtbot.waitUntil(lambda: desk.session.guide.about.version == "99.0.0")
    desk.find(QPushButton, "guide-shipped").click()
    qtbot.waitUntil(lambda: desk.session.guide.about.version != "99.0.0")


@BOX
def test_a_guide_that_is_declined_changes_nothing(desk: Any, qtbot: QtBot, newer: Path) -> None:
    before = desk.session.guide
    answer_box(qtbot, "pack-question", QMessageBox.ButtonRole.RejectRole)
    desk.workspace._settings_page().take_in(newer)
    assert desk.session.guide is before


def test_details_for_support_hold_nothing_private(desk: Any, data_dir: Path) -> None:
    """Versions, counts and events; no word, name, number or path of the user's."""
    log.open_log(data_dir, "Signpost")
    desk.session.create(Profile(name=CANARY, summary=CANARY, project=CANARY, owner=CANARY))
    desk.session.answer("human_like", None)
    desk.workspace.go("settings")

    desk.find(QPushButton, "copy-details").click()

    text = QApplication.clipboard().text()
    assert "profile opened" in text
    assert desk.session.guide.sha256 in text
    log.close_log()
    kept = "".join(path.read_text() for path in (data_dir / log.FOLDER).iterdir())
    for private in (CANARY, str(data_dir), str(Path.home()), data_dir.name + "/"):
        assert private not in text
        assert private not in kept


def test_a_fault_is_logged_by_its_name_alone(
    desk: Any, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence shown names the user's file; the log does not."""
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *given: told.append(given[-1]))
    log.open_log(data_dir, "Signpost")

    desk.workspace.open_file(data_dir / f"{CANARY}.signpost")

    assert CANARY in told[0]
    assert log.last_lines(data_dir)[-1].endswith("told file_missing")
    log.close_log()


@BOX
def test_deleting_everything_asks_first_and_begins_anew(
    desk: Any, qtbot: QtBot, data_dir: Path
) -> None:
    """Cancel is the default; after the deed the window is as on a first start."""
    desk.session.create(Profile(name=CANARY))
    desk.workspace.go("settings")
    answer_box(qtbot, "delete-question", QMessageBox.ButtonRole.RejectRole)
    desk.find(QPushButton, "delete-all").click()
    assert len(desk.session.store.summaries()) == 3

    said = answer_box(qtbot, "delete-question", QMessageBox.ButtonRole.DestructiveRole)
    desk.find(QPushButton, "delete-all").click()

    assert "3 profiles" in said[0]
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(QPushButton, "welcome-begin")))
    whole = b"".join(path.read_bytes() for path in data_dir.rglob("*") if path.is_file())
    assert CANARY.encode() not in whole


def test_the_settings_say_which_guide_advises_in_both_languages(desk: Any) -> None:
    for language in Language:
        desk.workspace.speak(language)
        desk.workspace.go("settings")
        version = desk.session.guide.about.version
        assert any(version in text for text in desk.texts(QLabel))
