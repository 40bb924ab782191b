"""The guide to read: contents and search at the left, the article at the right, the way back."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.pages.guide_list import GuideList
from app.gui.session import Session
from app.gui.trail import History, Place
from app.gui.widgets.blocks import button, label, row
from app.gui.widgets.reader import Reader
from app.reference.about import GUIDE
from app.reference.article import Kind, article_id
from app.reference.reference import Reference, reference

FIRST: Final = article_id(Kind.ABOUT, GUIDE)
WIDE: Final = 900  # under this the list gives room to the article
LIST_WIDE, LIST_NARROW = 316, 212


class GuidePage(QWidget):
    """`leave(page)` shows the page of the window from which an article was opened."""

    titled = Signal(str)

    def __init__(self, session: Session, leave: Callable[[str], object]) -> None:
        super().__init__()
        self._session, self._leave = session, leave
        self._history = History()
        self.whole: Reference | None = None  # until the first visit
        self._names: dict[str, str] = {}  # of the pages that Back leads to
        self._last = FIRST  # the article read last

    # What the window asks for

    def title(self) -> str:
        return self._session.say("browse.title")

    def window_title(self) -> str:
        here = self._history.here.article
        name = self.whole.articles[here].title if self.whole and here else ""
        return " – ".join(filter(None, (name, self.title())))

    def here(self) -> str:
        """The article that is shown, "" before the first visit and once the page was left."""
        return self._history.here.article

    def first_focus(self) -> QWidget:
        return self.list.query

    def open(self, article: str = "", *, came_from: tuple[str, str] = ("", "")) -> None:
        """Show an article, else the one read last. `came_from` is the page that Back returns to,
        and what it is called."""
        if self.whole is None:
            self._make()
        page, name = came_from
        shown = article or self._last
        self._keep_scroll()
        if page:
            self._names[page] = name
            self._history.go(Place(page=page))
        self._history.go(Place(article=shown))
        self.list.show_cited()
        self._show_here()

    # Made at the first visit: most of the window's life nobody looks at it

    def _make(self) -> None:
        session, say = self._session, self._session.say
        self.whole = reference(session.guide, session.language)
        self.list = GuideList(session, self.whole)
        self.list.picked.connect(self.read)
        self.reader = Reader("guide-reader")
        self.reader.wanted.connect(self.read)
        self._back = button(say("browse.back"), "guide-back", self.back)
        self._forward = button(say("browse.forward"), "guide-forward", self.forward)
        self._copy = button(say("browse.copy"), "guide-copy", self.copy_citation)
        self._copied = label("", "small", wrap=False)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.list.go_to_search),
            (QKeySequence("Alt+Left"), self.back),
            (QKeySequence("Alt+Right"), self.forward),
        ):
            made = QShortcut(keys, self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list)
        both.addWidget(self.reader, 1)
        title = label(self.title(), "title", wrap=False)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 18, 24, 16)
        inside.setSpacing(12)
        inside.addLayout(row(title, None, self._back, self._forward, self._copied, self._copy))
        inside.addLayout(both, 1)
        self._fit()

    # Going from article to article

    def read(self, article: str) -> None:
        """On to an article, by a link, the contents or a result."""
        self._keep_scroll()
        self._history.go(Place(article=article))
        self._show_here()
        self.reader.setFocus()

    def back(self) -> None:
        self._keep_scroll()
        self._arrive(self._history.back())

    def forward(self) -> None:
        self._keep_scroll()
        self._arrive(self._history.forward())

    def _arrive(self, place: Place | None) -> None:
        if place is None:
            return
        if place.page:
            self._show_buttons()
            self._leave(place.page)
        else:
            self._show_here()
            self.reader.setFocus()

    def _keep_scroll(self) -> None:
        if self.here():
            self._history.scrolled(self.reader.verticalScrollBar().value())

    def copy_citation(self) -> None:
        if self.whole is not None and self.here():
            QGuiApplication.clipboard().setText(self.whole.articles[self.here()].citation)
            self._copied.setText(self._session.say("browse.copied"))

    # Showing it

    def _show_here(self) -> None:
        assert self.whole is not None
        here = self._history.here
        self._last = here.article
        article = self.whole.read(here.article)
        self.reader.show_article(self.whole, article, scrolled=here.scrolled)
        self._copied.setText("")
        self.list.mark(here.article)
        self._show_buttons()
        self.titled.emit(self.window_title())

    def _show_buttons(self) -> None:
        say, before = self._session.say, self._history.before
        name = self._names.get(before.page, "") if before else ""
        self._back.setText(say("browse.back_to", page=name) if name else say("browse.back"))
        self._back.setEnabled(before is not None)
        self._forward.setEnabled(self._history.after is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.whole is not None:
            self.list.setFixedWidth(LIST_WIDE if self.width() >= WIDE else LIST_NARROW)
