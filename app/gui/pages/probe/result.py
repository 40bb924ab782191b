"""The last step: what a measurement found, its answers to read, and those before it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.gui.jobs import Job
from app.gui.pages.probe.answers import Answers
from app.gui.pages.probe.findings import Findings
from app.gui.pages.probe.history import History
from app.gui.recounting import Recounted, recount
from app.gui.session import Session
from app.gui.turns import Turns
from app.gui.widgets.blocks import card, clear, column, label, row
from app.gui.widgets.reply_row import ReplyRow
from app.probe.relabel import Corrections
from app.probe.types import Example, ProbeResult
from app.store import SavedProbe

TABS: Final = ("findings", "answers", "history")
AT_ONCE: Final = 5_000  # examples
CORRECTED, MEASURED = "with_corrections", "without_corrections"


class ResultStep(QWidget):
    """`show_result` shows one result, `show_newest` the last one that was kept of the open
    profile. Labels that the user puts right are kept beside a result, which never changes."""

    def __init__(self, session: Session, data_dir: Path, beside: QWidget | None = None) -> None:
        """`beside` stands at the end of the line of tabs."""
        super().__init__()
        self._session, self._data_dir = session, data_dir
        self._probe: SavedProbe | None = None
        self._kept = False  # in the store, so that corrections have a place
        self._newest = 0  # number of the newest in the store that was seen
        self._examples: tuple[Example, ...] | None = None
        self._looked = False  # for the examples, which may be gone
        self._recounted: ProbeResult | None = None
        self._job: Job | None = None
        self._coming, self._letting_go = Turns(self), Turns(self)
        say = session.say
        self.tabs = QTabBar()
        self.tabs.setObjectName("probe-tabs")
        self.tabs.setAccessibleName(say("probe_result.tabs"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name in TABS:
            self.tabs.addTab(say(f"probe_result.tab_{name}"))
        self._nothing = label(say("probe_result.nothing_yet"), "muted")
        self._places = {name: QVBoxLayout() for name in TABS}
        self._parts: dict[str, QWidget] = {}
        for name, place in self._places.items():
            place.setContentsMargins(0, 0, 0, 0)
            self._parts[name] = QWidget()
            self._parts[name].setLayout(place)
        self._history: History | None = None
        which = [(name, say(f"probe_result.{name}")) for name in (CORRECTED, MEASURED)]
        self._which = ReplyRow(
            say("probe_result.which_figures"), which, self._show_findings, show_title=False
        )
        self._which.choose(CORRECTED)
        self._state = label("")
        self._state.setObjectName("recount-state")
        self._banner = card(self._state, self._which, look="notice", margin=12)
        self._places["findings"].addWidget(self._banner)
        self._findings: Findings | None = None
        self._answers: Answers | None = None
        head = row(self.tabs, None)
        if beside is not None:
            head.addWidget(beside)
        self.setLayout(column(head, self._nothing, *self._parts.values(), spacing=10))
        self.tabs.currentChanged.connect(lambda _place: self._show_tab())
        self._show_probe(None, newest=None)

    # What the probe page asks

    def show_result(self, result: ProbeResult) -> None:
        """Show a result that is not kept: corrections last as long as it is shown."""
        at = _date(result) or datetime.now().astimezone()
        self._show_probe(SavedProbe(0, at, result), newest=None)
        self.tabs.setCurrentIndex(0)

    def show_newest(self) -> None:
        """The newest of the open profile. Once it was seen, an earlier one that the user opened
        stays."""
        newest = self._session.last_probe()
        if newest is not None and newest.seq == self._newest and self._kept:
            self._show_tab()
        else:
            self._show_probe(newest, newest=newest)
            self.tabs.setCurrentIndex(0)

    def shown(self) -> ProbeResult | None:
        """The result whose figures are shown now."""
        if self._probe is None:
            return None
        if self._recounted is not None and self._which.chosen() == CORRECTED:
            return self._recounted
        return self._probe.result

    @property
    def whole(self) -> bool:
        """All parts of what was found are there, its answers, and the list of those before it."""
        made = self._findings is None or self._findings.whole
        listed = self._history is None or not self._history.busy
        return made and listed and not self._coming.busy

    # Inside

    def _open(self, probe: SavedProbe) -> None:
        self._show_probe(probe, newest=self._session.last_probe())
        self.tabs.setCurrentIndex(0)
        self.tabs.setFocus()

    def _deleted(self) -> None:
        """One was deleted or brought back: other pages show the newest, too."""
        if self._probe is None or not self._made_history().lists(self._probe):
            newest = self._session.last_probe()
            self._show_probe(newest, newest=newest)
        self._session.changed.emit()

    def _show_probe(self, probe: SavedProbe | None, *, newest: SavedProbe | None) -> None:
        """`newest` in the store of the open profile; None where `probe` is not kept."""
        self._stop()
        self._coming.drop()
        self._letting_go.run(_let_go(list(self._examples or ())))
        self._probe, self._kept = probe, newest is not None
        self._newest = newest.seq if newest is not None else 0
        self._examples = self._recounted = self._answers = None
        self._looked = False
        self._drop_findings()
        clear(self._places["answers"])
        self.tabs.setTabEnabled(1, probe is not None)
        if probe is not None:
            self._show_findings()
            if probe.corrections:
                self._look_up(probe)
        self._show_tab()

    def _show_tab(self) -> None:
        chosen = TABS[self.tabs.currentIndex()]
        self._nothing.setVisible(self._probe is None and chosen != "history")
        for name, part in self._parts.items():
            part.setVisible(name == chosen and (self._probe is not None or name == "history"))
        if chosen == "history":
            self._made_history().refresh()
        made = self._answers is not None or self._coming.busy
        if chosen == "answers" and self._probe is not None and not made:
            self._coming.run(self._make_answers(self._probe), partial(self._read_on, self._probe))

    def _made_history(self) -> History:
        if self._history is None:
            self._history = History(self._session, self._data_dir, self._open, self._deleted)
            self._places["history"].addWidget(self._history)
        return self._history

    def _make_answers(self, probe: SavedProbe) -> Iterator[None]:
        """At the first look: most results are read for their figures alone."""
        self._answers = Answers(
            self._session.language, probe.result, probe.corrections, self._correct
        )
        yield
        yield from self._answers.read()
        self._places["answers"].addWidget(self._answers)

    def _read_on(self, probe: SavedProbe) -> None:
        """Once the answers are in view, their texts."""
        if self._looked:
            self._show_texts()
        elif self._job is None:
            self._look_up(probe)

    def _show_findings(self) -> None:
        """Of another result from the top on, of the same one where it was read."""
        room = self._drop_findings()
        result = self.shown()
        if result is None or self._probe is None:
            return
        self._tell_state()
        self._findings = Findings(self._session.language, result, self._probe.at, room)
        self._places["findings"].addWidget(self._findings)

    def _drop_findings(self) -> int:
        """Its height."""
        old, self._findings = self._findings, None
        if old is None:
            return 0
        old.hide()
        old.deleteLater()
        return old.height()

    def _tell_state(self) -> None:
        """Whether the figures are those measured or those with corrections, and why."""
        probe, say = self._probe, self._session.say
        corrections = probe.corrections if probe is not None else {}
        self._banner.setVisible(bool(corrections))
        self._which.setVisible(self._recounted is not None)
        if self._job is not None:
            text = say("probe_result.recounting")
        elif self._recounted is None:
            text = say("probe_result.not_recounted")
        elif self._which.chosen() == MEASURED:
            text = say("probe_result.as_measured", n=len(corrections))
        else:
            facts = self._recounted.manifest
            values = {"changed": facts["corrected"], "ambiguous": facts["ambiguous"]}
            text = say("probe_result.corrected", **values)
            if probe is not None and len(probe.result.comparisons) > 1:
                text += "\n" + say("probe_result.vectors_left_out")
        self._state.setText(text)

    # Examples and corrections

    def _correct(self, corrections: Corrections) -> None:
        if self._probe is None:
            return
        self._probe = replace(self._probe, corrections=corrections)
        if self._kept:
            self._session.correct_probe(self._probe.seq, corrections)
        self._recounted = None
        self._look_up(self._probe)
        self._show_findings()

    def _look_up(self, probe: SavedProbe) -> None:
        """Read the examples, once, and count again where labels were put right."""
        self._stop()
        work = partial(recount, self._data_dir, probe.result, self._examples, probe.corrections)
        self._job = Job(work)  # bound methods alone: they let go when the page is closed
        self._job.succeeded.connect(self._looked_up)
        self._job.failed.connect(self._not_looked_up)
        self._job.start()
        self._tell_state()

    def _not_looked_up(self, _error: Exception) -> None:
        self._looked_up(Recounted(None))

    def _looked_up(self, told: Recounted) -> None:
        if self.sender() is not self._job:
            return  # another result is shown by now
        self._job = None
        first, self._looked = not self._looked, True
        self._examples, self._recounted = told.examples, told.result
        if first:
            self._show_texts()
        if told.result is not None:
            self._show_findings()
        else:
            self._tell_state()

    def _show_texts(self) -> None:
        if self._answers is not None:
            texts = {one.id: one.text for one in self._examples or ()}
            self._answers.show_texts(None if self._examples is None else texts)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _let_go(examples: list[Example]) -> Iterator[None]:
    """A hundred thousand at once would take as long as a click may."""
    while examples:
        del examples[-AT_ONCE:]
        yield


def _date(result: ProbeResult) -> datetime | None:
    try:
        return datetime.fromisoformat(str(result.manifest.get("date", "")))
    except ValueError:
        return None
