"""Models: the survey's tree, today's shortlist for the open task, and the licence table."""

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.gui.pages.models_licences import LicencesTab
from app.gui.pages.models_shortlist import ShortlistTab
from app.gui.pages.models_tree import TreeTab
from app.gui.session import Session
from app.gui.widgets.blocks import label, row
from app.gui.widgets.guide_link import Read


class ModelsPage(QWidget):
    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session, self._read = session, read
        say = session.say
        self._tabs = QTabBar()
        self._tabs.setObjectName("models-tabs")
        self._tabs.setAccessibleName(self.title())
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._stack = QStackedWidget()
        for name in ("tree", "shortlist", "licences"):
            self._tabs.addTab(say(f"models.tab_{name}"))
        self._tabs.currentChanged.connect(self.show_tab)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(28, 20, 28, 14)
        inside.setSpacing(10)
        inside.addLayout(row(label(self.title(), "title", wrap=False), None, self._tabs))
        inside.addWidget(self._stack, 1)

    def title(self) -> str:
        return self._session.say("models.title")

    def first_focus(self) -> QWidget:
        return self._tabs

    def show_page(self) -> None:
        """Made at the first visit: most of the window's life nobody looks at it. The shortlist
        follows the open task, which may have changed since the last one."""
        if not self._stack.count():
            self.tree = TreeTab(self._session, self._read)
            self.shortlist = ShortlistTab(self._session, self._read)
            self.licences = LicencesTab(self._session, self._read)
            for tab in (self.tree, self.shortlist, self.licences):
                self._stack.addWidget(tab)
        self.shortlist.refresh()

    def show_tab(self, number: int) -> None:
        self._tabs.setCurrentIndex(number)
        self._stack.setCurrentIndex(number)
