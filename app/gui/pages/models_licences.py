"""The licence table of 2023 with what holds now."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.decision.model_cards import licence_card
from app.decision.shortlist_document import licence_text
from app.gui.session import Session
from app.gui.widgets.beside import Beside
from app.gui.widgets.blocks import label
from app.gui.widgets.fact_card import FactCard
from app.gui.widgets.guide_link import Read
from app.gui.widgets.table import Entry, Table
from app.guide.models import LicenceRow
from app.reference.article import Kind, article_id


class LicencesTab(QWidget):
    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session = session
        self._models = session.guide.models
        say = session.say
        heads = ("model", "then", "use_then", "row", "use_now")
        titles = [say(f"models.head_{name}") for name in heads]
        self.table = Table("licences", say("models.tab_licences"), titles, (0, 130, 112, 92, 112))
        self.card = FactCard(say("models.pick_one"), say("browse.read_model"), read)
        self.table.picked.connect(self._show)
        lead = say("models.licences_lead", date=self._models.licences_checked)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(label(lead, "muted"))
        inside.addWidget(Beside(self.table, self.card), 1)
        self.table.show_entries([self._entry(row) for row in self._models.licences])

    def _entry(self, row: LicenceRow) -> Entry:
        say = self._session.say
        return Entry(
            row.id,
            (
                row.name,
                licence_text(row.then.licence, self._session.language),
                say(f"tree.use_{row.then.commercial}"),
                say(f"tree.short_{row.status}"),
                say(f"tree.use_{row.now.commercial}"),
            ),
        )

    def _show(self, name: str) -> None:
        row = next((row for row in self._models.licences if row.id == name), None)
        card = licence_card(self._models, row, self._session.language) if row else None
        self.card.show_card(card, article_id(Kind.LICENCE, name) if row else "")
