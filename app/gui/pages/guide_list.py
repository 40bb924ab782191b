"""What can be read: the contents, what the recommendation cites, and the results of a search."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.gui.ahead import AheadJob
from app.gui.session import Session
from app.gui.widgets.blocks import column, label
from app.gui.widgets.contents_tree import ContentsTree
from app.gui.widgets.results import Found, Query, ResultList
from app.guide.search import Index
from app.reference.cited import cited_articles
from app.reference.find import article_index
from app.reference.reference import Reference

CONTENTS, CITED = range(2)  # the tabs


class GuideList(QWidget):
    """A search field over two tabs. `picked(id)` is sent for the article that is asked for."""

    picked = Signal(str)

    def __init__(self, session: Session, whole: Reference) -> None:
        super().__init__()
        self._session, self._whole = session, whole
        self._index: Index | None = None
        self._cited: frozenset[str] = frozenset()
        say = session.say
        self._results = ResultList(say("browse.results"), "guide-results")
        self._results.picked.connect(self.picked)
        self.query = Query(self._results)
        self.query.setObjectName("guide-search")
        self.query.setAccessibleName(say("browse.search"))
        self.query.setPlaceholderText(say("browse.search_hint"))
        self.query.setClearButtonEnabled(True)
        self.query.textChanged.connect(lambda _text: self._show())
        self._results.left.connect(self.query.setFocus)
        self._tabs = QTabBar()
        self._tabs.setObjectName("guide-tabs")
        self._tabs.setAccessibleName(say("browse.tabs"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.addTab(say("browse.contents"))
        self._tabs.addTab(say("browse.cited_nothing"))
        self._tabs.currentChanged.connect(lambda _tab: self._show())
        self._trees = (
            ContentsTree(say("browse.contents"), "guide-contents"),
            ContentsTree(say("browse.cited_nothing"), "guide-cited"),
        )
        for tree in self._trees:
            tree.picked.connect(self.picked)
        self._trees[CONTENTS].show_contents(whole, whole.contents)
        self._told = label("", "muted")
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setMargin(6)
        self._shown = QStackedWidget()
        for part in (*self._trees, self._results, self._told):
            self._shown.addWidget(part)
        self.setLayout(column(self.query, self._tabs, self._shown, spacing=8))
        making = AheadJob(lambda _progress, cancelled: article_index(session.guide, cancelled))
        making.succeeded.connect(self._indexed)
        making.start()

    @property
    def prepared(self) -> bool:
        """Whether the search is ready."""
        return self._index is not None

    def show_tab(self, number: int) -> None:
        self._tabs.setCurrentIndex(number)

    def mark(self, article: str) -> None:
        """Show where an article stands."""
        for tree in self._trees:
            tree.mark(article)

    def seek(self, words: str) -> None:
        self.query.setText(words)

    def go_to_search(self) -> None:
        """The keyboard comes to the field; what stands there is typed over."""
        self.query.setFocus()
        self.query.selectAll()

    def show_cited(self) -> None:
        """What the recommendation of the open profile rests on; it may have changed meanwhile."""
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
        tree.show_contents(self._whole, self._whole.contents.only(self._cited), expanded=True)
        self._show()

    def _show(self) -> None:
        """Results while something is sought, else the contents; or why there are none."""
        text, tab, say = self.query.text().strip(), self._tabs.currentIndex(), self._session.say
        if text and self._index is None:
            self._tell(say("browse.preparing"), "guide-preparing")
        elif text:
            found = self._search(text)
            self._results.show_found(found)
            self._shown.setCurrentWidget(self._results)
            if not found:
                key = "browse.nothing" if tab == CONTENTS else "browse.nothing_cited"
                self._tell(say(key, query=text))
        elif tab == CITED and not self._cited:
            self._tell(say("browse.cited_none"))
        else:
            self._shown.setCurrentWidget(self._trees[tab])

    def _search(self, text: str) -> Sequence[Found]:
        assert self._index is not None
        wanted = self._cited if self._tabs.currentIndex() == CITED else self._whole.articles
        articles = [self._whole.articles[h.id] for h in self._index.search(text) if h.id in wanted]
        return [Found(article.id, article.title, article.over) for article in articles]

    def _tell(self, text: str, name: str = "guide-told") -> None:
        self._results.show_found(())
        self._told.setObjectName(name)
        self._told.setText(text)
        self._shown.setCurrentWidget(self._told)

    def _indexed(self, index: object) -> None:
        assert isinstance(index, Index)
        self._index = index
        self._show()
