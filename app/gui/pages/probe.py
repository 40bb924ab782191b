"""The probe: choose examples and a model, measure, read. It never changes the recommendation."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.files import read_file
from app.gui.jobs import Job
from app.gui.measuring import Plan, measure
from app.gui.pages.probe_result import ProbeResultPage
from app.gui.session import Session
from app.gui.widgets.blocks import button, card, clear, column, label, row
from app.gui.widgets.field import NumberField, TextField
from app.gui.widgets.reply_row import ReplyRow
from app.probe.columns import guess_columns
from app.probe.endpoint import Endpoint
from app.probe.examples import Import, labelled_examples
from app.probe.kept import keep
from app.probe.read_table import read_table
from app.probe.sample import stratified
from app.probe.source import LARGEST
from app.probe.table import Table
from app.probe.told import what_is_sent
from app.probe.types import Advice, ProbeResult

DEFAULT, FILE, ENDPOINT = "default", "file", "endpoint"
USUAL_ROWS = 100
PREVIEWED, LONGEST = 3, 120  # rows, and characters of each


class ProbePage(QWidget):
    def __init__(self, session: Session, data_dir: Path) -> None:
        super().__init__()
        self._session = session
        self._data_dir = data_dir
        self._table: Table | None = None
        self._found: Import | None = None
        self._model: Path | None = None
        self._job: Job | None = None
        self._of: int | None = None  # the profile that is being measured
        whole = column(
            column(
                label(session.say("probing.title"), "title"),
                label(session.say("probing.lead"), "muted"),
                spacing=6,
            ),
            self._examples_card(),
            self._model_card(),
            self._run_card(),
            spacing=14,
        )
        self.result = ProbeResultPage(session, data_dir)
        whole.addWidget(self.result)
        whole.addStretch(1)
        self.setLayout(whole)
        self._show_choice()

    # What the consultation asks

    def show_page(self, page: str) -> None:
        if self._job is None:
            self._told("")
        self.result.show_newest()

    def title(self) -> str:
        return self._session.say("probing.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        return self._choose

    # The three cards

    def _examples_card(self) -> QWidget:
        say = self._session.say
        self._choose = button(say("probing.choose_file"), "choose-data", self._choose_data)
        self._read = label("")
        self._columns = {name: QComboBox() for name in ("text_column", "label_column")}
        chosen = QVBoxLayout()
        for name, box in self._columns.items():
            box.setObjectName(name)
            box.setMinimumHeight(36)
            box.setAccessibleName(say(f"probing.{name}"))
            box.activated.connect(lambda _index: self._label())
            chosen.addLayout(column(label(say(f"probing.{name}"), "strong"), box, spacing=4))
        self._column_part = QWidget()
        self._column_part.setLayout(chosen)
        chosen.setContentsMargins(0, 0, 0, 0)
        self._column_part.hide()
        self._preview = QVBoxLayout()
        return card(
            label(say("probing.examples"), "heading"),
            label(say("probing.choose_hint"), "small"),
            row(self._choose, None),
            self._read,
            self._column_part,
            self._preview,
        )

    def _model_card(self) -> QWidget:
        say = self._session.say
        kinds = [(kind, say(f"probing.{kind}")) for kind in (DEFAULT, FILE, ENDPOINT)]
        self._kind = ReplyRow(say("probing.model"), kinds, self._show_choice, show_title=False)
        self._kind.choose(DEFAULT)
        self._hint = label("", "small")
        self._model_name = label(say("probing.no_model_file"))
        pick = button(say("probing.choose_model"), "choose-model", self._choose_model)
        self._file_part = QWidget()
        self._file_part.setLayout(column(row(pick, None), self._model_name, spacing=6))
        self._fields = {
            name: TextField(say(f"probing.{name}"), name, lambda _text: None, example=example)
            for name, example in (
                ("base_url", "http://127.0.0.1:11434/v1"),
                ("model_name", ""),
                ("key", ""),
            )
        }
        key = self._fields["key"].edit
        assert isinstance(key, QLineEdit)
        key.setEchoMode(QLineEdit.EchoMode.Password)
        self._endpoint_part = QWidget()
        self._endpoint_part.setLayout(column(*self._fields.values(), spacing=8))
        return card(
            label(say("probing.model"), "heading"),
            self._kind,
            self._hint,
            self._file_part,
            self._endpoint_part,
        )

    def _run_card(self) -> QWidget:
        say = self._session.say
        self._rows = NumberField(
            say("probing.rows"),
            "rows",
            lambda _number: None,
            fault=say("facts.number_fault"),
            hint=say("probing.rows_hint"),
        )
        self._rows.show_number(USUAL_ROWS)
        self._start = button(say("probing.start"), "start", self._begin, "primary")
        self._stop = button(say("probing.stop"), "stop", self._cancel)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(say("probing.rows"))
        self._state = label("", "muted")
        self._state.setObjectName("probe-state")
        self._fault = label("", "error")
        self._fault.setObjectName("probe-fault")
        for part in (self._stop, self._bar, self._fault, self._state):
            part.hide()
        return card(
            self._rows, row(self._start, self._stop, None), self._bar, self._state, self._fault
        )

    # Examples

    def load(self, path: Path) -> None:
        """Read a file of labelled examples and show what was found in it."""
        try:
            self._table = table = read_table(path)
            keep(self._data_dir, read_file(path, LARGEST), path.suffix)
        except AppError as error:
            self._told(error.text(self._session.language))
            return
        guessed = guess_columns(table)
        for box, guess in zip(self._columns.values(), guessed, strict=True):
            box.clear()
            box.addItems(list(table.columns))
            box.setCurrentIndex(table.columns.index(guess) if guess in table.columns else -1)
        self._read.setText(
            self._session.say(
                "probing.read", file=table.name, rows=len(table.rows), encoding=table.encoding
            )
        )
        self._column_part.show()
        self._label()

    def _choose_data(self) -> None:
        say = self._session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("probing.choose_file"), "", say("probing.data_kinds")
        )
        if chosen:
            self.load(Path(chosen))

    def _label(self) -> None:
        """Take the chosen columns as text and label."""
        clear(self._preview)
        self._found = None
        text, name = (box.currentText() for box in self._columns.values())
        if self._table is None or not text or not name or text == name:
            return
        say, language = self._session.say, self._session.language
        try:
            found = labelled_examples(self._table, text, name)
        except AppError as error:
            self._told(error.text(language))
            return
        self._told("")
        self._found = found
        names = ", ".join(found.labels)[:LONGEST]
        lines = [
            say("probing.found", n=len(found.examples), labels=len(found.labels), names=names)
        ]
        lines += [
            say("probing.preview_row", label=one.label, text=" ".join(one.text.split())[:LONGEST])
            for one in found.examples[:PREVIEWED]
        ]
        self._preview.addWidget(label(lines[0], "strong"))
        for line in (*lines[1:], *(notice.text(language) for notice in found.notices)):
            self._preview.addWidget(label(line, "muted"))

    # Model

    def use_model(self, path: Path) -> None:
        """Measure with the model in this file."""
        self._model = path
        self._model_name.setText(path.name)
        self._kind.choose(FILE)
        self._show_choice()

    def use_endpoint(self, base_url: str, model: str, key: str) -> None:
        """Measure with a model that a service offers."""
        for field, text in zip(self._fields.values(), (base_url, model, key), strict=True):
            field.show_text(text)
        self._kind.choose(ENDPOINT)
        self._show_choice()

    def _choose_model(self) -> None:
        say = self._session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("probing.choose_model"), "", say("probing.model_kinds")
        )
        if chosen:
            self.use_model(Path(chosen))

    def _show_choice(self) -> None:
        kind = self._kind.chosen()
        self._hint.setText(self._session.say(f"probing.{kind}_hint"))
        self._file_part.setVisible(kind == FILE)
        self._endpoint_part.setVisible(kind == ENDPOINT)

    def _where(self) -> Endpoint | Path | None:
        """The chosen model. AppError where an endpoint's address is none."""
        if self._kind.chosen() == ENDPOINT:
            texts = {name: field.text() for name, field in self._fields.items()}
            return Endpoint(texts["base_url"], texts["model_name"], texts["key"])
        return self._model if self._kind.chosen() == FILE else None

    # The run

    def _begin(self) -> None:
        say = self._session.say
        if self._found is None or self._table is None:
            self._told(say("probing.no_file"))
            return
        if self._kind.chosen() == FILE and self._model is None:
            self._told(say("probing.no_model"))
            return
        self._rows.settle()
        if fault := self._rows.fault():
            self._told(fault)
            return
        try:
            where = self._where()
        except AppError as error:
            self._told(error.text(self._session.language))
            return
        limit = self._rows.number() or None
        if isinstance(where, Endpoint) and not self._agreed(where, limit):
            return
        outcome = self._session.recommendation.outcome
        text, name = (box.currentText() for box in self._columns.values())
        plan = Plan(
            found=self._found,
            where=where,
            data_dir=self._data_dir,
            advice=Advice(outcome) if outcome else Advice.OPEN,
            limit=limit,
            source={
                "data": self._table.name,
                "data_sha256": self._table.sha256,
                "encoding": self._table.encoding,
                "text_column": text,
                "label_column": name,
                "rows_left_out": self._found.left_out,
            },
        )
        self._run(plan)

    def _agreed(self, endpoint: Endpoint, limit: int | None) -> bool:
        """Whether the texts may be sent; asked only where they would leave this computer."""
        if endpoint.on_this_computer or self._found is None:
            return True
        examples = stratified(self._found.examples, limit, 0)
        language = self._session.language
        said = what_is_sent(language, endpoint, examples, self._found.labels)
        buttons = QMessageBox.StandardButton
        asked = QMessageBox.question(
            self, self._session.say("probing.send"), said, buttons.Yes | buttons.No, buttons.No
        )
        return asked == buttons.Yes

    def _run(self, plan: Plan) -> None:
        self._told("")
        self._of = self._session.id
        self._job = Job(partial(measure, plan))
        self._job.progressed.connect(self._progressed)
        self._job.succeeded.connect(self._measured)
        self._job.failed.connect(self._failed)
        self._bar.setRange(0, 0)
        self._state.setText(self._session.say("probing.fetching"))
        self._show_running(True)
        self._job.start()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._state.setText(self._session.say("probing.running", done=done, total=total))

    def _measured(self, result: ProbeResult) -> None:
        self._job = None
        self._show_running(False)
        if self._of is not None:
            self._session.add_probe(self._of, result)
        self.result.show_result(result)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._show_running(False)
        if isinstance(error, AppError):
            self._told(error.text(self._session.language))

    def _show_running(self, running: bool) -> None:
        for part in (self._stop, self._bar, self._state):
            part.setVisible(running)
        self._start.setEnabled(not running)
        (self._stop if running else self._start).setFocus()

    def _told(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
