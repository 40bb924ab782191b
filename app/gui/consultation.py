"""One profile being worked on: its page, its path, and the way on and back."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.gui import journey
from app.gui.page_loader import load_ahead
from app.gui.session import Session
from app.gui.steps import (
    EXPORT,
    page_after,
    page_before,
    pages,
    question_of,
    question_page,
)
from app.gui.widgets.blocks import button, label, restyle, row, scrolled
from app.gui.widgets.path import PathView

WIDE = 860  # narrower than this, the path becomes a strip
AHEAD_MS = 500  # until the next page is loaded: this one has been painted by then


class Page(Protocol):
    """What the consultation asks of a page; every page is also a QWidget."""

    def show_page(self, page: str) -> None:
        """Fill the page from the session. `page` tells which question, where that matters."""

    def fault(self) -> str:
        """Why the user cannot go on yet, in words, or "" when all is well."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts."""

    def title(self) -> str:
        """The page's heading, also the window's title."""


class ConsultationView(QWidget):
    """Shows one page at a time with Back and Continue; the session decides what is true."""

    titled = Signal(str)  # the profile and its page, at every change of either

    def __init__(
        self,
        session: Session,
        makers: Mapping[str, Callable[[], Page]],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._makers = makers
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._leave = leave
        self._returning = False
        say = session.say
        self._where = label("", "eyebrow", wrap=False)
        self._saved = label("", "small", wrap=False)
        self._saved.setObjectName("saved")
        self._retry = button(say("consultation.retry"), "retry", session.retry, "quiet")
        self._retry.hide()
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setProperty("look", "error")
        self._problem.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._problem.hide()
        self._stack = QStackedWidget()
        self._back = button(say("consultation.back"), "back", self.back)
        self._close = button(say("consultation.save_and_close"), "close", leave)
        self._continue = button(say("consultation.continue"), "continue", self.go_on, "primary")
        how = {"title": say("consultation.your_path"), "possible": say("consultation.possible")}
        self._side = PathView(self.open_question, compact=False, **how)
        self._strip = PathView(self.open_question, compact=True, **how)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._load_next)
        self._build()
        session.changed.connect(self._redraw)
        session.kept.connect(self._show_kept)

    def _build(self) -> None:
        main = QVBoxLayout()
        main.setContentsMargins(36, 20, 28, 20)
        main.setSpacing(12)
        main.addLayout(row(self._where, None, self._saved, self._retry))
        main.addWidget(self._strip)
        main.addWidget(self._problem)
        main.addWidget(self._stack, 1)
        main.addLayout(row(self._back, None, self._close, self._continue))
        self._panel = QFrame()
        self._panel.setProperty("look", "card")
        self._panel.setFixedWidth(296)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(18, 16, 18, 18)
        inside.addWidget(self._side)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 20, 20, 20)
        beside.addWidget(self._panel)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(main, 1)
        whole.addLayout(beside)

    # Going from page to page

    def open(self, page: str, *, returning: bool = False) -> None:
        """Show a page; the keyboard starts at its first control."""
        self._returning = returning
        self._session.at(page)
        self._problem.hide()
        made = self._made(page)
        made.show_page(page)
        area = self._areas[_name(page)]
        area.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(area)
        self._redraw()
        self._focus(made.first_focus())
        self._ahead.start()

    def _load_next(self) -> None:
        """While this page is read, so that nobody waits for it."""
        session = self._session
        if session.id is None or session.page == EXPORT:
            return
        page = _name(page_after(session.guide, session.replies, session.page))
        if page not in self._pages:
            load_ahead(page)

    def open_question(self, question: str) -> None:
        self.open(question_page(question))

    def change(self, question: str) -> None:
        """Open one question from "Check your answers" and come back there afterwards."""
        self.open(question_page(question), returning=True)

    def go_on(self) -> None:
        session = self._session
        fault = self._made(session.page).fault()
        if fault:
            self._problem.setText(fault)
            self._problem.show()
            self._problem.setFocus()
            return
        if session.page == EXPORT:
            self._leave()
            return
        page = page_after(session.guide, session.replies, session.page, returning=self._returning)
        self.open(page, returning=self._returning and question_of(page) is not None)

    def back(self) -> None:
        page = page_before(self._session.guide, self._session.replies, self._session.page)
        if page is None:
            self._leave()
        else:
            self.open(page)

    def window_title(self) -> str:
        name = self._session.profile.name or self._session.say("home.untitled")
        return f"{name} – {self._made(self._session.page).title()}"

    # Showing what is

    def _redraw(self) -> None:
        session = self._session
        if session.id is None:
            return
        profile = session.profile
        name = profile.name or session.say("home.untitled")
        self._where.setText("  ·  ".join(filter(None, (profile.project, name))))
        spoken = journey.spoken_path(session)
        found = journey.outcomes(session)
        for view in (self._side, self._strip):
            view.show_path(journey.nodes(session), found, spoken)
        last = session.page == EXPORT
        self._continue.setText(
            session.say("consultation.done" if last else "consultation.continue")
        )
        first = pages(session.guide, session.replies)[0] == session.page
        self._back.setText(session.say("consultation.home" if first else "consultation.back"))
        self._fit()
        self.titled.emit(self.window_title())

    def _show_kept(self, error: AppError | None) -> None:
        say = self._session.say
        text = say("consultation.saved") if error is None else error.text(self._session.language)
        self._saved.setText(text if error is None else f"{say('consultation.not_saved')} {text}")
        self._saved.setWordWrap(error is not None)
        self._saved.setProperty("look", "small" if error is None else "error")
        restyle(self._saved)
        self._retry.setVisible(error is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= WIDE
        asking = question_of(self._session.page) is not None
        self._panel.setVisible(wide and self._session.page != EXPORT)
        self._strip.setVisible(not wide and asking)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on wherever the focused control has no use for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._continue.click()
        else:
            super().keyPressEvent(event)

    def _made(self, page: str) -> Page:
        """The page, made at its first visit; all questions share one."""
        name = _name(page)
        if name not in self._pages:
            made = self._pages[name] = self._makers[name]()
            assert isinstance(made, QWidget)
            made.setObjectName(f"page-{name}")
            self._areas[name] = scrolled(made)
            self._stack.addWidget(self._areas[name])
        return self._pages[name]

    def _focus(self, widget: QWidget | None) -> None:
        (widget or self._continue).setFocus(Qt.FocusReason.OtherFocusReason)


def _name(page: str) -> str:
    return "question" if question_of(page) else page
