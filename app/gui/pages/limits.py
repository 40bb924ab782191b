"""Limits from outside: each one no limit, a limit, or not sure. They never change line 1."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.decision.profile import Reply
from app.gui.session import Session
from app.gui.widgets.blocks import card, column, label
from app.gui.widgets.field import NumberField
from app.gui.widgets.reply_row import ReplyRow

REPLIES = (
    "data_may_leave",
    "own_hardware",
    "regulated",
    "explanation_needed",
    "team_can_train",
    "commercial_use",
    "harmful_output",
    "untrusted_input",
)
NUMBERS = ("max_latency_ms", "monthly_budget")
MEMORY = "memory_gb"  # a fact, asked here because it belongs to the machines


class LimitsPage(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        say = session.say
        words = [(reply, say(f"advice.{reply}")) for reply in Reply]
        self._rows = {
            name: ReplyRow(
                say(f"limits.{name}"),
                words,
                partial(self._chosen, name),
                show_title=False,
            )
            for name in REPLIES
        }
        self._numbers = {
            name: NumberField(
                say(f"limits.{name}"),
                name,
                partial(session.set_limit, name),
                fault=say("facts.number_fault"),
                hint=say(f"limits.{name}_hint"),
                example=say(f"limits.{name}_example"),
            )
            for name in NUMBERS
        }
        self._memory = NumberField(
            say("limits.memory_gb"),
            MEMORY,
            partial(session.set_fact, MEMORY),
            fault=say("facts.number_fault"),
            hint=say("limits.memory_gb_hint"),
            example=say("limits.memory_gb_example"),
        )
        cards: list[QWidget] = [
            card(
                label(say(f"limits.{name}"), "strong"),
                label(say(f"limits.{name}_hint"), "small"),
                row,
                margin=14,
            )
            for name, row in self._rows.items()
        ]
        cards[2:2] = [card(self._memory, *self._numbers.values(), margin=14)]
        self.setLayout(
            column(
                column(
                    label(say("limits.title"), "title"),
                    label(say("limits.lead"), "muted"),
                    spacing=6,
                ),
                *cards,
                spacing=10,
                stretch=True,
            )
        )
        session.changed.connect(self._refresh)

    def show_page(self, page: str) -> None:
        self._refresh()

    def title(self) -> str:
        return self._session.say("limits.title")

    def fault(self) -> str:
        fields = (self._memory, *self._numbers.values())
        for field in fields:
            field.settle()
        return next(filter(None, (field.fault() for field in fields)), "")

    def first_focus(self) -> QWidget | None:
        return self._rows[REPLIES[0]].first_button()

    def _chosen(self, name: str) -> None:
        chosen = self._rows[name].chosen()
        self._session.set_limit(name, Reply(chosen) if chosen else None)

    def _refresh(self) -> None:
        limits = self._session.profile.limits
        if not self._memory.edit.hasFocus():
            self._memory.show_number(self._session.profile.facts.memory_gb)
        for name, row in self._rows.items():
            row.choose(getattr(limits, name))
        for name, field in self._numbers.items():
            if not field.edit.hasFocus():
                field.show_number(getattr(limits, name))
