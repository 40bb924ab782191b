"""A card of facts beside a picture or a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.decision.model_cards import Card
from app.gui.widgets.blocks import clear, column, label, scrolled
from app.gui.widgets.guide_link import GuideLink, Read


class FactCard(QFrame):
    """Shows one card at a time; what it says can be marked and copied. `link` are the words that
    lead to its article in the guide, `read` shows it."""

    def __init__(self, empty: str, link: str, read: Read) -> None:
        super().__init__()
        self._link, self._read = link, read
        self.setProperty("look", "card")
        self._empty = empty
        self._inside = QWidget()
        self._inside.setLayout(column(spacing=8, margin=0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 6, 12)
        whole.addWidget(scrolled(self._inside))
        self.show_card(None)

    def show_card(self, card: Card | None, article: str = "") -> None:
        self.card = card
        inside = self._inside.layout()
        assert isinstance(inside, QVBoxLayout)
        clear(inside)
        if card is None:
            inside.addWidget(label(self._empty, "muted"))
            inside.addStretch(1)
            self.setAccessibleName(self._empty)
            return
        inside.addWidget(label(card.title, "heading"))
        inside.addWidget(label(card.lead))
        for name, text in card.facts:
            said = label(text)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addLayout(column(label(name, "eyebrow"), said, spacing=1))
        if article:
            inside.addWidget(GuideLink("", self._link, article, self._read))
        inside.addStretch(1)
        facts = "\n".join(f"{name}: {text}" for name, text in card.facts)
        self.setAccessibleName(f"{card.title}\n{card.lead}\n{facts}")
