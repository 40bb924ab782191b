"""The answers of a measurement to read: filters, the table, and the picked one in full."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.charts.endings import ended
from app.errors import AppError
from app.files import write_file
from app.gui.pages.probe.answer import AnswerCard
from app.gui.widgets.answer_table import AnswerTable
from app.gui.widgets.blocks import button, caption, column, label, row
from app.gui.widgets.chooser import Chooser, titled
from app.probe.answers import (
    ALL,
    CORRECTED,
    WHICH,
    Row,
    Wanted,
    as_csv,
    corrected,
    counts,
    found,
    rows_of,
)
from app.probe.kinds.registry import KINDS
from app.probe.relabel import Corrections
from app.probe.types import ProbeResult
from app.words import Language, say

TABLE_HEIGHT = 300  # pixels
ANY, NONE = "", "\0"  # of the choices: whatever it is; no answer
CSV_HEADS = (
    "head_line", "head_text", "right_label", "answer", "ended",
    "csv_right", "csv_score", "small_said", "reply", "csv_correction",
)  # fmt: skip
CHOICES = 60  # different labels or answers up to which they can be chosen from


class Answers(QWidget):
    """Shows the answers of one result, once they were `read`. `keep(corrections)` is called with
    all of them when the user changes one. Texts come later, or never: `show_texts`."""

    def __init__(
        self,
        language: Language,
        result: ProbeResult,
        corrections: Corrections,
        keep: Callable[[Corrections], object],
    ) -> None:
        super().__init__()
        self._language, self._result = language, result
        self._corrections = dict(corrections)
        self._keep = keep
        self._texts: Mapping[str, str] | None = None
        self._rows: Sequence[Row] = ()
        kind = KINDS[result.kind]
        labels = result.manifest.get("labels", ()) if kind.labelled else ()
        self._which = Chooser(self._say("show"), "which-answers", self._counts(), self._filter)
        self._label = self._chooser("right_label", [one.label for one in result.predictions])
        self._answer = self._chooser("answer", [one.answer for one in result.predictions])
        self._ended = self._chooser("ended", [one.outcome for one in result.predictions])
        self._search = QLineEdit()
        self._search.setObjectName("search-answers")
        self._search.setAccessibleName(self._say("search"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self._filter())
        self._coming = True  # the texts
        self._notice = label(self._say("texts_gone"), "muted")
        self._notice.hide()
        self._count = label("", "muted", wrap=False)
        heads = [self._say(name) for name in ("head_line", "head_text", "right_label", "answer")]
        self.table = AnswerTable(self._say("tab_answers"), heads, self._cells)
        self.table.setFixedHeight(TABLE_HEIGHT)
        self.card = AnswerCard(language, result, labels, self._correct, self._take_back)
        self.table.picked.connect(self.card.show_row)
        self.table.wanted.connect(self.card.focus_relabel)
        self._told = label("", "small")
        self._told.hide()
        save = button(self._say("save_csv"), "save-csv", self._choose_file)
        searching = QWidget()
        searching.setLayout(titled(self._say("search"), self._search))
        showing = row(self._which, searching)
        showing.setStretch(0, 1)
        showing.setStretch(1, 2)
        self.setLayout(
            column(
                showing,
                row(self._label, self._answer, self._ended),
                self._notice,
                self.table,
                row(self._count, None, save),
                self._told,
                self.card,
                spacing=10,
            )
        )

    def read(self) -> Iterator[None]:
        """Show the answers: thousands of them, in steps that the window has time for."""
        self._rows = rows_of(self._result, self._texts, self._corrections)
        yield
        self._tell_counts()
        self._filter()

    def show_texts(self, texts: Mapping[str, str] | None) -> None:
        """The examples by id; None where they are no longer there."""
        self._texts, self._coming = texts, False
        self._notice.setVisible(texts is None)
        self._rows = rows_of(self._result, texts, self._corrections)
        self._filter()

    def save(self, file: Path) -> None:
        """The answers that are shown, as CSV."""
        heads = [self._say(name) for name in CSV_HEADS]
        try:
            write_file(file, as_csv(self._shown(), heads))
        except AppError as error:
            self._told.setText(error.text(self._language))
        else:
            self._told.setText(self._say("saved", file=file))
        self._told.show()

    # Filters

    def _counts(self) -> list[tuple[str, str]]:
        """What can be shown, each with its number. Where answers are never simply right, all."""
        graded = KINDS[self._result.kind].graded
        which = [name for name in WHICH if name in (CORRECTED, ALL) or not graded]
        numbers = counts(self._rows)
        order = sorted(which, key=lambda name: graded and name == CORRECTED)
        return [
            (name, say(self._language, f"probe_result.show_{name}", n=f"{numbers[name]:,}"))
            for name in order
        ]

    def _chooser(self, name: str, values: Sequence[str | None]) -> Chooser:
        """Only values that occur, the most frequent first; none where nearly all differ."""
        common = Counter(values).most_common()
        choices = [(ANY, self._say("any"))]
        if len(common) <= CHOICES or name == "ended":
            choices += [
                (NONE if value is None else value, self._word(name, value)) for value, _ in common
            ]
        made = Chooser(self._say(name), f"filter-{name}", choices, self._filter)
        made.setEnabled(len(choices) > 1)
        return made

    def _word(self, name: str, value: str | None) -> str:
        if value is None:
            return self._say("no_answer")
        if name == "ended":
            outcome = next(one.outcome for one in self._result.predictions if one.outcome == value)
            return ended(self._language, self._result.kind, outcome)
        return value[:80]

    def _shown(self) -> list[Row]:
        answer = self._answer.value()
        wanted = Wanted(
            which=self._which.value(),
            label=self._label.value(),
            answer=None if answer == NONE else answer,
            outcome=self._ended.value(),
            text=self._search.text(),
        )
        rows = found(self._rows, wanted)
        if KINDS[self._result.kind].graded:
            rows.sort(key=lambda one: one.score)  # the worst first
        return rows

    def _filter(self) -> None:
        rows = self._shown()
        self.table.show_rows(rows)
        told = self._say("shown", n=f"{len(rows):,}", total=f"{len(self._rows):,}")
        counted = told if rows else self._say("nothing_fits")
        self._count.setText(
            f"{counted} · {self._say('texts_coming')}" if self._coming else counted
        )

    def _cells(self, one: Row) -> tuple[str, ...]:
        label_now = one.label
        if one.corrected:
            label_now = "?" if one.correction is None else one.correction
        return (
            one.id,
            self._say("text_missing") if one.text is None else one.text,
            label_now,
            f"({ended(self._language, self._result.kind, one.outcome)})"
            if one.answer is None
            else one.answer,
        )

    # Putting labels right

    def _correct(self, example: str, right: str | None) -> None:
        self._corrections[example] = right
        self._changed(example)

    def _take_back(self, example: str) -> None:
        self._corrections.pop(example, None)
        self._changed(example)

    def _changed(self, example: str) -> None:
        self._rows = corrected(self._rows, example, self._corrections)
        self._filter()
        self._tell_counts()
        self._keep(dict(self._corrections))

    def _tell_counts(self) -> None:
        for value, word in self._counts():
            self._which.box.setItemText(self._which.box.findData(value), word)

    def _choose_file(self) -> None:
        title = caption(self._say("save_csv"))
        proposed = str(Path.home() / f"{self._say('csv_name')}.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, title, proposed, "CSV (*.csv)")
        if chosen:
            file = Path(chosen)
            self.save(file if file.suffix else file.with_suffix(".csv"))

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"probe_result.{key}", **values)
