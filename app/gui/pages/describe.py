"""Describe the task: one task with one kind of output."""

from functools import partial

from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.gui.pages.task_choice import TaskChoice
from app.gui.session import Session
from app.gui.widgets.blocks import card, column, label
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.field import TextField
from app.gui.widgets.guide_link import Read

FIELDS = ("name", "summary", "project", "owner", "decision_date")


class DescribePage(QWidget):
    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session = session
        say = session.say
        self._fields = {
            name: TextField(
                say(f"describe.{name}"),
                name,
                partial(self._described, name),
                hint=say(f"describe.{name}_hint"),
                example=say(f"describe.{name}_example"),
                lines=name == "summary",
            )
            for name in FIELDS
        }
        self._task = TaskChoice(session, read, self._fields["project"].edit.setFocus)
        first, then = FIELDS[:2], FIELDS[2:]
        asked = [
            f"{number}. {question.title.to(session.language)}"
            for number, question in enumerate(session.guide.questions, 1)
        ]
        self.setLayout(
            column(
                column(
                    label(say("describe.title"), "title"),
                    label(say("describe.lead"), "muted"),
                    spacing=6,
                ),
                card(
                    *(self._fields[name] for name in first),
                    self._task,
                    *(self._fields[name] for name in then),
                ),
                Disclosure(say("describe.what_you_will_be_asked"), "asked", asked),
                spacing=14,
                stretch=True,
            )
        )
        session.changed.connect(self._refresh)

    def show_page(self, page: str) -> None:
        projects = sorted({summary.project for summary in self._session.store.summaries()})
        edit = self._fields["project"].edit
        if isinstance(edit, QLineEdit):
            edit.setCompleter(QCompleter(projects, self))
        self._task.prepare()
        self._refresh()

    def title(self) -> str:
        return self._session.say("describe.title")

    def fault(self) -> str:
        for field in self._fields.values():
            field.settle()
        fault = "" if self._fields["name"].text() else self._session.say("describe.name_fault")
        self._fields["name"].show_fault(fault)
        return fault

    def first_focus(self) -> QWidget | None:
        return self._fields["name"].edit

    def _described(self, name: str, text: str) -> None:
        self._session.describe(**{name: text})

    def _refresh(self) -> None:
        self._task.refresh()
        for name, field in self._fields.items():
            if not field.edit.hasFocus():
                field.show_text(getattr(self._session.profile, name))
