"""Check your answers: every question with its reply and a way to change it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.decision.document import reason_text
from app.gui.journey import nodes
from app.gui.session import Session
from app.gui.widgets.blocks import button, card, clear, column, label, rule
from app.gui.widgets.path import NodeState


class ReviewPage(QWidget):
    def __init__(self, session: Session, change: Callable[[str], object]) -> None:
        super().__init__()
        self._session = session
        self._change = change
        self._top = QVBoxLayout()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        self.setLayout(
            column(
                column(
                    label(session.say("review.title"), "title"),
                    label(session.say("review.lead"), "muted"),
                    spacing=6,
                ),
                self._top,
                card(self._rows),
                spacing=14,
                stretch=True,
            )
        )

    def show_page(self, page: str) -> None:
        session, say = self._session, self._session.say
        clear(self._top)
        found = session.recommendation
        if found.forks:
            open_ones = [label(say("review.open"), "strong")]
            for fork in found.forks:
                question = session.guide.question[fork.question]
                title = question.title.to(session.language)
                settle = question.settle.to(session.language)
                open_ones.append(label(say("review.settle", question=title, settle=settle)))
            self._top.addWidget(card(*open_ones, look="notice", margin=14))
        for why in found.contradictions:
            text = label(reason_text(session.guide, why, session.language))
            self._top.addWidget(
                card(label(say("review.second_look"), "strong"), text, look="notice", margin=12)
            )
        clear(self._rows)
        for node in nodes(session):
            self._add_row(node.question, node.number, spare=node.state is NodeState.SPARE)

    def title(self) -> str:
        return self._session.say("review.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        return None  # Continue: checking is reading, and nothing has to be changed

    def _add_row(self, question_id: str, number: int, *, spare: bool) -> None:
        session, say = self._session, self._session.say
        question = session.guide.question[question_id]
        answer = session.profile.answers.get(question_id)
        if number > 1:
            self._rows.addWidget(rule(), 2 * number - 3, 0, 1, 4)
        title = question.title.to(session.language)
        words = [label(title, "muted" if spare else "plain")]
        if answer and answer.note:
            words.append(label(say("review.note", note=answer.note), "small"))
        if answer:
            reply = say(f"advice.{answer.value}")
            sure = say(f"question.{answer.sureness}") if answer.sureness else ""
        else:
            reply, sure = say("review.not_needed" if spare else "review.not_answered"), ""
        said = column(label(reply, "strong" if answer else "muted", wrap=False), spacing=2)
        if sure:
            said.addWidget(label(sure, "small", wrap=False))
        change = button(
            say("review.change" if answer else "review.answer"),
            f"change-{question_id}",
            lambda: self._change(question_id),
            "quiet",
        )
        change.setAccessibleName(say("review.change_question", question=title))
        middle = Qt.AlignmentFlag.AlignVCenter
        line = 2 * number - 2
        self._rows.addWidget(label(str(number), "muted", wrap=False), line, 0, middle)
        self._rows.addLayout(column(*words, spacing=2), line, 1, middle)
        self._rows.addLayout(said, line, 2, middle)
        self._rows.addWidget(change, line, 3, middle)
