"""The first step: a file of labelled examples, or pasted rows, read and looked through."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.errors import AppError, Cancelled
from app.gui.jobs import Latest
from app.gui.pages.probe.data_choices import DataChoices
from app.gui.pages.probe.data_found import DataFound
from app.gui.reading import FIRST_LOOK, Look, Original, look_at, with_personal_data
from app.gui.session import Session
from app.gui.turns import Turns
from app.gui.widgets.blocks import breakable, button, caption, card, column, label, row
from app.probe.preview import Choices
from app.probe.read_table import FOUND_OUT
from app.probe.table import Reading

SETTLING: Final = 10  # turns until all is laid out and painted
UNDECIDED: Final = Choices()


class DataStep(QWidget):
    """`changed` is told whenever what can be measured may have changed; `look` is it."""

    changed = Signal()

    def __init__(self, session: Session, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._session = session
        self.look: Look | None = None
        self._reading = Latest(self)
        self._reading.progressed.connect(self._progressed)
        self._reading.succeeded.connect(self._looked)
        self._reading.failed.connect(self._failed)
        self._searching = Latest(self)
        self._searching.succeeded.connect(self._searched)
        self._showing = Turns(self)
        self.setAcceptDrops(True)
        say = session.say
        self.choose = button(say("probing.choose_file"), "choose-data", self._choose_file)
        paste = button(say("probing.paste"), "paste-data", self._paste)
        self._fault = label("", "error")
        self._fault.setObjectName("data-fault")
        self._state = label("", "muted")
        self._state.setObjectName("data-state")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(say("probing.reading_bar"))
        self._stop = button(say("probing.stop_reading"), "stop-reading", self.stop, "quiet")
        self._busy = QWidget()
        self._busy.setLayout(row(self._bar, self._stop))
        self._next = button(say("probing.to_model"), "to-model", go_on, "primary")
        self._onward = QWidget()
        self._onward.setLayout(row(None, self._next))
        self._file = label("", "heading")
        self._file.setObjectName("data-file")
        self._about_place, self._seen_place = column(), column()
        self._about = card(self._file, self._about_place)
        self._seen = card(self._seen_place)
        self._place = column(
            card(
                label(say("probing.examples"), "heading"),
                label(say("probing.choose_hint"), "muted"),
                row(self.choose, paste, None),
                self._fault,
                self._state,
                self._busy,
            ),
            self._about,
            self._seen,
            spacing=14,
        )
        self.setLayout(self._place)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._paste)
        self._show()

    @cached_property
    def _choices(self) -> DataChoices:
        made = DataChoices(self._session, self._decided)
        self._about_place.addWidget(made)
        return made

    @cached_property
    def _found(self) -> DataFound:
        """With the way on, where Tab comes last."""
        made = DataFound(self._session)
        self._seen_place.addWidget(made)
        self._place.addWidget(self._onward)
        return made

    # What can be opened

    def load(self, path: Path) -> None:
        """Read a file of labelled examples and show what is in it."""
        self.open(Original(path.name, path))

    def paste(self, text: str) -> None:
        """Take rows of text, such as cells copied from a spreadsheet."""
        self.open(Original(self._session.say("probing.pasted"), text=text))

    def open(
        self, original: Original, reading: Reading = FOUND_OUT, choices: Choices = UNDECIDED
    ) -> None:
        self.look = None
        self._searching.drop()
        self._begin(original, reading, choices, first=FIRST_LOOK)

    def clear(self) -> None:
        """As if nothing had been opened."""
        for work in (self._reading, self._showing, self._searching):
            work.drop()
        self.look = None
        self._tell("")
        self._show()
        self.changed.emit()

    def stop(self) -> None:
        """Leave off reading; what was seen so far stays in view."""
        self._reading.drop()
        self._show_at_once()
        self._tell(self._session.say("probing.reading_stopped"))
        self._show()

    # Reading

    def _begin(
        self,
        original: Original,
        reading: Reading,
        choices: Choices,
        *,
        first: int | None = None,
    ) -> None:
        known = self.look
        table = known.table if known and known.reading == reading and known.table.whole else None
        self._showing.drop()
        self._tell("")
        self._bar.setRange(0, 0)
        self._reading.run(partial(look_at, original, reading, choices, table, first))
        self._show()
        self.changed.emit()

    def _decided(self, reading: Reading, choices: Choices) -> None:
        if self.look is not None:
            self._searching.drop()
            self._begin(self.look.original, reading, choices)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _looked(self, look: Look) -> None:
        self.look = look
        self._file.setText(breakable(look.table.name))
        self._showing.run(self._parts(look), partial(self._seen_through, look))
        self._show()

    def make(self) -> Iterator[object]:
        """What shows a file, before there is one."""
        yield self._choices
        yield self._found

    def _parts(self, look: Look) -> Iterator[None]:
        """Show what was seen, part after part from top to bottom."""
        self._choices.show_look(look)
        self._about.show()
        yield
        for _ in self._found.parts(look):
            self._seen.show()
            self._onward.show()
            yield
        for _ in range(SETTLING):
            yield

    def _show_at_once(self) -> None:
        self._showing.drop()
        if self.look is not None:
            for _ in self._parts(self.look):
                pass

    def _seen_through(self, look: Look) -> None:
        """It is all in view. A thread that read on meanwhile would hold that up: each of the
        hundreds of calls for cells in sight waits for its turn at Python."""
        if not look.table.whole:  # that was the beginning, at once; now all of it
            self._reading.run(
                partial(look_at, look.original, look.reading, look.choices, None, None)
            )
        else:
            self._searching.run(partial(with_personal_data, look))
            if fault := look.fault:
                self._tell(fault.text(self._session.language))
        self._show()
        self.changed.emit()

    def _searched(self, look: Look) -> None:
        self.look = look
        self._found.show_personal(look.personal)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            self._tell(error.text(self._session.language))
        self._show_at_once()  # what was decided did not do; what is shown still holds
        self._show()
        self.changed.emit()

    # Showing

    @property
    def ready(self) -> bool:
        """Something can be measured: all was read, and it holds together."""
        look = self.look
        return look is not None and look.table.whole and look.fault is None and not self.busy

    @property
    def busy(self) -> bool:
        """It is read, or what was read is still being shown."""
        return self._reading.busy or self._showing.busy

    def _show(self) -> None:
        look, say = self.look, self._session.say
        self._busy.setVisible(self.busy)
        if look is None:
            for part in (self._about, self._seen, self._onward):
                part.hide()
        self._next.setEnabled(self.ready)
        state = ""
        if self.busy:
            state = say("probing.reading" if look is None or look.table.whole else "probing.rest")
        self._state.setText(state)
        self._state.setVisible(bool(state))

    def _tell(self, fault: str) -> None:
        self._fault.setText(breakable(fault))
        self._fault.setVisible(bool(fault))

    # Files from elsewhere

    def _choose_file(self) -> None:
        say = self._session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, caption(say("probing.choose_file")), "", say("probing.data_kinds")
        )
        if chosen:
            self.load(Path(chosen))

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if (path := _file_of(data)) is not None:
            self.load(path)
        elif data.hasText() and data.text().strip():
            self.paste(data.text())
        else:
            self._tell(self._session.say("probing.nothing_to_paste"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if _file_of(data) is not None or data.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        event.acceptProposedAction()
        if (path := _file_of(data)) is not None:
            self.load(path)
        else:
            self.paste(data.text())


def _file_of(data: QMimeData) -> Path | None:
    """The first file in what was dropped or copied."""
    files: list[QUrl] = [url for url in data.urls() if url.isLocalFile()]
    return Path(files[0].toLocalFile()) if files else None
