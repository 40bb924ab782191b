"""The probe: examples, a model, a plan, a run, a result. It never changes the recommendation."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.errors import AppError, Cancelled
from app.gui.jobs import Job, Latest
from app.gui.measuring import KeyKind, ModelKind, get_ready
from app.gui.pages.probe.data import DataStep
from app.gui.pages.probe.model import ModelStep
from app.gui.pages.probe.plan import PlanStep
from app.gui.pages.probe.result import ResultStep
from app.gui.pages.probe.run import RunStep
from app.gui.preferences import Preferences
from app.gui.reading import Look, Original
from app.gui.running import Measured, Run, Running
from app.gui.session import Session
from app.gui.turns import Turns
from app.gui.unfinished import Unfinished, forget_unfinished, original_of, unfinished_of
from app.gui.widgets.blocks import breakable, button, column, label, row
from app.gui.widgets.stepper import Stepper
from app.probe.kinds.registry import KINDS
from app.probe.preview import Choices
from app.probe.table import Reading
from app.probe.terms import KEPT
from app.probe.types import Advice

DATA, MODEL, PLAN, RUN, RESULT = "data", "model", "plan", "run", "result"
STEPS: Final = (DATA, MODEL, PLAN, RUN, RESULT)


class ProbePage(QWidget):
    def __init__(
        self, session: Session, data_dir: Path, preferences: Preferences, running: Running
    ) -> None:
        super().__init__()
        self._session, self._data_dir, self._running = session, data_dir, running
        self._preferences = preferences
        self._of: int | None = None  # the profile the steps are about
        self._now = DATA
        self._measured = False  # the profile has a result
        self._going_on: Unfinished | None = None
        self._making, self._ending = Turns(self), Turns(self)
        self._finding = Latest(self)
        self._finding.succeeded.connect(self._found)
        say = session.say
        self._steps: dict[str, QWidget] = {}  # those made so far
        self._stepper = Stepper(
            say("probing.steps"), [(step, say(f"probing.step_{step}")) for step in STEPS], self.go
        )
        self._offer = self._offer_card()
        self._place = column(spacing=14)
        self.setLayout(
            column(
                column(
                    label(say("probing.title"), "title"),
                    label(say("probing.lead"), "muted"),
                    spacing=6,
                ),
                self._stepper,
                self._offer,
                self._place,
                spacing=14,
                stretch=True,
            )
        )
        running.ended.connect(self._ended)
        running.failed.connect(self._failed)

    # The steps, each made in a turn of its own or when it is gone to: all at once would hold the
    # window up

    @cached_property
    def data(self) -> DataStep:
        made = DataStep(self._session, partial(self.go, MODEL))
        made.changed.connect(self._data_changed)
        self._add(DATA, made)
        return made

    @cached_property
    def model(self) -> ModelStep:
        keys, go_on = self._running.keys, partial(self.go, PLAN)
        made = ModelStep(self._session, self._preferences, keys, go_on)
        made.changed.connect(self._show)
        self._add(MODEL, made)
        return made

    @cached_property
    def plan(self) -> PlanStep:
        made = PlanStep(self._session, self._preferences, self.begin)
        made.changed.connect(self._show)
        self._add(PLAN, made)
        return made

    @cached_property
    def run(self) -> RunStep:
        made = RunStep(self._session, self._running, self._running.stop)
        self._add(RUN, made)
        return made

    @cached_property
    def result(self) -> ResultStep:
        say = self._session.say
        again = button(say("probing.again"), "measure-again", partial(self.go, DATA))
        made = ResultStep(self._session, self._data_dir, again)
        self._add(RESULT, made)
        return made

    def _rest(self) -> Iterator[object]:
        """Make what comes after the examples, while they are chosen."""
        yield None  # the page itself is painted
        yield from self.data.make()
        yield self.model
        yield from self.model.make()
        yield self.plan
        yield self.run
        yield self.result

    def _add(self, step: str, made: QWidget) -> None:
        self._steps[step] = made
        if step != self._now:
            made.hide()
        self._place.addWidget(made)

    @property
    def _look(self) -> Look | None:
        return self.data.look if DATA in self._steps else None

    @property
    def _ready(self) -> bool:
        """There are examples that can be measured."""
        return self._look is not None and self.data.ready

    # What the consultation asks

    def show_page(self, page: str) -> None:
        if self._session.id != self._of:
            self._of = self._session.id
            self._going_on = None
            if DATA in self._steps:
                self.data.clear()
            self._now = DATA
        saved = self._session.last_probe()
        self._measured = saved is not None
        if self._is_running():
            self._now = RUN
        elif self._now == RUN or (saved is not None and self._look is None):
            self._now = RESULT if saved is not None else DATA
        self.go(self._now)

    def title(self) -> str:
        return self._session.say("probing.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        first: dict[str, Callable[[], QWidget]] = {
            DATA: lambda: self.data.choose,
            MODEL: lambda: self.model.kind.first_button(),
            PLAN: lambda: self.plan.asking.way.box,
            RUN: lambda: self.run.hold,
            RESULT: lambda: self.result.tabs,
        }
        return first[self._now]()

    # From step to step

    def go(self, step: str) -> None:
        """Show a step that can be gone to."""
        if step not in self._open():
            return
        moved, self._now = step != self._now, step
        if step in (MODEL, PLAN):  # what loads meanwhile is not waited for later
            Job(get_ready).start()
        if step == PLAN and (look := self._look) is not None:
            self.plan.show_for(look, self.model.model())
        if step == RUN:
            self.run.show_run()
        elif RUN in self._steps:
            self.run.leave()
        if step == RESULT:
            self.result.show_newest()
        if step == DATA:
            self._making.run(self._rest())
        self._show()
        if moved and self.isVisible():
            self._to_top()

    def _to_top(self) -> None:
        """A new step is read from its beginning."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.verticalScrollBar().setValue(0)
        if (first := self.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> set[str]:
        """The steps that can be gone to now."""
        ready = self._ready and not (MODEL in self._steps and self.model.fault())
        there = {PLAN: ready, RUN: self._is_running(), RESULT: self._measured}
        return {DATA, MODEL, *(step for step, so in there.items() if so)}

    def _is_running(self) -> bool:
        run = self._running.now
        return run is not None and run.profile == self._session.id

    def _show(self) -> None:
        open_ = self._open()
        done = {
            DATA: self._ready,
            MODEL: PLAN in open_,
            PLAN: self._now in (RUN, RESULT),
            RUN: self._measured and not self._is_running(),
        }
        self._stepper.show_at(self._now, {step for step, so in done.items() if so}, open_)
        getattr(self, self._now)  # made, where it was not gone to before
        if MODEL in self._steps:
            self.model.allow(on=PLAN in open_)
        for step, widget in self._steps.items():
            widget.setVisible(step == self._now)
        self._show_offer()

    def _data_changed(self) -> None:
        if self.data.busy or self.data.ready:
            Job(get_ready).start()
        if self._going_on is not None and self.data.ready:
            known, self._going_on = self._going_on, None
            self._choose_model(known)
            self.plan.choose(known)
            self.go(PLAN)
        elif self._now == PLAN and not self.data.ready:
            self._now = DATA
        self._show()

    # The run

    def begin(self) -> None:
        """Start what is planned, if it was agreed to and nothing else is running."""
        say, outlook = self._session.say, self.plan.outlook
        if outlook is None or self._session.id is None:
            return
        if self._running.now is not None:
            self.plan.tell(say("probing.already_running", name=self._running.now.name))
            return
        if not self.plan.sent.agreed:
            self.plan.tell(say("probing.must_agree"))
            self.plan.sent.agree.setFocus()
            return
        try:
            self.model.remember()
        except AppError as error:
            self.plan.tell(error.text(self._session.language))
            return
        outcome = self._session.recommendation.outcome
        name = self._session.profile.name or say("home.untitled")
        advice = Advice(outcome) if outcome else Advice.OPEN
        self._running.start(outlook.plan, self._session.id, name, advice)
        self.go(RUN)

    def _ended(self, run: Run, measured: Measured) -> None:
        result = measured.result
        if measured.kept:
            self._session.probe_kept(run.profile, result)
            if result.outcomes.keys() <= KEPT:
                forget_unfinished(self._data_dir, run.profile)
        elif measured.fault is not None:
            self._session.probe_not_kept(measured.fault)
        # from the next turn on: what hears of a change of the profile has had its time in this one
        self._ending.run(self._show_in_turns(run, measured))

    def _show_in_turns(self, run: Run, measured: Measured) -> Iterator[None]:
        self._session.last_probe()  # the first reading makes its queries and takes longest
        yield
        self._show_ended(run, measured)
        yield

    def _show_ended(self, run: Run, measured: Measured) -> None:
        if run.profile != self._session.id:
            return
        self._measured = self._measured or bool(measured.result.n)
        seen_before = self._now == RESULT
        self._after_run(RESULT if self._measured else PLAN)
        if measured.result.n and not measured.kept:
            self.result.show_result(measured.result)
        elif seen_before:
            self.result.show_newest()

    def _failed(self, run: Run, error: Exception) -> None:
        if not run.board.moment.standing.outcomes:  # there is nothing that it could go on from
            forget_unfinished(self._data_dir, run.profile)
        if run.profile != self._session.id:
            return
        self._after_run(PLAN)
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            self.plan.tell(error.text(self._session.language))

    def _after_run(self, step: str) -> None:
        """Go on from the run; who is at another step meanwhile stays there."""
        if self._now != RUN:
            self._show()
            return
        self.go(step if step in self._open() else DATA)

    # Going on with what was cut off

    def _offer_card(self) -> QFrame:
        say = self._session.say
        self._offer_text = label("")
        self._offer_text.setObjectName("unfinished")
        frame = QFrame()
        frame.setProperty("look", "notice")
        frame.setLayout(
            column(
                self._offer_text,
                row(
                    button(say("probing.resume"), "resume", self._go_on),
                    button(say("probing.discard"), "discard", self._discard, "quiet"),
                    None,
                ),
                spacing=8,
                margin=14,
            )
        )
        return frame

    def _known(self) -> Unfinished | None:
        profile = self._session.id
        if profile is None or self._is_running() or self._going_on is not None:
            return None
        return unfinished_of(self._data_dir, profile)

    def _show_offer(self) -> None:
        known = self._known() if self._now in (DATA, RESULT) else None
        self._offer.setVisible(known is not None)
        if known is not None:
            model = (
                known.endpoint.model if known.endpoint else self._session.say("probing.default")
            )
            if known.model_file is not None:
                model = known.model_file.name
            when = known.begun.astimezone().strftime("%Y-%m-%d %H:%M")
            told = self._session.say("probing.unfinished", when=when, data=known.data, model=model)
            self._offer_text.setText(breakable(told))

    def _discard(self) -> None:
        if self._session.id is not None:
            forget_unfinished(self._data_dir, self._session.id)
        self._show()

    def _go_on(self) -> None:
        known = self._known()
        if known is not None:
            self._finding.run(partial(original_of, self._data_dir, known))

    def _found(self, found: tuple[Unfinished, Original | None]) -> None:
        known, original = found
        if original is None:
            self._discard()
            self._offer_text.setText(self._session.say("probing.file_gone", data=known.data))
            self._offer.show()
            return
        self._going_on = known
        self.go(DATA)
        self.data.open(
            original,
            Reading(known.encoding, known.separator, known.header, known.sheet),
            Choices(
                known.text,
                known.label,
                known.group,
                KINDS.get(known.kind or ""),
                known.merge_spellings,
                known.keep_missing,
            ),
        )

    def _choose_model(self, known: Unfinished) -> None:
        kind = ModelKind(known.model)
        if kind is ModelKind.ENDPOINT and known.endpoint is not None:
            self.model.use_endpoint(known.endpoint, KeyKind(known.key))
        elif kind is ModelKind.FILE and known.model_file is not None:
            self.model.use_file(known.model_file)
        else:
            self.model.use_default()
