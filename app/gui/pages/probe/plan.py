"""The third step: what is asked, of how many, what that can show, and what it takes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QWidget

from app.errors import AppError, Cancelled
from app.gui.jobs import Latest
from app.gui.measuring import Model, Outlook, Plan, outlook
from app.gui.pages.probe.plan_asking import Asking
from app.gui.pages.probe.plan_limits import Limits
from app.gui.pages.probe.plan_sent import Sent
from app.gui.preferences import Preferences
from app.gui.reading import Look
from app.gui.session import Session
from app.gui.unfinished import Unfinished
from app.gui.widgets.amount import AmountField
from app.gui.widgets.blocks import breakable, button, card, column, label, row
from app.gui.widgets.field import NumberField
from app.gui.widgets.table import Entry, Table
from app.probe.budget import Caps
from app.probe.power import STEPS, items_needed

USUAL_ROWS: Final = 155  # show a difference of ten points in four of five measurements
WRITTEN: Final = "generation"
SOON_MS: Final = 20  # until the plan is reckoned: what changed on the page is painted by then


class PlanStep(QWidget):
    """`outlook` is what the plan comes to, None until it is known or while something is wrong."""

    changed = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, start: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session = session
        self._look: Look | None = None
        self._model: Model | None = None
        self._plan: Plan | None = None
        self.outlook: Outlook | None = None
        self._reckoning = Latest(self)
        self._reckoning.succeeded.connect(self._reckoned)
        self._reckoning.failed.connect(self._failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._reckon)
        say = session.say
        self.asking = Asking(session, self._edited)
        self._rows = NumberField(
            say("probing.rows"),
            "rows",
            lambda _number: self._edited(),
            fault=say("facts.number_fault"),
            hint=say("probing.rows_hint"),
        )
        self._rows.show_number(USUAL_ROWS)
        self._target = AmountField(
            say("probing.target"),
            "target",
            lambda _amount: self._edited(),
            fault=say("probing.target_fault"),
            hint=say("probing.target_hint"),
        )
        self._can_show = label("")
        heads = [say(f"probing.power_{name}") for name in ("difference", "needed", "enough")]
        self._power = Table("power", say("probing.power_table"), heads, (150, 150, 0))
        self.limits = Limits(session, preferences, self._edited)
        self.sent = Sent(session)
        self.sent.agree.toggled.connect(lambda _on: self.tell(""))
        self._fault = label("", "error")
        self._fault.setObjectName("plan-fault")
        self._start = button(say("probing.start"), "start", start, "primary")
        self._power.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        for place, field in enumerate((self._rows, self._target)):
            fields.addWidget(field, 0, place)
            fields.setColumnStretch(place, 1)
        self.setLayout(
            column(
                self.asking,
                card(
                    label(say("probing.how_many"), "heading"),
                    fields,
                    self._can_show,
                    self._power,
                ),
                self.limits,
                self.sent,
                self._fault,
                row(None, self._start),
                spacing=14,
            )
        )
        self.tell("")

    def show_for(self, look: Look, model: Model) -> None:
        """Plan for these examples and this model; what was decided stays where it still fits."""
        self._look, self._model = look, model
        kind = look.seen.kind
        self.asking.show_kind(kind, local=model.endpoint is None)
        written = kind.id == WRITTEN
        self.limits.show_for(model.endpoint, labelled=kind.labelled, written=written)
        self._edited()

    def choose(self, known: Unfinished) -> None:
        """Show what was decided for a measurement that goes on."""
        self.asking.choose(known.variant, known.shots, known.prompt)
        self._rows.show_number(known.rows)
        self._target.show_amount(None if known.target is None else 100 * known.target)
        minutes = known.most_minutes
        caps = Caps(
            known.most_dollars, known.most_calls, None if minutes is None else 60 * minutes
        )
        model = known.endpoint.model if known.endpoint else ""
        self.limits.choose((known.price_in, known.price_out), caps, model)
        self.limits.embedder.show_file(known.embedder)
        self.limits.grades.show_file(known.grades)

    def choose_rows(self, rows: int | None) -> None:
        """Ask at most so many; None for all."""
        self._rows.show_number(rows)
        self._edited()

    def tell(self, fault: str) -> None:
        self._fault.setText(breakable(fault))
        self._fault.setVisible(bool(fault))

    def _fault_now(self) -> str:
        target, say = self._target, self._session.say
        amount = target.amount()
        if target.text() and (amount is None or not 0 < amount <= 100):
            return say("probing.target_fault")
        return self.asking.fault() or self._rows.fault() or self.limits.fault()

    def _edited(self) -> None:
        look, model = self._look, self._model
        self.outlook = None
        self._soon.stop()
        self._reckoning.drop()
        if look is None or model is None or look.seen.found is None:
            return
        fault = self._fault_now()
        self.tell(fault)
        if not fault:
            target = self._target.amount()
            plan = Plan(
                look=look,
                task=self.asking.task(look.seen.found.labels),
                model=model,
                rows=self._rows.number() or None,
                target=None if target is None else target / 100,
                embedder=self.limits.embedder.file if look.seen.kind.labelled else None,
                grades=self.limits.grades.file if look.seen.kind.id == WRITTEN else None,
                caps=self.limits.caps(),
                price=self.limits.price(),
            )
            self._plan = plan
            self._soon.start()
        self._start.setEnabled(False)
        self.changed.emit()

    def _reckon(self) -> None:
        assert self._plan is not None
        self._reckoning.run(partial(outlook, self._plan, self._session.language))

    def _reckoned(self, found: Outlook) -> None:
        self.outlook = found
        self._can_show.setText("\n".join(found.can_show))
        self._can_show.setVisible(bool(found.can_show))
        self._show_power(len(found.layout.scored))
        self.sent.show_outlook(found)
        self._start.setEnabled(True)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            self.tell(error.text(self._session.language))

    def _show_power(self, n: int) -> None:
        """For each difference between two models: how many examples show it, and whether n do."""
        say = self._session.say
        entries = []
        for step in reversed(STEPS):
            needed = items_needed(step)
            if needed is None:
                continue
            points = say("probing.points", points=round(100 * step))
            enough = say("probing.power_yes" if n >= needed else "probing.power_no", n=f"{n:,}")
            mark = "✓" if n >= needed else "–"
            entries.append(Entry(str(step), (points, f"{needed:,}", f"{mark}  {enough}")))
        self._power.show_entries(entries)
        height = self._power.verticalHeader().defaultSectionSize()
        head = self._power.horizontalHeader().height()
        self._power.setFixedHeight(height * len(entries) + head + 4)
