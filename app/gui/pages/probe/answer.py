"""One answer in full, and what the user makes of the label it was held against."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from app.charts.endings import ended
from app.gui.widgets.blocks import breakable, button, column, label, row
from app.gui.widgets.chooser import Chooser, titled
from app.probe.answers import Row
from app.probe.relabel import gold_of
from app.probe.types import OutcomeClass, ProbeResult
from app.words import Language, say

TEXT_HEIGHT = 96  # pixels; a longer text scrolls
FACTS = ("right_label", "answer", "small_said", "ended", "score", "reply")


class AnswerCard(QFrame):
    """`correct(id, label)` keeps what is right (None: no single answer is), `take_back(id)` lets
    the label of the file stand again."""

    def __init__(
        self,
        language: Language,
        result: ProbeResult,
        labels: Sequence[str],
        correct: Callable[[str, str | None], object],
        take_back: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._language, self._result = language, result
        self._correct, self._take_back = correct, take_back
        self._row: Row | None = None
        self._head = label("", "strong")
        self._text = QPlainTextEdit()
        self._text.setObjectName("answer-text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(TEXT_HEIGHT)
        self._facts = {name: label("") for name in FACTS}
        self._heads = {name: label(self._say(name), "muted", wrap=False) for name in FACTS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, name in enumerate(FACTS):
            grid.addWidget(self._heads[name], place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._facts[name], place, 1)
        self._labels: Chooser | None = None
        self._written = QLineEdit()
        self._written.setObjectName("right-answer")
        self._written.setAccessibleName(self._say("right_is"))
        choice = QWidget()
        choice.setLayout(titled(self._say("right_is"), self._written))
        if labels:
            words = [(one, one) for one in labels]
            choice = self._labels = Chooser(
                self._say("right_is"), "right-label", words, lambda: None
            )
        self._said = label("", "strong")
        self._said.setObjectName("correction")
        self._fault = label("", "error")
        self._relabel = QWidget()
        self._relabel.setLayout(
            column(
                label(self._say("relabel_hint"), "small"),
                choice,
                row(
                    button(self._say("put_right"), "put-right", self._put_right),
                    button(self._say("ambiguous"), "ambiguous", self._leave_out),
                    None,
                ),
                self._fault,
                spacing=6,
            )
        )
        self._undo = button(self._say("take_back"), "take-back", self._as_it_was, "quiet")
        self._gone = label(self._say("relabel_gone"), "small")
        whole = column(
            self._head,
            self._text,
            grid,
            label(self._say("relabel"), "strong"),
            self._said,
            row(self._undo, None),
            self._relabel,
            self._gone,
            spacing=8,
            margin=18,
        )
        self.setLayout(whole)

    def show_row(self, shown: Row | None) -> None:
        self._row = shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        say = self._say
        self._head.setText(say("whole_text", line=shown.id))
        self._text.setAccessibleName(self._head.text())
        self._text.setPlainText(say("text_missing") if shown.text is None else shown.text)
        told = {
            "right_label": shown.label,
            "answer": shown.answer or say("no_answer"),
            "small_said": shown.baseline or "",
            "ended": ended(self._language, self._result.kind, shown.outcome),
            "score": "" if shown.score in (0, 1) else f"{shown.score:.2f}",
            "reply": shown.reply
            or (say("reply_is_answer") if shown.outcome is OutcomeClass.OK else ""),
        }
        for name, text in told.items():
            self._facts[name].setText(breakable(text))
            for part in (self._heads[name], self._facts[name]):
                part.setVisible(bool(text))
        self._show_correction(shown)

    def focus_relabel(self) -> None:
        """The keyboard goes to where the label can be put right."""
        if self._relabel.isVisible():
            (self._written if self._labels is None else self._labels.box).setFocus()

    def _show_correction(self, shown: Row) -> None:
        self._fault.hide()
        if shown.corrected:
            told = (
                self._say("says_ambiguous")
                if shown.correction is None
                else self._say("says_corrected", label=shown.correction)
            )
            self._said.setText(breakable(told))
        self._said.setVisible(shown.corrected)
        self._undo.setVisible(shown.corrected)
        readable = shown.text is not None
        self._relabel.setVisible(readable)
        self._gone.setVisible(not readable)
        proposed = shown.correction or shown.answer or shown.label
        if self._labels is None:
            self._written.setText(proposed)
        else:
            self._labels.choose(proposed)

    def _put_right(self) -> None:
        if self._row is None:
            return
        written = self._written.text() if self._labels is None else self._labels.value()
        gold = gold_of(self._result, written)
        if gold is None:
            self._tell(self._say("no_such_answer"))
        elif gold == self._row.label and not self._row.corrected:
            self._tell(self._say("says_so_already"))
        elif gold == self._row.label:
            self._as_it_was()
        else:
            self._correct(self._row.id, gold)

    def _tell(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.show()
        self.focus_relabel()

    def _leave_out(self) -> None:
        if self._row is not None:
            self._correct(self._row.id, None)

    def _as_it_was(self) -> None:
        if self._row is not None:
            self._take_back(self._row.id)

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"probe_result.{key}", **values)
