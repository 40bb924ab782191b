"""The menus: every action by name and key, whatever page is shown."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.gui.session import Session
from app.store import Change

Key = QKeySequence.StandardKey


class Doing(Protocol):
    """What the menus can ask for."""

    def begin(self) -> None: ...
    def choose_file(self) -> None: ...
    def go(self, name: str) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def bring_back(self, profile_id: int) -> None: ...


class Actions(QObject):
    def __init__(self, window: QMainWindow, session: Session, doing: Doing) -> None:
        super().__init__(window)
        self._session = session
        self._doing = doing
        say = session.say
        bar = window.menuBar()
        bar.clear()
        file = bar.addMenu(say("window.menu_file"))
        self._add(file, say("window.new"), doing.begin, Key.New)
        self._add(file, say("window.open_file"), doing.choose_file, Key.Open)
        file.addSeparator()
        self._add(file, say("window.quit"), window.close, QKeySequence("Ctrl+Q"))
        edit = bar.addMenu(say("window.menu_edit"))
        self._undo = self._add(edit, "", doing.undo, Key.Undo)
        self._redo = self._add(edit, "", doing.redo, Key.Redo)
        edit.addSeparator()
        self._bin = edit.addMenu(say("window.bin"))
        self._bin.aboutToShow.connect(self._list_deleted)
        go = bar.addMenu(say("window.menu_go"))
        for number, name in enumerate(("home", "consultation", "settings", "models", "guide"), 1):
            keys = QKeySequence(f"Ctrl+{number}")
            self._add(go, say(f"window.{name}"), partial(doing.go, name), keys)
        session.changed.connect(self._refresh)
        session.kept.connect(self._refresh)
        self._refresh()

    def _add(
        self, menu: QMenu, text: str, slot: Callable[[], object], keys: Key | QKeySequence
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False: slot())
        menu.addAction(action)
        return action

    def _list_deleted(self) -> None:
        """What can be brought back, by name."""
        say = self._session.say
        self._bin.clear()
        for one in self._session.store.deleted():
            name = (one.name or say("home.untitled")).replace("&", "&&")
            self._bin.addAction(name, partial(self._doing.bring_back, one.id))
        if self._bin.isEmpty():
            self._bin.addAction(say("window.bin_empty")).setEnabled(False)

    def _refresh(self) -> None:
        for action, name, change in (
            (self._undo, "undo", self._session.can_undo()),
            (self._redo, "redo", self._session.can_redo()),
        ):
            say = self._session.say
            action.setEnabled(change is not None)
            action.setText(
                say(f"window.{name}_named", what=self._named(change))
                if change
                else say(f"window.{name}")
            )

    def _named(self, change: Change) -> str:
        """The change in a few words: "answer 5 → No"."""
        session, say = self._session, self._session.say
        section, *rest = change.key or ("",)
        if section == "answers" and rest and rest[0] in session.guide.question:
            question = session.guide.question[rest[0]]
            number = session.guide.questions.index(question) + 1
            after = change.after
            value = after.get("value") if isinstance(after, dict) else after
            reply = say(f"advice.{value}") if value else say("window.cleared")
            return say("window.change_answer", number=number, reply=reply)
        return say(
            f"window.change_{section}"
            if section in ("facts", "limits")
            else "window.change_describe"
        )
