"""Prices of the user's own contracts, which go before the list's in every sum."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.decision.cost_words import model_name
from app.decision.prices import OwnPrice
from app.errors import AppError
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.amount import AmountField
from app.gui.widgets.blocks import button, clear, column, label, row
from app.gui.widgets.chooser import Chooser, titled
from app.guide.models import ModelKind

OTHER = "other"  # in the list of models: one that the shortlist does not have


class PriceForm(QWidget):
    """What is kept now, each with its day, and one line to enter another."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._preferences = preferences
        say = session.say
        services = [m for m in session.guide.models.shortlist if m.kind is ModelKind.HOSTED]
        choices = [(model.id, model.name) for model in services]
        choices.append((OTHER, say("settings.other_model")))
        self._model = Chooser(say("settings.price_model"), "price-model", choices, self._chosen)
        self._model.box.setMinimumContentsLength(16)
        self._name = QLineEdit()
        self._name.setObjectName("price-name")
        self._name.setAccessibleName(say("settings.price_name"))
        self._named = QWidget()
        self._named.setLayout(titled(say("settings.price_name"), self._name))
        fault = say("cost.amount_fault")
        self._input = AmountField(
            say("settings.price_in"), "price-in", lambda _amount: None, fault=fault
        )
        self._output = AmountField(
            say("settings.price_out"), "price-out", lambda _amount: None, fault=fault
        )
        self._kept = QVBoxLayout()
        self._kept.setSpacing(4)
        self._told = label("", "error")
        form = QGridLayout()
        form.setSpacing(10)
        form.setColumnStretch(2, 1)
        form.addWidget(self._model, 0, 0)
        form.addWidget(self._named, 0, 1)
        form.addWidget(self._input, 1, 0)
        form.addWidget(self._output, 1, 1)
        self.setLayout(
            column(
                label(say("settings.prices"), "heading"),
                label(say("settings.prices_hint"), "small"),
                self._kept,
                form,
                row(button(say("settings.keep_price"), "price-keep", self.keep), None),
                self._told,
                spacing=8,
            )
        )
        self._told.hide()
        self._chosen()
        self._show()

    def keep(self) -> None:
        """Take the price in the fields; one that is there for the model is replaced."""
        paid_in, paid_out = self._input.amount(), self._output.amount()
        other = self._model.value() == OTHER
        name = self._name.text().strip() if other else self._model.value()
        if not name or paid_in is None or paid_out is None:
            self._tell(self._session.say("settings.price_incomplete"))
            return
        today = datetime.now(UTC).date()
        price = OwnPrice(model=name, input=paid_in, output=paid_out, entered=today)
        others = (old for old in self._preferences.now.prices if old.model != name)
        self._change((price, *others))
        for field in (self._input, self._output):
            field.show_text("")

    def forget(self, name: str) -> None:
        self._change(tuple(p for p in self._preferences.now.prices if p.model != name))

    def _change(self, prices: tuple[OwnPrice, ...]) -> None:
        try:
            self._preferences.change(prices=prices)
        except AppError as error:
            self._tell(error.text(self._session.language))
        else:
            self._tell("")
        self._show()

    def _show(self) -> None:
        say, models = self._session.say, self._session.guide.models
        clear(self._kept)
        for place, price in enumerate(self._preferences.now.prices):
            name = model_name(models, price.model)
            text = say(
                "settings.kept_price",
                name=name,
                input=f"{price.input:g}",
                output=f"{price.output:g}",
                day=price.entered,
            )
            away = button(
                say("settings.forget_price"),
                f"price-forget-{place}",
                partial(self.forget, price.model),
                "quiet",
            )
            away.setAccessibleName(f"{say('settings.forget_price')}: {name}")
            self._kept.addLayout(row(label(text), away))

    def _chosen(self) -> None:
        self._named.setVisible(self._model.value() == OTHER)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
