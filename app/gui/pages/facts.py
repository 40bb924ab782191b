"""Facts that are reused: optional, and they never answer a question."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.gui.session import Session
from app.gui.widgets.blocks import card, column, label
from app.gui.widgets.field import NumberField, TextField

NUMBERS = ("labelled_examples", "labels_in_smallest_class", "monthly_volume")


class FactsPage(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        say = session.say
        self._numbers = {
            name: NumberField(
                say(f"facts.{name}"),
                name,
                partial(session.set_fact, name),
                fault=say("facts.number_fault"),
                hint=say(f"facts.{name}_hint"),
                example=say(f"facts.{name}_example"),
            )
            for name in NUMBERS
        }
        self._languages = TextField(
            say("facts.languages"),
            "languages",
            lambda text: session.set_fact("languages", _listed(text)),
            hint=say("facts.languages_hint"),
            example=say("facts.languages_example"),
        )
        self._domain = TextField(
            say("facts.domain"),
            "domain",
            lambda text: session.set_fact("domain", text),
            hint=say("facts.domain_hint"),
            example=say("facts.domain_example"),
        )
        self.setLayout(
            column(
                column(
                    label(say("facts.title"), "title"),
                    label(say("facts.lead"), "muted"),
                    spacing=6,
                ),
                card(*self._numbers.values(), self._languages, self._domain),
                spacing=14,
                stretch=True,
            )
        )
        session.changed.connect(self._refresh)

    def show_page(self, page: str) -> None:
        self._refresh()

    def title(self) -> str:
        return self._session.say("facts.title")

    def fault(self) -> str:
        for field in (*self._numbers.values(), self._languages, self._domain):
            field.settle()
        return next(filter(None, (field.fault() for field in self._numbers.values())), "")

    def first_focus(self) -> QWidget | None:
        return self._numbers[NUMBERS[0]].edit

    def _refresh(self) -> None:
        facts = self._session.profile.facts
        for name, field in self._numbers.items():
            if not field.edit.hasFocus():
                field.show_number(getattr(facts, name))
        for text_field, text in (
            (self._languages, ", ".join(facts.languages)),
            (self._domain, facts.domain),
        ):
            if not text_field.edit.hasFocus():
                text_field.show_text(text)


def _listed(text: str) -> tuple[str, ...]:
    """ "en, ja" or "en、ja" as separate languages."""
    return tuple(part for part in (p.strip() for p in text.replace("、", ",").split(",")) if part)
