"""A card of facts beside a picture or a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.decision.model_cards import Card
from app.gui.widgets.blocks import clear, column, label, scrolled


class FactCard(QFrame):
    """Shows one card at a time; what it says can be marked and copied."""

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._empty = empty
        self._inside = QWidget()
        self._inside.setLayout(column(spacing=8, margin=0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 6, 12)
        whole.addWidget(scrolled(self._inside))
        self.show_card(None)

    def show_card(self, card: Card | None) -> None:
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
        inside.addStretch(1)
        facts = "\n".join(f"{name}: {text}" for name, text in card.facts)
        self.setAccessibleName(f"{card.title}\n{card.lead}\n{facts}")
