"""Home: every profile of every project, found and opened by mouse or keyboard."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, column, label, restyle, row
from app.gui.widgets.profile_list import ProfileDelegate, ProfileModel
from app.gui.widgets.welcome import Welcome
from app.store import BIN_DAYS

if TYPE_CHECKING:
    from app.gui.collecting import Collector

ROWS_OF_ONE = 2  # a profile and the name of its project


class HomePage(QWidget):
    """`open_profile(id)`, `begin()` and `open_file()` are what the window does with a choice;
    `make_collector()` gives what puts several profiles into one document."""

    def __init__(
        self,
        session: Session,
        *,
        open_profile: Callable[[int], object],
        begin: Callable[[], object],
        open_file: Callable[[], object],
        make_collector: "Callable[[], Collector]",
        welcome: Welcome | None = None,
    ) -> None:
        super().__init__()
        self._welcome = welcome
        self._session = session
        self._open = open_profile
        self._make_collector = make_collector
        say = session.say
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(say("home.search"))
        self._search.setAccessibleName(say("home.search"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.refresh)
        self._model = ProfileModel(session)
        self._list = QListView()
        self._list.setObjectName("profiles")
        self._list.setAccessibleName(say("home.title"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(ProfileDelegate(session, self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._list.activated.connect(lambda index: self._open_row(index.row()))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        self._empty = label("", "muted")
        self._deleted = label("", "plain", wrap=False)
        self._bring_back = button(say("home.undo_delete"), "undo-delete", self._undelete, "quiet")
        self._last_deleted: int | None = None
        new = button(say("home.new"), "new", begin, "primary")
        file = button(say("home.open_file"), "open-file", open_file)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(36, 28, 36, 20)
        whole.setSpacing(14)
        self._lead = label(say("home.lead"), "muted")
        self._lead.setVisible(welcome is None)  # which says it, too
        whole.addLayout(column(label(say("home.title"), "title"), self._lead, spacing=6))
        if welcome is not None:
            whole.addWidget(welcome)
        whole.addLayout(row(self._search, file, new))
        whole.addWidget(self._empty)
        whole.addWidget(self._list, 1)
        self._several = label(say("home.several"), "small")
        self._told = label("", "strong")
        self._told.setObjectName("home-told")
        self._told.hide()
        self._portfolio = button(
            say("home.portfolio"), "portfolio", self._choose_portfolio, "quiet"
        )
        self._compare = button(say("home.compare"), "compare", self._choose_comparison, "quiet")
        self._list.selectionModel().selectionChanged.connect(self._selected)
        whole.addWidget(self._told)
        whole.addLayout(
            row(
                self._deleted,
                self._bring_back,
                self._several,
                None,
                self._portfolio,
                self._compare,
                button(say("home.duplicate"), "duplicate", self._duplicate, "quiet"),
                button(say("home.delete"), "delete", self._delete, "quiet"),
            )
        )
        self._show_deleted(None, "")
        for keys, slot in (("Delete", self._delete), ("Menu", self._menu_here)):
            action = QAction(self._list)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self._list.addAction(action)

    def refresh(self) -> None:
        """Read the store again; the same row stays current."""
        current = self._model.id_at(self._list.currentIndex().row())
        found = self._session.store.summaries(self._search.text().strip())
        self._model.show(found)
        place = self._model.row_of(current) if current is not None else self._model.first_profile()
        if place is not None:
            self._list.setCurrentIndex(self._model.index(place))
        self._selected()
        nothing = "home.nothing_found" if self._search.text() else "home.nothing_yet"
        self._empty.setText(self._session.say(nothing))
        self._empty.setVisible(not found)

    def first_focus(self) -> QWidget:
        return self._list if self._model.rowCount() else self._search

    def put_welcome_away(self) -> None:
        """The user knows the way from here on."""
        if self._welcome is not None:
            self._welcome.hide()
            self._lead.show()

    def _open_row(self, place: int) -> None:
        if (profile := self._model.id_at(place)) is not None:
            self._open(profile)

    def _menu_here(self) -> None:
        self._menu(self._list.visualRect(self._list.currentIndex()).center())

    def _menu(self, where: QPoint) -> None:
        place = self._list.indexAt(where).row()
        if self._model.id_at(place) is None:
            return
        self._list.setCurrentIndex(self._model.index(place))
        say = self._session.say
        menu = QMenu(self)
        menu.addAction(say("home.open"), lambda: self._open_row(place))
        menu.addAction(say("home.duplicate"), self._duplicate)
        menu.addAction(say("home.delete"), self._delete)
        menu.exec(self._list.viewport().mapToGlobal(where))

    # Several at once

    def chosen(self) -> list[int]:
        """The profiles that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self._list.selectedIndexes())
        return [profile for at in rows if (profile := self._model.id_at(at)) is not None]

    def _selected(self) -> None:
        count = len(self.chosen())
        self._portfolio.setVisible(count > 1)
        self._compare.setVisible(count == 2)
        many = self._model.rowCount() > ROWS_OF_ONE
        self._several.setVisible(count < 2 and many and self._last_deleted is None)

    @cached_property
    def _collector(self) -> "Collector":
        collector = self._make_collector()
        collector.ended.connect(self._tell)
        return collector

    def _choose_portfolio(self) -> None:
        if file := self._ask("home.portfolio", "home.portfolio_name"):
            self._collector.portfolio(self.chosen(), file)

    def _choose_comparison(self) -> None:
        if file := self._ask("home.compare", "home.compare_name"):
            first, second = self.chosen()
            self._collector.compare(first, second, file)

    def _ask(self, title: str, name: str) -> Path | None:
        say = self._session.say
        proposed = str(Path.home() / f"{say(name)}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(
            self, caption(say(title)), proposed, say("export.pdf_files")
        )
        path = Path(chosen)
        return (path if path.suffix else path.with_suffix(".pdf")) if chosen else None

    def _tell(self, words: str, wrong: bool) -> None:
        self._told.setText(words)
        self._told.setProperty("look", "error" if wrong else "strong")
        self._told.show()
        restyle(self._told)

    def _duplicate(self) -> None:
        if (profile := self._model.id_at(self._list.currentIndex().row())) is not None:
            name = self._session.store.get(profile).profile.name
            copied = self._session.say(
                "home.copy_of", name=name or self._session.say("home.untitled")
            )
            self._session.store.duplicate(profile, copied)
            self.refresh()

    def _delete(self) -> None:
        profile = self._model.id_at(self._list.currentIndex().row())
        if profile is None:
            return
        name = self._session.store.get(profile).profile.name or self._session.say("home.untitled")
        self._session.store.delete(profile)
        self._show_deleted(profile, self._session.say("home.deleted", name=name, days=BIN_DAYS))
        self.refresh()

    def _undelete(self) -> None:
        if self._last_deleted is not None:
            self._session.store.restore_deleted(self._last_deleted)
            self._show_deleted(None, "")
            self.refresh()

    def _show_deleted(self, profile: int | None, text: str) -> None:
        self._last_deleted = profile
        self._deleted.setText(text)
        self._deleted.setVisible(profile is not None)
        self._bring_back.setVisible(profile is not None)
        self._selected()
