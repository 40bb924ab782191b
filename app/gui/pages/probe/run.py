"""The fourth step: how the measurement stands while it goes on, and the way to hold or end it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from app.charts.shares import running_chart
from app.gui.running import Running
from app.gui.session import Session
from app.gui.widgets.blocks import breakable, button, card, column, label, row
from app.gui.widgets.picture import PictureView
from app.measurement import Moment
from app.probe.told import dollars

EVERY_MS: Final = 200  # between two looks at how it stands
BYTES: Final = frozenset({"fetching", "loading"})  # stages that count bytes
MB: Final = 1_000_000
FIGURES: Final = ("done", "latency", "outcomes", "cost", "time")


class RunStep(QWidget):
    """Shows the run of `running`, if there is one; `stopping` is called when it shall end."""

    def __init__(self, session: Session, running: Running, stopping: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._running, self._stopping = session, running, stopping
        self._moment: Moment | None = None
        say = session.say
        self._heading = label("", "heading")
        self._state = label("", "muted")
        self._state.setObjectName("probe-state")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(say("probing.progress"))
        self._chart: PictureView | None = None
        self._picture = column(spacing=0)
        self._caution = label(say("probing.so_far"), "small")
        self._figures = {name: label("") for name in FIGURES}
        for name, shown in self._figures.items():
            shown.setObjectName(f"run-{name}")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (name, shown) in enumerate(self._figures.items()):
            grid.addWidget(label(say(f"probing.run_{name}"), "small", wrap=False), place, 0)
            grid.addWidget(shown, place, 1)
        self.hold = button(say("probing.pause"), "pause", self._pause)
        self._stop = button(say("probing.stop"), "stop", self._end)
        line = row(self._state, self.hold, self._stop)
        line.setStretch(0, 1)
        self.setLayout(
            column(
                card(
                    self._heading,
                    self._bar,
                    line,
                    self._picture,
                    self._caution,
                    grid,
                    label(say("probing.run_hint"), "small"),
                ),
                stretch=True,
            )
        )
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)

    def show_run(self) -> None:
        """Begin to show the run that goes on."""
        run = self._running.now
        if run is None:
            return
        self._moment = None
        say, model = self._session.say, run.plan.model
        name = model.file.name if model.file else say("probing.default")
        if model.endpoint is not None:
            name = model.endpoint.model
        heading = say("probing.run_heading", model=name, data=run.plan.look.table.name)
        self._heading.setText(breakable(heading))
        self._stop.setEnabled(True)
        self._look()
        self._timer.start()

    def leave(self) -> None:
        """Nothing goes on any more, or it is not seen."""
        self._timer.stop()

    def _look(self) -> None:
        run = self._running.now
        if run is None:
            self.leave()
            return
        held = run.board.paused
        self.hold.setText(self._session.say("probing.go_on" if held else "probing.pause"))
        passed = int(run.board.passed)
        self._figures["time"].setText(f"{passed // 60}:{passed % 60:02d}")
        moment = run.board.moment
        if moment is self._moment:
            return
        self._moment = moment
        self._show_moment(moment, held=held)

    def _show_moment(self, moment: Moment, *, held: bool) -> None:
        say, unit = self._session.say, MB if moment.stage in BYTES else 1
        self._bar.setRange(0, moment.total // unit)
        self._bar.setValue(moment.done // unit)
        done, total = (f"{n // unit:,}" for n in (moment.done, moment.total))
        stage = "held" if held and moment.stage == "asking" else moment.stage
        self._state.setText(say(f"probing.stage_{stage}", done=done, total=total))
        standing, figures = moment.standing, self._figures
        resumed = say("probing.resumed", n=moment.resumed) if moment.resumed else ""
        counted = say("probing.ended", n=sum(standing.outcomes.values()))
        figures["done"].setText(f"{counted} {resumed}".strip())
        took = standing.latency
        figures["latency"].setText(
            say("probing.took", p50=f"{took.p50:,.0f}", p95=f"{took.p95:,.0f}") if took else "–"
        )
        figures["outcomes"].setText(
            ", ".join(
                say("probing.outcome_of", name=say(f"probing.outcome_{kind}"), n=f"{n:,}")
                for kind, n in sorted(standing.outcomes.items())
            )
            or "–"
        )
        cost = None if moment.cost is None else dollars(moment.cost)
        figures["cost"].setText(
            say("probing.no_price") if cost is None else say("probing.so_much", cost=cost)
        )
        self._show_share(moment)

    def _show_share(self, moment: Moment) -> None:
        share, run = moment.standing.share, self._running.now
        self._caution.setVisible(share is not None)
        if share is None or run is None:
            if self._chart is not None:
                self._chart.hide()
            return
        picture = running_chart(self._session.language, share, run.plan.target)
        if self._chart is None:
            self._chart = PictureView(picture)
            self._picture.addWidget(self._chart)
        self._chart.show_picture(picture)
        self._chart.show()

    def _pause(self) -> None:
        run = self._running.now
        if run is not None:
            self._running.pause(held=not run.board.paused)
            self._moment = None
            self._look()

    def _end(self) -> None:
        self._stop.setEnabled(False)
        self._state.setText(self._session.say("probing.stopping"))
        self._stopping()
