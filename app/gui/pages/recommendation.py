"""The recommendation, made from the top on: one part in each turn of the event loop."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from app.gui.pages.cost import CostPanel
from app.gui.pages.recommendation_parts import Advice
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.turns import Turns
from app.gui.widgets.blocks import column
from app.gui.widgets.guide_link import Read

ROOM: Final = 1500  # pixels kept while the parts come: each in turn would widen and narrow all


class RecommendationPage(QWidget):
    def __init__(self, session: Session, preferences: Preferences, read: Read) -> None:
        super().__init__()
        self._session, self._read = session, read
        self._shown: list[QWidget] = []
        self._making = Turns(self)
        self._inside = column()
        self._cost = CostPanel(session, lambda: preferences.now.prices, self._changed)
        self.setLayout(column(self._inside, self._cost, stretch=True))

    @property
    def whole(self) -> bool:
        """All parts are there."""
        return not self._making.busy

    def show_page(self, page: str) -> None:
        """The first part at once; what was read last is not seen again."""
        for part in self._shown:
            part.hide()
        self._cost.hide()
        self.setMinimumHeight(max(ROOM, self.height()))
        coming = self._exchange()
        next(coming)
        self._making.run(coming, self._show_cost)

    def _changed(self) -> None:
        """A figure of the cost: each part is exchanged in its place, and whoever reads further
        down stays there."""
        self.setMinimumHeight(self.height())
        self._making.run(self._exchange(), partial(self.setMinimumHeight, 0))

    def _exchange(self) -> Iterator[None]:
        """Put the parts as they are now in the place of those shown. Each is made and styled in
        one turn, laid out and painted in the next."""
        place = 0
        for part in Advice(self._session, self._read).parts():
            for inside in part.findChildren(QWidget):
                inside.ensurePolished()
            if place:
                yield
            self._inside.insertWidget(place, part)
            part.show()  # now: left to the layout, the page would be lower for a moment
            for old in self._shown[place : place + 1]:
                self._let_go(old)
            self._shown[place : place + 1] = [part]
            place += 1
            yield
        for old in self._shown[place:]:
            self._let_go(old)
        del self._shown[place:]

    def _let_go(self, part: QWidget) -> None:
        self._inside.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _show_cost(self) -> None:
        self._cost.refresh()
        self._cost.show()
        self.setMinimumHeight(0)

    def title(self) -> str:
        return self._session.say("recommendation.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        return None  # Continue: the page is read, not filled in
