"""A real window on a real store in an empty data folder, and a hand on its keyboard."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.decision.profile import Profile
from app.gui.look import Look
from app.gui.session import Session
from app.gui.theme import apply_theme, load_fonts
from app.gui.turns import Turns
from app.gui.window import Window
from app.gui.workspace import Workspace, open_workspace
from app.words import Language

Key = Qt.Key


@pytest.fixture(autouse=True)
def _no_dialog_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that nobody expected fails the test: it would wait for ever."""

    def unexpected(*given: object) -> tuple[str, str]:
        pytest.fail(f"a dialog was opened: {given[1:3]}")

    for name in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, unexpected)


@pytest.fixture(autouse=True)
def _no_child_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work still goes to a child of its own; only the next one is not started before it is
    needed, which takes two seconds of a core each time."""
    monkeypatch.setattr("app.probe.apart.Waiting.prepare", lambda _ahead: None)


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

    def settle(self) -> None:
        """Until all that comes turn by turn is there."""
        while any(turns.busy for turns in self.window.findChildren(Turns)):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """The control known by `name` that is on screen, or comes there."""
        found = self._on_screen(kind, name)
        if not found:
            self.settle()
            found = self._on_screen(kind, name)
        assert len(found) == 1, f"{name}: {len(found)} on screen"
        return found[0]

    def _on_screen(self, kind: type[QWidget], name: str) -> list[QWidget]:
        return [w for w in self.window.findChildren(kind, name) if w.isVisible()]

    def texts(self, kind: type[QWidget]) -> list[str]:
        """What all controls of a kind say that are on screen."""
        self.settle()
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


class Service(ThreadingHTTPServer):
    """An OpenAI-compatible service on loopback that answers with the last word of the text.

    `asked` are the texts it was sent, `keys` what came with each request. It knows no key but
    `key`, if there is one. From `hang_at` texts on it is silent until `let_go`.
    """

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.keys: list[str] = []
        self.key = ""
        self.hang_at = 10**9
        self.hanging = Event()
        self.let_go = Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who stops a measurement hangs up in the middle."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Service
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.keys.append(self.headers["authorization"])
        self._say(200, {"object": "list", "data": [{"id": "oracle"}, {"id": "other"}]})

    def do_POST(self) -> None:
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        server.keys.append(self.headers["authorization"])
        if server.key and server.keys[-1] != f"Bearer {server.key}":
            self._say(401, {"error": {"message": f"no such key: {server.keys[-1]}"}})
            return
        prompt = body["messages"][-1]["content"]
        text = prompt.split("Text:\n")[-1].split("\n")[0]
        if text.startswith("row "):
            server.asked.append(text)
        if len(server.asked) > server.hang_at:
            server.hanging.set()
            server.let_go.wait(30)
        said = json.dumps({"label": text.split()[-1]})
        choice = {"index": 0, "finish_reason": "stop", "message": {"content": said}}
        usage = {"prompt_tokens": 60, "completion_tokens": 6}
        self._say(200, {"choices": [choice], "usage": usage, "model": body["model"]})

    def _say(self, status: int, body: Any) -> None:
        data = json.dumps(body).encode()
        with suppress(OSError):  # who stopped waits for no answer
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    """It ends with the test."""
    with Service() as running:
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.let_go.set()
        running.shutdown()


@pytest.fixture
def rows_file(tmp_path: Path) -> Path:
    """Sixty rows whose last word is their label."""
    path = tmp_path / "rows.csv"
    words = ("ham", "spam", "ham")
    lines = [f"row {at} says {words[at % 3]},{words[at % 3]}" for at in range(60)]
    path.write_text("\n".join(["text,label", *lines, ""]), encoding="utf-8")
    return path
