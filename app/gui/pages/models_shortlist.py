"""Today's shortlist: for the open task with the reason each is in or out, else as a list."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.decision.model_cards import MARKS, shortlist_card, size_text
from app.decision.prices import OLD_DAYS
from app.decision.shortlist import Needs, Verdict, needs_of, shortlist
from app.decision.shortlist_document import shortlist_document
from app.gui.session import Session
from app.gui.widgets.beside import Beside
from app.gui.widgets.blocks import label, row
from app.gui.widgets.chooser import Chooser
from app.gui.widgets.fact_card import FactCard
from app.gui.widgets.guide_link import Read
from app.gui.widgets.table import Entry, Table
from app.reference.article import Kind, article_id


def _newest_first(released: str) -> tuple[int, ...]:
    """A month or year alone comes after the days in it."""
    parts = [int(part) for part in released.split("-") if part]
    return tuple(-part for part in (*parts, 0, 0, 0)[:3])


_ORDER: Final = [verdict.value for verdict in Verdict]
_SORTS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "verdict": lambda model: _ORDER.index(model["verdict"]),
    "price": lambda model: (
        model["price"] is None,
        model["price"] and model["price"]["input"] + (model["price"]["output"] or 0),
    ),
    "size": lambda model: (model["parameters_b"] is None, model["parameters_b"]),
    "released": lambda model: _newest_first(model["released"] or ""),
    "name": lambda model: model["name"].casefold(),
}
OLDER: Final = " *"  # beside a price that is not of the list's own day
HEADS: Final = ("model", "fit", "kind", "size", "price", "released")


class ShortlistTab(QWidget):
    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session = session
        self._models: dict[str, dict[str, Any]] = {}
        say = session.say
        self._for = label("", "muted")
        self._old = label("", "error")
        which = [("kept", say("models.show_kept")), ("all", say("models.show_all"))]
        self._which = Chooser(say("models.show"), "shortlist-show", which, self._show_rows)
        self._which.box.setMinimumContentsLength(10)  # "適合と要確認" fits
        sorts = [(name, say(f"models.sort_{name}")) for name in _SORTS]
        self._sort = Chooser(say("models.sort"), "shortlist-sort", sorts, self._show_rows)
        titles = [say(f"models.head_{name}") for name in HEADS]
        widths = (0, 92, 106, 66, 96, 82)
        self.table = Table("shortlist", say("models.tab_shortlist"), titles, widths)
        self.table.picked.connect(self._show_card)
        self.card = FactCard(say("models.pick_one"), say("browse.read_model"), read)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._for)
        inside.addLayout(row(self._which, self._sort, None))
        inside.addWidget(Beside(self.table, self.card), 1)
        inside.addWidget(self._old)
        inside.addWidget(label(self._prices_of(), "small"))
        self.refresh()

    def _prices_of(self) -> str:
        """The day and the sources of the prices in the table."""
        models = self._session.guide.models
        priced = [model.price for model in models.shortlist if model.price]
        names = dict.fromkeys(name for price in priced for name in price.sources)
        sources = "; ".join(models.source[name].title for name in names)
        return self._session.say(
            "models.prices_of", date=models.snapshot, mark=OLDER.strip(), sources=sources
        )

    def refresh(self) -> None:
        """Judge the list anew for the task that is open now."""
        session = self._session
        catalogue = session.guide.models
        needs = Needs()
        if session.id is None:
            self._for.setText(session.say("models.for_nobody"))
        else:
            found = session.recommendation
            needs = needs_of(session.profile, found.possible, found.choice.approach)
            name = session.profile.name or "—"
            self._for.setText(session.say("models.for_profile", name=name))
        picks = shortlist(catalogue, needs)
        documents = shortlist_document(catalogue, picks, needs, session.language)
        self._models = {document["id"]: document for document in documents}
        days = (datetime.now(UTC).date() - catalogue.snapshot).days
        old = days > OLD_DAYS
        self._old.setText(session.say("models.prices_old", n=days, limit=OLD_DAYS) if old else "")
        self._old.setVisible(old)
        self._show_rows()

    def _show_rows(self) -> None:
        every = self._which.value() == "all"
        shown = [
            model for model in self._models.values() if every or model["verdict"] != Verdict.OUT
        ]
        shown.sort(key=_SORTS[self._sort.value()])
        self.table.show_entries([self._entry(model) for model in shown])

    def _entry(self, model: dict[str, Any]) -> Entry:
        say, price, size = self._session.say, model["price"], model["parameters_b"]
        paid = "" if price is None else f"{price['input']:g}"
        if price is not None and price["output"] is not None:
            paid = f"{paid} / {price['output']:g}"
        if price is not None and price["date"] != str(self._session.guide.models.snapshot):
            paid += OLDER
        return Entry(
            model["id"],
            (
                model["name"],
                f"{MARKS[model['verdict']]} {say('models.' + model['verdict'])}",
                say(f"models.{model['kind']}"),
                "" if size is None else size_text(size),
                paid,
                (model["released"] or "")[:7],
            ),
        )

    def _show_card(self, name: str) -> None:
        model = self._models.get(name)
        card = shortlist_card(model, self._session.language) if model else None
        self.card.show_card(card, article_id(Kind.TODAY, name) if model else "")
