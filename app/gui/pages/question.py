"""One question of the guide. The flow decides which; this page only asks."""

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from app.decision.document import cited
from app.decision.profile import Answer, Reply, Sureness
from app.gui.session import Session
from app.gui.steps import question_of
from app.gui.task_words import likely_answer
from app.gui.widgets.blocks import button, card, clear, column, label, row
from app.gui.widgets.choice import ChoiceCard
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.group import NamedGroup
from app.gui.widgets.guide_link import Read
from app.gui.widgets.outcome import OutcomeChip
from app.gui.widgets.reply_row import ReplyRow
from app.guide.types import Question
from app.reference.article import Kind, article_id


class QuestionPage(QWidget):
    """Title, hint, three replies as cards, how sure, a note, and the help to answer it well."""

    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session = session
        self._question: Question = session.guide.questions[0]
        self._filling = False
        say = session.say
        self._count = label("", "eyebrow")
        self._title = label("", "title")
        self._hint = label("", "muted")
        self._likely = label("", "small")
        self._likely.setObjectName("likely")
        self._group = NamedGroup()
        self._replies = QButtonGroup(self)
        self._cards = {reply: ChoiceCard(say(f"question.{reply}"), self._group) for reply in Reply}
        for place, (reply, choice) in enumerate(self._cards.items()):
            choice.setObjectName(reply)
            self._replies.addButton(choice, place)
        self._group.setLayout(column(*self._cards.values(), spacing=10))
        self._replies.idToggled.connect(self._answered)
        self._end = QVBoxLayout()
        self._sure = ReplyRow(
            say("question.how_sure"),
            [(sureness, say(f"question.{sureness}")) for sureness in Sureness],
            self._detailed,
        )
        self._note = QLineEdit()
        self._note.setObjectName("note")
        self._note.setAccessibleName(say("question.note"))
        self._note.setPlaceholderText(say("question.note_hint"))
        self._note.editingFinished.connect(self._detailed)
        self._clear = button(say("question.clear"), "clear", self._cleared, "quiet")
        self._help = {
            name: Disclosure(say(f"question.{name}"), name)
            for name in ("how_to_tell", "examples", "why_we_ask")
        }
        in_guide = button(
            say("browse.read_question"),
            "read-question",
            lambda: read(article_id(Kind.QUESTION, self._question.id)),
            "quiet",
        )
        details = column(
            self._sure,
            row(label(say("question.note"), "strong", wrap=False), self._note, self._clear),
        )
        self.setLayout(
            column(
                column(self._count, self._title, self._hint, self._likely, spacing=6),
                self._group,
                self._end,
                card(details, margin=14),
                column(*self._help.values(), row(in_guide, None), spacing=10),
                spacing=14,
                stretch=True,
            )
        )
        session.changed.connect(self._refresh)

    # What the consultation asks

    def show_page(self, page: str) -> None:
        question = question_of(page)
        assert question is not None
        self._question = self._session.guide.question[question]
        self._fill()

    def title(self) -> str:
        return self._question.title.to(self._session.language)

    def fault(self) -> str:
        self._detailed()  # a note still being typed is kept too
        if self._question.id in self._session.replies:
            return ""
        return self._question.error.to(self._session.language)

    def first_focus(self) -> QWidget | None:
        return self._replies.checkedButton() or self._cards[Reply.YES]

    # Showing it

    def _fill(self) -> None:
        session, question, language = self._session, self._question, self._session.language
        number = session.guide.questions.index(question) + 1
        self._count.setText(
            session.say("question.count", number=number, total=len(session.guide.questions))
        )
        self._title.setText(question.title.to(language))
        self._hint.setText(question.hint.to(language))
        self._group.setTitle(question.title.to(language))
        likely = likely_answer(session.guide, session.profile, question.id, language)
        self._likely.setText(likely)
        self._likely.setVisible(bool(likely))
        for reply, meaning in (
            (Reply.YES, question.yes.meaning),
            (Reply.NO, question.no.meaning),
            (Reply.UNSURE, question.unsure),
        ):
            self._cards[reply].explain(meaning.to(language))
        for name, lines in self._helps().items():
            self._help[name].show_lines(lines)
        self._refresh()

    def _helps(self) -> dict[str, list[str]]:
        question, language = self._question, self._session.language
        say = self._session.say
        yes = [f"{say('advice.yes')}: {text.to(language)}" for text in question.yes.examples]
        no = [f"{say('advice.no')}: {text.to(language)}" for text in question.no.examples]
        why = [question.why.to(language)]
        why += [cited(self._session.guide, cite) for cite in question.cites]
        if question.note:
            why.append(question.note.to(language))
        why += [
            say("advice.space").join(
                (
                    say("question.conflict", title=conflict.title.to(language)),
                    *(text.to(language) for text in conflict.paragraphs),
                )
            )
            for conflict in self._session.guide.conflicts
            if question.id in conflict.questions
        ]
        return {
            "how_to_tell": [text.to(language) for text in question.how_to_tell],
            "examples": yes + no,
            "why_we_ask": why,
        }

    def _refresh(self) -> None:
        """Show the answer as the session has it, also after an undo."""
        if question_of(self._session.page) != self._question.id:
            return
        answer = self._session.profile.answers.get(self._question.id)
        self._filling = True
        self._replies.setExclusive(False)
        for reply, choice in self._cards.items():
            choice.setChecked(answer is not None and answer.value is reply)
        self._replies.setExclusive(True)
        self._sure.choose(answer.sureness if answer else None)
        note = answer.note if answer else ""
        if self._note.text() != note and not (self._note.hasFocus() and answer is None):
            self._note.setText(note)
        self._filling = False
        for part in (self._sure, self._note, self._clear):
            part.setEnabled(answer is not None)
        self._show_end()

    def _show_end(self) -> None:
        """Say when the flow already ends here, whatever else would be asked."""
        clear(self._end)
        session, found = self._session, self._session.recommendation
        if found.outcome is None or found.decided_by != self._question.id:
            return
        outcome = session.guide.outcome[found.outcome]
        chip = OutcomeChip(outcome.id, outcome.name.to(session.language))
        text = label(session.say("question.ends_here"))
        self._end.addWidget(card(row(chip, text), look="notice", margin=12))

    # What the user does

    def _answered(self, place: int, checked: bool) -> None:
        if self._filling or not checked:
            return
        before = self._session.profile.answers.get(self._question.id)
        reply = list(Reply)[place]
        answer = before.model_copy(update={"value": reply}) if before else Answer(value=reply)
        self._session.answer(self._question.id, answer)

    def _detailed(self) -> None:
        """How sure, and the note."""
        answer = self._session.profile.answers.get(self._question.id)
        if self._filling or answer is None:
            return
        detail = {"sureness": self._sure.chosen(), "note": self._note.text()}
        self._session.answer(self._question.id, answer.model_copy(update=detail))

    def _cleared(self) -> None:
        self._session.answer(self._question.id, None)
        if first := self.first_focus():
            first.setFocus()
