"""A real window on a real store in an empty data folder, and a hand on its keyboard."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.decision.profile import Profile
from app.gui.look import Look
from app.gui.session import Session
from app.gui.theme import apply_theme, load_fonts
from app.gui.window import Window
from app.gui.workspace import Workspace, open_workspace
from app.words import Language

Key = Qt.Key


@dataclass(frozen=True)
class Desk:
    """The window with somebody at it who has no mouse."""

    window: Window
    workspace: Workspace
    data_dir: Path

    @property
    def session(self) -> Session:
        return self.workspace.session

    def press(self, key: Qt.Key, *, alt: bool = False, ctrl: bool = False) -> None:
        """One key press, given to whatever has the keyboard."""
        held = Qt.KeyboardModifier.NoModifier
        if alt:
            held |= Qt.KeyboardModifier.AltModifier
        if ctrl:
            held |= Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(self.focus, key, held)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.window

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """The control known by `name` that is on screen."""
        found = [w for w in self.window.findChildren(kind, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} on screen"
        return found[0]

    def texts(self, kind: type[QWidget]) -> list[str]:
        """What all controls of a kind say that are on screen."""
        QApplication.processEvents()  # a new one comes to the screen with the next events
        return [w.text() for w in self.window.findChildren(kind) if w.isVisible()]  # type: ignore[attr-defined]


Open = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, qapp: QApplication, data_dir: Path) -> Iterator[Open]:
    """Opens the window on the test's data folder; called again it is the next start."""
    load_fonts()
    apply_theme(qapp, dark=False)
    opened: list[Window] = []

    def open_one(language: Language = Language.EN) -> Desk:
        for window in opened:
            window.close()
        window = Window(data_dir, language)
        opened.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        workspace = open_workspace(window, data_dir, Look(language, "light"))
        assert workspace is not None
        qapp.processEvents()  # a menu made just now takes its keys with the next events
        return Desk(window, workspace, data_dir)

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    # At once: every window left over would be styled again with the next one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    """The window on first start."""
    return open_desk()


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """A named profile, at the first question."""
    desk.session.create(Profile(name="Ticket routing"))
    desk.workspace.go("consultation")
    desk.workspace.ask("human_like")
    return desk


@pytest.fixture
def unused_port() -> Callable[[], int]:
    """A loopback port on which nothing listens."""

    def find() -> int:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            return int(one.getsockname()[1])

    return find
