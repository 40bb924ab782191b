"""What a measurement may take, what it costs, and what else it is set against."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QPushButton, QWidget

from app.decision.prices import TokenPrice, price_of
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.amount import AmountField
from app.gui.widgets.blocks import button, caption, card, column, label, row
from app.gui.widgets.field import NumberField
from app.probe.budget import Caps, Price
from app.settings import Endpoint

PRICES: Final = ("price_in", "price_out")
CAPS: Final = ("most_dollars", "most_calls", "most_minutes")


class Limits(QWidget):
    """`changed` is called with every other figure or file."""

    def __init__(
        self, session: Session, preferences: Preferences, changed: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session, self._preferences, self._changed = session, preferences, changed
        self._priced = ""  # for which model the prices were filled in
        say, amount_fault = session.say, session.say("cost.amount_fault")
        self._amounts = {
            name: AmountField(
                say(f"probing.{name}"), name, lambda _amount: changed(), fault=amount_fault
            )
            for name in (*PRICES, "most_dollars", "most_minutes")
        }
        self._calls = NumberField(
            say("probing.most_calls"),
            "most_calls",
            lambda _number: changed(),
            fault=say("facts.number_fault"),
        )
        self._price_hint = label("", "small")
        self.embedder = _FileChoice(session, "embedder", "probing.model_kinds", changed)
        self.grades = _FileChoice(session, "grades", "probing.data_kinds", changed)
        self._prices = QWidget()
        prices = _grid([self._amounts[name] for name in PRICES])
        self._prices.setLayout(column(prices, self._price_hint, spacing=4))
        caps = [self._amounts["most_dollars"], self._calls, self._amounts["most_minutes"]]
        self.setLayout(
            column(
                card(
                    label(say("probing.limits"), "heading"),
                    label(say("probing.limits_hint"), "muted"),
                    self._prices,
                    _grid(caps),
                    self.embedder,
                    self.grades,
                )
            )
        )

    def show_for(self, endpoint: Endpoint | None, *, labelled: bool, written: bool) -> None:
        """What matters for the model and the kind of task; a known price is filled in."""
        self._prices.setVisible(endpoint is not None)
        self._amounts["most_dollars"].setVisible(endpoint is not None)
        self.embedder.setVisible(labelled)
        self.grades.setVisible(written)
        if endpoint is None or endpoint.model == self._priced:
            return
        self._priced = endpoint.model
        known = self._known_price(endpoint)
        own = endpoint.price_in is not None and endpoint.price_out is not None
        sums = (endpoint.price_in, endpoint.price_out)
        if not own and known is not None:
            sums = (known.input, known.output)
        for name, dollars in zip(PRICES, sums, strict=True):
            self._amounts[name].show_amount(dollars)
        say = self._session.say
        hint = say("probing.price_hint")
        if own or (known is not None and known.own):
            hint = say("probing.price_own")
        elif known is not None:
            hint = say("probing.price_list", day=known.day)
        self._price_hint.setText(hint)

    def choose(self, price: tuple[float | None, float | None], caps: Caps, model: str) -> None:
        """Show what was decided before."""
        self._priced = model
        self._price_hint.setText(self._session.say("probing.price_own"))
        for name, dollars in zip(PRICES, price, strict=True):
            self._amounts[name].show_amount(dollars)
        self._amounts["most_dollars"].show_amount(caps.cost)
        minutes = None if caps.seconds is None else caps.seconds / 60
        self._amounts["most_minutes"].show_amount(minutes)
        self._calls.show_number(caps.calls)

    def price(self) -> Price | None:
        sent, answered = (self._amounts[name].amount() for name in PRICES)
        if self._prices.isHidden() or sent is None or answered is None:
            return None
        return Price(sent, answered)

    def caps(self) -> Caps:
        minutes = self._amounts["most_minutes"].amount()
        dollars = self._amounts["most_dollars"]
        return Caps(
            cost=None if dollars.isHidden() else dollars.amount(),
            calls=self._calls.number() or None,
            seconds=None if minutes is None else 60 * minutes,
        )

    def fault(self) -> str:
        """What is wrong with a figure, or ""."""
        say = self._session.say
        for field in self._amounts.values():
            if field.text() and field.amount() is None:
                return say("cost.amount_fault")
        if fault := self._calls.fault():
            return fault
        if self.caps().cost is not None and self.price() is None:
            return say("probing.cap_needs_price")
        return ""

    def _known_price(self, endpoint: Endpoint) -> TokenPrice | None:
        """The user's own for that name, or the list's."""
        listed = self._session.guide.models.shortlist
        model = next(
            (one for one in listed if one.price and one.price.model_id == endpoint.model), None
        )
        names = {endpoint.model, *([model.id] if model else [])}
        own = next((one for one in self._preferences.now.prices if one.model in names), None)
        return price_of(endpoint.model, model, own, datetime.now(UTC).date())


class _FileChoice(QWidget):
    """A file that may be added, and taken away again."""

    def __init__(
        self, session: Session, name: str, kinds: str, changed: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session, self._kinds, self._changed = session, kinds, changed
        self.file: Path | None = None
        say = session.say
        self._title = say(f"probing.{name}_choose")
        self._name: QLabel = label("", "muted")
        self._drop: QPushButton = button(
            say("probing.drop_file"), f"{name}-drop", self._take, "quiet"
        )
        self._drop.setAccessibleName(say(f"probing.{name}_drop"))
        self.setLayout(
            column(
                row(
                    button(self._title, f"{name}-choose", self._choose),
                    self._name,
                    self._drop,
                    None,
                ),
                label(say(f"probing.{name}_hint"), "small"),
                spacing=4,
            )
        )
        self.show_file(None)

    def show_file(self, file: Path | None) -> None:
        self.file = file
        self._name.setText(file.name if file else "")
        self._drop.setVisible(file is not None)

    def _take(self, file: Path | None = None) -> None:
        self.show_file(file)
        self._changed()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, caption(self._title), "", self._session.say(self._kinds)
        )
        if chosen:
            self._take(Path(chosen))


def _grid(fields: Sequence[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(12)
    for place, field in enumerate(fields):
        grid.addWidget(field, 0, place)
        grid.setColumnStretch(place, 1)
    return grid
