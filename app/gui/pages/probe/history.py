"""Every measurement of a task profile: open one, delete one, hold two against each other."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.charts.compared import compared_chart
from app.errors import AppError
from app.gui.jobs import Job, Latest
from app.gui.probe_words import day_of, figure_of, kind_of, model_of, name_of, way_of
from app.gui.recounting import compared, kept_probes
from app.gui.session import Session
from app.gui.widgets.blocks import button, card, clear, column, label, row
from app.gui.widgets.chooser import Chooser
from app.gui.widgets.figure import Figure
from app.gui.widgets.table import Entry, Table
from app.probe.compare import Compared, comparable
from app.store import SavedProbe

WIDTHS = (146, 0, 84, 150, 112)  # of the columns, in pixels
NARROW, NUMBER = 640, 2  # below this width the column with the number of examples is left out
HEAD, ROOM = 44, 31  # heights of the head and of a row
MOST = 7  # rows in sight


class _List(Table):
    """Enter and Delete do what the buttons below do, and nothing else."""

    def __init__(self, page: "History", heads: list[str], spoken: str) -> None:
        super().__init__("probes", spoken, heads, WIDTHS)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.open_picked()
        elif event.key() == Qt.Key.Key_Delete:
            self._page.delete_picked()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(NUMBER, self.width() < NARROW)


class History(QWidget):
    """`opened(probe)` shows one; `changed()` is called when one was deleted or brought back."""

    def __init__(
        self,
        session: Session,
        data_dir: Path,
        opened: Callable[[SavedProbe], object],
        changed: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session, self._data_dir = session, data_dir
        self._opened, self._changed = opened, changed
        self._probes: dict[str, SavedProbe] = {}
        self._deleted: int | None = None
        self._job: Job | None = None
        self._reading = Latest(self)
        self._reading.succeeded.connect(self._show)
        say = session.say
        names = ("date", "model", "n", "figure", "verdict")
        heads = [say(f"probe_result.head_{name}") for name in names]
        self.table = _List(self, heads, say("probe_result.tab_history"))
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.open_picked())
        self._told = label("", wrap=True)
        undo = button(
            say("probe_result.undo_delete"), "undo-delete-probe", self._undelete, "quiet"
        )
        self._undo = QWidget()
        self._undo.setLayout(row(self._told, undo))
        self._undo.hide()
        self._compare = QVBoxLayout()
        self.setLayout(
            column(
                label(say("probe_result.history_lead"), "muted"),
                self.table,
                row(
                    button(say("probe_result.open"), "open-probe", self.open_picked),
                    button(say("probe_result.delete"), "delete-probe", self.delete_picked),
                    None,
                ),
                self._undo,
                self._compare,
                spacing=10,
            )
        )

    def refresh(self) -> None:
        """Read the store again; what was there stays in sight until then."""
        self._reading.run(partial(kept_probes, self._data_dir, self._session.id))

    @property
    def busy(self) -> bool:
        return self._reading.busy

    def _show(self, probes: Sequence[SavedProbe]) -> None:
        """These, the newest first."""
        self._probes = {str(probe.seq): probe for probe in probes}
        self.table.show_entries(
            [Entry(seq, self._cells(one)) for seq, one in self._probes.items()]
        )
        self.table.setFixedHeight(HEAD + ROOM * min(MOST, max(1, len(probes))))
        self._offer_comparison()

    def lists(self, probe: SavedProbe) -> bool:
        """It is there, as the store was read last."""
        return str(probe.seq) in self._probes

    def open_picked(self) -> None:
        if (probe := self._probes.get(self.table.picked_id())) is not None:
            self._opened(probe)

    def delete_picked(self) -> None:
        if (probe := self._probes.get(self.table.picked_id())) is None:
            return
        self._session.store.delete_probe(probe.seq)
        self._deleted = probe.seq
        self._reading.drop()
        self._show([one for one in self._probes.values() if one is not probe])
        name = name_of(self._session.language, probe.result, probe.at)
        self._told.setText(self._session.say("probe_result.deleted", name=name))
        self._undo.show()
        self._changed()

    def _undelete(self) -> None:
        if self._deleted is not None:
            self._session.store.restore_probe(self._deleted)
            self._deleted = None
            self._undo.hide()
            self.refresh()
            self._changed()

    def _cells(self, probe: SavedProbe) -> tuple[str, ...]:
        language, result = self._session.language, probe.result
        verdict = self._session.say(f"probe_result.verdict_{result.verdict}")
        return (
            day_of(probe.at),
            f"{model_of(language, result)} · {way_of(language, result)}",
            f"{result.n:,}",
            figure_of(language, result),
            verdict,
        )

    # Two of them

    def _offer_comparison(self) -> None:
        """Two lists of those that have a partner; the two newest of one kind are taken first."""
        clear(self._compare)
        self._job = None
        say, language = self._session.say, self._session.language
        every = list(self._probes.values())
        paired = [
            one
            for one in every
            if any(other is not one and comparable(one.result, other.result) for other in every)
        ]
        if not paired:
            if every:
                self._compare.addWidget(label(say("probe_result.compare_none"), "muted"))
            return
        newest = paired[0]
        before = next(one for one in paired[1:] if comparable(one.result, newest.result))
        choices = [
            (
                str(one.seq),
                f"{name_of(language, one.result, one.at)} · {kind_of(language, one.result)}",
            )
            for one in paired
        ]
        self._first, self._second = (
            Chooser(say(f"probe_result.compare_{name}"), f"compare-{name}", choices, self._hold)
            for name in ("first", "second")
        )
        self._found = QVBoxLayout()
        self._compare.addWidget(
            card(
                label(say("probe_result.compare"), "heading"),
                label(say("probe_result.compare_hint"), "small"),
                row(self._first, self._second),
            )
        )
        self._compare.addLayout(self._found)
        self._first.choose(str(before.seq))
        self._second.choose(str(newest.seq))
        self._hold()

    def _hold(self) -> None:
        """The second against the first."""
        one, other = (self._probes.get(each.value()) for each in (self._first, self._second))
        clear(self._found)
        self._job = None
        if one is None or other is None or one is other:
            return
        if not comparable(one.result, other.result):
            text = self._session.say("probe_result.compare_hint")
            self._found.addWidget(label(text, "error"))
            return
        self._found.addWidget(label(self._session.say("probe_result.comparing"), "muted"))
        self._job = Job(partial(compared, self._data_dir, one, other))
        self._job.succeeded.connect(self._show_comparison)
        self._job.failed.connect(self._not_compared)
        self._job.start()

    def _not_compared(self, error: Exception) -> None:
        if self.sender() is self._job and isinstance(error, AppError):
            clear(self._found)
            self._found.addWidget(label(error.text(self._session.language), "error"))

    def _show_comparison(self, found: tuple[SavedProbe, SavedProbe, Compared]) -> None:
        if self.sender() is not self._job:
            return  # others were chosen by now
        one, other, told = found
        clear(self._found)
        language, say = self._session.language, self._session.say
        names = [name_of(language, each.result, each.at) for each in (one, other)]
        picture = compared_chart(language, names[0], names[1], told)
        lines = [self._sentence(told)]
        if not told.widened:
            lines.append(say("probe_result.not_widened"))
        verdict = (
            "second_better"
            if told.difference.low > 0
            else "first_better"
            if told.difference.high < 0
            else "no_difference_shown"
        )
        text = say(f"probe_result.{verdict}")
        self._found.addWidget(Figure(language, "compared", text, picture, "\n".join(lines)))

    def _sentence(self, told: Compared) -> str:
        low, high = (f"{100 * each:+.0f}" for each in (told.difference.low, told.difference.high))
        if not told.paired:
            return self._session.say("probe_result.unpaired", low=low, high=high)
        key = "paired_graded" if told.graded else "paired"
        p = told.p or 0.0
        return self._session.say(
            f"probe_result.{key}",
            n=told.n,
            low=low,
            high=high,
            only_first=told.only_first,
            only_second=told.only_second,
            p="< 0.001" if p < 0.001 else f"= {p:.3f}",
        )
