"""The guide to read: contents and search at the left, the article at the right, the way back."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.gui.jobs import Job
from app.gui.session import Session
from app.gui.trail import History, Place
from app.gui.widgets.blocks import button, column, label, row
from app.gui.widgets.contents_tree import ContentsTree
from app.gui.widgets.reader import Reader
from app.gui.widgets.results import Found, Query, ResultList
from app.guide.search import Index
from app.reference.about import GUIDE
from app.reference.article import Kind, article_id
from app.reference.cited import cited_articles
from app.reference.find import article_index
from app.reference.reference import Reference, reference

FIRST: Final = article_id(Kind.ABOUT, GUIDE)
CONTENTS, CITED = range(2)  # the tabs
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
        self._index: Index | None = None
        self._cited: frozenset[str] = frozenset()
        self._last = FIRST  # the article read last

    # What the window asks for

    def title(self) -> str:
        return self._session.say("browse.title")

    def window_title(self) -> str:
        here = self._history.here.article
        name = self.whole.articles[here].title if self.whole and here else ""
        return " – ".join(filter(None, (name, self.title())))

    @property
    def prepared(self) -> bool:
        """Whether the search is ready."""
        return self._index is not None

    def show_tab(self, number: int) -> None:
        """The whole contents (0), or what the recommendation cites (1)."""
        self._tabs.setCurrentIndex(number)

    def seek(self, words: str) -> None:
        self._query.setText(words)

    def here(self) -> str:
        """The article that is shown, "" before the first visit and once the page was left."""
        return self._history.here.article

    def first_focus(self) -> QWidget:
        return self._query

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
        self._show_cited()
        self._show_here()

    # Made at the first visit: most of the window's life nobody looks at it

    def _make(self) -> None:
        session, say = self._session, self._session.say
        guide = session.guide
        self.whole = reference(guide, session.language)
        self._names: dict[str, str] = {}
        self._list = ResultList(say("browse.results"), "guide-results")
        self._query = Query(self._list)
        self._query.setObjectName("guide-search")
        self._query.setAccessibleName(say("browse.search"))
        self._query.setPlaceholderText(say("browse.search_hint"))
        self._query.setClearButtonEnabled(True)
        self._query.textChanged.connect(lambda _text: self._show_left())
        self._list.picked.connect(self.read)
        self._list.left.connect(self._query.setFocus)
        self._tabs = QTabBar()
        self._tabs.setObjectName("guide-tabs")
        self._tabs.setAccessibleName(say("browse.tabs"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.addTab(say("browse.contents"))
        self._tabs.addTab(say("browse.cited_nothing"))
        self._tabs.currentChanged.connect(lambda _tab: self._show_left())
        self._trees = (
            ContentsTree(say("browse.contents"), "guide-contents"),
            ContentsTree(say("browse.cited_nothing"), "guide-cited"),
        )
        for tree in self._trees:
            tree.picked.connect(self.read)
        self._trees[CONTENTS].show_contents(self.whole, self.whole.contents)
        self._told = label("", "muted")
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setMargin(6)
        self._left = QStackedWidget()
        for part in (*self._trees, self._list, self._told):
            self._left.addWidget(part)
        self.reader = Reader("guide-reader")
        self.reader.wanted.connect(self.read)
        self._back = button(say("browse.back"), "guide-back", self.back)
        self._forward = button(say("browse.forward"), "guide-forward", self.forward)
        self._copy = button(say("browse.copy"), "guide-copy", self.copy_citation)
        self._copied = label("", "small", wrap=False)
        self._lay_out()
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._to_search),
            (QKeySequence("Alt+Left"), self.back),
            (QKeySequence("Alt+Right"), self.forward),
        ):
            made = QShortcut(keys, self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)
        making = Job(lambda _progress, cancelled: article_index(guide, cancelled))
        making.succeeded.connect(self._indexed)
        making.start()

    def _lay_out(self) -> None:
        self._side = QWidget()
        self._side.setLayout(column(self._query, self._tabs, self._left, spacing=8))
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._side)
        both.addWidget(self.reader, 1)
        title = label(self.title(), "title", wrap=False)
        ways = (self._back, self._forward, self._copied, self._copy)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 18, 24, 16)
        inside.setSpacing(12)
        inside.addLayout(row(title, None, *ways))
        inside.addLayout(both, 1)
        self._fit()

    def _indexed(self, index: object) -> None:
        assert isinstance(index, Index)
        self._index = index
        self._show_left()

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

    def _to_search(self) -> None:
        self._query.setFocus()
        self._query.selectAll()

    # Showing it

    def _show_here(self) -> None:
        assert self.whole is not None
        here = self._history.here
        self._last = here.article
        article = self.whole.read(here.article)
        self.reader.show_article(self.whole, article, scrolled=here.scrolled)
        self._copied.setText("")
        for tree in self._trees:
            tree.mark(here.article)
        self._show_buttons()
        self.titled.emit(self.window_title())

    def _show_buttons(self) -> None:
        say, before = self._session.say, self._history.before
        name = self._names.get(before.page, "") if before else ""
        self._back.setText(say("browse.back_to", page=name) if name else say("browse.back"))
        self._back.setEnabled(before is not None)
        self._forward.setEnabled(self._history.after is not None)

    def _show_cited(self) -> None:
        """What the recommendation of the open profile rests on; it may have changed meanwhile."""
        assert self.whole is not None
        session, say = self._session, self._session.say
        if session.id is None:
            self._cited = frozenset()
            self._tabs.setTabText(CITED, say("browse.cited_nothing"))
            self._tabs.setTabToolTip(CITED, say("browse.cited_none"))
        else:
            found, profile = session.recommendation, session.profile
            self._cited = cited_articles(session.guide, profile.task, found)
            self._tabs.setTabText(CITED, say("browse.cited", n=len(self._cited)))
            name = profile.name or say("browse.untitled")
            self._tabs.setTabToolTip(CITED, say("browse.cited_tip", name=name))
        tree = self._trees[CITED]
        tree.setAccessibleName(self._tabs.tabToolTip(CITED))
        tree.show_contents(self.whole, self.whole.contents.only(self._cited), expanded=True)
        self._show_left()

    def _show_left(self) -> None:
        """Results while something is sought, else the contents; or why there are none."""
        text, tab, say = self._query.text().strip(), self._tabs.currentIndex(), self._session.say
        if text and self._index is None:
            self._tell(say("browse.preparing"), "guide-preparing")
        elif text:
            found = self._search(text)
            self._list.show_found(found)
            self._left.setCurrentWidget(self._list)
            if not found:
                key = "browse.nothing" if tab == CONTENTS else "browse.nothing_cited"
                self._tell(say(key, query=text))
        elif tab == CITED and not self._cited:
            self._tell(say("browse.cited_none"))
        else:
            self._left.setCurrentWidget(self._trees[tab])

    def _search(self, text: str) -> Sequence[Found]:
        assert self._index is not None
        assert self.whole is not None
        wanted = self._cited if self._tabs.currentIndex() == CITED else self.whole.articles
        articles = [self.whole.articles[h.id] for h in self._index.search(text) if h.id in wanted]
        return [Found(article.id, article.title, article.over) for article in articles]

    def _tell(self, text: str, name: str = "guide-told") -> None:
        self._list.show_found(())
        self._told.setObjectName(name)
        self._told.setText(text)
        self._left.setCurrentWidget(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.whole is not None:
            self._side.setFixedWidth(LIST_WIDE if self.width() >= WIDE else LIST_NARROW)
