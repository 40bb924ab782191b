"""The window's frame: where to go at the left, the page at the right. It decides nothing."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.jobs import Job
from app.gui.widgets.blocks import button, row
from app.paths import RESOURCES
from app.words import Language, say

HOME, CONSULTATION, SETTINGS = "home", "consultation", "settings"
MODELS = "models"
GUIDE = "guide"
NARROW = 1000  # below this the side bar keeps to its icons' width


class Window(QMainWindow):
    """Shown before anything heavy is loaded; `fill` brings the pages once they are made."""

    painted = Signal()  # once, after the first paint

    def __init__(self, data_dir: Path, language: Language) -> None:
        super().__init__()
        self._geometry = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)
        self._painted = False
        self._makers: Mapping[str, Callable[[], QWidget]] = {}
        self._shown = ""
        self._nav: dict[str, QPushButton] = {}
        self._leaving: Callable[[], object] = lambda: None
        self.setWindowTitle("Signpost")
        self.setWindowIcon(QIcon(str(RESOURCES / "icons" / "signpost.png")))
        self.setMinimumSize(800, 600)
        self.resize(1280, 800)
        if geometry := self._geometry.value("geometry"):
            self.restoreGeometry(geometry)
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Build the empty frame in a language; pages come with `fill`."""
        self._shown = ""
        self._stack = QStackedWidget()
        self._side = self._make_side(language)
        opening = QLabel(say(language, "window.opening"))
        opening.setProperty("look", "opening")
        self._stack.addWidget(opening)
        whole = QWidget()
        inside = QHBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._side)
        inside.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        whole.show()  # at once, also when the language changes in an open window

    def _make_side(self, language: Language) -> QFrame:
        side = QFrame()
        side.setProperty("look", "side")
        side.setFixedWidth(212)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(14, 18, 14, 18)
        inside.setSpacing(4)
        icon = QLabel()
        icon.setPixmap(self.windowIcon().pixmap(28, 28))
        inside.addLayout(row(icon, _own("Signpost", "heading"), None))
        inside.addSpacing(14)
        self._nav = {}
        for name in (HOME, CONSULTATION, GUIDE, MODELS, SETTINGS):
            made = button(say(language, f"window.{name}"), f"nav-{name}", lambda: None, "nav")
            made.setCheckable(True)
            made.setEnabled(False)
            self._nav[name] = made
            inside.addWidget(made)
        inside.addStretch(1)
        self._promise = _own(say(language, "window.promise"), "small")
        self._promise.setWordWrap(True)
        inside.addWidget(self._promise)
        return side

    def fill(
        self,
        makers: Mapping[str, Callable[[], QWidget]],
        go: Callable[[str], object],
        leaving: Callable[[], object],
    ) -> None:
        """Take in who makes each page; a maker answers the same one every time it is asked.

        `go(name)` is asked for by the side bar, `leaving` when closing.
        """
        self._makers = makers
        self._leaving = leaving
        for name in makers:
            if name in self._nav:
                self._nav[name].clicked.connect(partial(self._asked, go, name))
                self._nav[name].setEnabled(name != CONSULTATION)

    @staticmethod
    def _asked(go: Callable[[str], object], name: str, _checked: bool = False) -> None:
        go(name)

    def show_page(self, name: str, title: str) -> None:
        page = self._makers[name]()
        focus = page.focusWidget()  # given before the page had a window, which forgets it
        if self._stack.indexOf(page) < 0:  # its first visit
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if focus is not None:
            focus.setFocus()
        self._shown = name
        for known, made in self._nav.items():
            made.setChecked(known == name)
        if name == CONSULTATION:
            self._nav[CONSULTATION].setEnabled(True)
        self.show_title(title)

    def show_title(self, title: str) -> None:
        self.setWindowTitle(f"{title} – Signpost")

    def current_page(self) -> str:
        return self._shown

    def no_consultation(self) -> None:
        """Nothing is open to go back to."""
        self._nav[CONSULTATION].setEnabled(False)

    def raise_up(self) -> None:
        """Come to the front: the program was started a second time."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).end()
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(212 if self.width() >= NARROW else 150)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is kept already, so closing asks nothing."""
        self._geometry.setValue("geometry", self.saveGeometry())
        self._geometry.sync()
        Job.end_all()
        self._leaving()
        event.accept()


def _own(text: str, look: str) -> QLabel:
    """Words of ours, which hold no markup: `blocks.label` would look at Qt's enumerations."""
    made = QLabel(text)
    made.setProperty("look", look)
    return made
