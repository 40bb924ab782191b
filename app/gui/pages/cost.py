"""What it would cost: closed under the recommendation, with the sum's figures open to change."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout, QWidget

from app.charts.break_even import break_even_picture
from app.decision.cost import Cost, task_cost
from app.decision.cost_document import cost_document
from app.decision.cost_words import payback_text, price_text, range_text
from app.decision.prices import OwnPrice
from app.decision.shortlist import needs_of
from app.gui.session import Session
from app.gui.widgets.amount import AmountField
from app.gui.widgets.blocks import clear, column, label
from app.gui.widgets.chooser import Chooser
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.picture import PictureView

FIELDS: Final = (
    "monthly_volume",
    "tokens_per_call",
    "output_tokens_per_call",
    "label_cost",
    "training_cost",
    "hosting_cost",
)
WHOLE: Final = frozenset({"monthly_volume", "tokens_per_call", "output_tokens_per_call"})


class CostPanel(QFrame):
    """A heading that opens it; nothing is reckoned before. `changed` is told of a new figure."""

    def __init__(
        self,
        session: Session,
        prices: Callable[[], Sequence[OwnPrice]],
        changed: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._prices = prices
        self._changed = changed
        self._chosen = ""
        self._fields: dict[str, AmountField] = {}
        self.setProperty("look", "card")
        self._head = QToolButton()
        self._head.setObjectName("disclosure-cost")
        self._head.setText(session.say("cost.panel"))
        self._head.setCheckable(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setStyleSheet(
            "QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 3px 6px;"
            " background: transparent; font-weight: 600; font-size: 14px; }"
            "QToolButton:focus { border-color: palette(highlight); }"
        )
        self._head.toggled.connect(self._open)
        self._body = QWidget()
        self._found = column(spacing=8)
        self._rest = column(spacing=6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 12, 6)
        whole.setSpacing(2)
        whole.addWidget(self._head, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._body)
        self._open(opened=False)

    def refresh(self) -> None:
        """Reckon anew with the profile and the prices that hold now."""
        if self._head.isChecked():
            self._show()

    def _open(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self._head.setArrowType(arrow)
        if opened:
            if not self._fields:
                self._build()
            self._show()
        self._body.setVisible(opened)

    def _build(self) -> None:
        say = self._session.say
        fields = QGridLayout()
        fields.setSpacing(10)
        for place, name in enumerate(FIELDS):
            field = AmountField(
                say(f"cost.field_{name}"),
                f"cost-{name}",
                partial(self._set, name),
                fault=say("cost.amount_fault"),
                hint=self._hint(name),
            )
            self._fields[name] = field
            fields.addWidget(field, place // 3, place % 3)
        self._model = Chooser(say("cost.compare"), "cost-model", [], self._choose)
        self._model.box.setMinimumContentsLength(18)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.setSpacing(10)
        inside.addLayout(self._found)
        inside.addWidget(label(say("cost.change"), "strong"))
        inside.addWidget(self._model, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(fields)
        inside.addLayout(self._rest)

    def _hint(self, name: str) -> str:
        """What is assumed where the field stays empty, so that nothing is hidden."""
        figures = self._session.guide.models.figure
        figure = figures.get(name)
        if figure is None:
            known = "output_tokens_label" if name == "output_tokens_per_call" else ""
            figure = figures.get(known)
        if figure is None:
            return self._session.say("cost.volume_hint")
        value = f"{figure.low:,.10g}–{figure.high:,.10g}"
        return self._session.say("cost.assumed", value=value)

    def _set(self, name: str, amount: float | None) -> None:
        """One more fact of the profile; empty means our assumption again."""
        value = round(amount) if amount is not None and name in WHOLE else amount
        if value != getattr(self._session.profile.facts, name):
            self._session.set_fact(name, value)
            self._show()
            self._changed()

    def _choose(self) -> None:
        if self._model.value() != self._chosen:
            self._chosen = self._model.value()
            self._show()

    def _reckon(self) -> Cost:
        session = self._session
        found, models = session.recommendation, session.guide.models
        needs = needs_of(session.profile, found.possible, found.choice.approach)
        return task_cost(
            models,
            session.profile,
            needs,
            chosen=self._chosen,
            own=self._prices(),
            on=datetime.now(UTC).date(),
        )

    def _show(self) -> None:
        session, language = self._session, self._session.language
        cost = self._reckon()
        document = cost_document(session.guide.models, session.profile, cost, language)
        for name, field in self._fields.items():
            field.show_amount(getattr(session.profile.facts, name))
        self._show_models(document, cost)
        clear(self._found)
        self._found.addWidget(label(document["summary"], "strong"))
        if not cost.suits:
            self._found.addWidget(label(session.say("cost.orientation"), "error"))
        if payback := payback_text(document, language):
            self._found.addWidget(label(payback))
        picture = break_even_picture(session.guide.models, cost, language)
        if picture is not None:
            self._found.addWidget(PictureView(picture))
        clear(self._rest)
        for warning in document["warnings"][0 if cost.suits else 1 :]:  # the first is said above
            self._rest.addWidget(label(f"• {warning}"))
        self._rest.addWidget(label(self._training(document), "muted"))
        lines = [self._option(option) for option in document["prompting"]]
        if lines:
            self._rest.addWidget(Disclosure(session.say("cost.prices"), "cost-prices", lines))
        terms = [self._term(term) for term in document["terms"]]
        self._rest.addWidget(Disclosure(session.say("cost.figures"), "cost-figures", terms))
        self._rest.addWidget(label(document["left_out"], "small"))

    def _show_models(self, document: dict[str, Any], cost: Cost) -> None:
        box = self._model.box
        box.blockSignals(True)
        box.clear()
        for option in document["prompting"]:
            box.addItem(option["name"], option["model"])
        self._chosen = cost.chosen.price.model if cost.chosen else ""
        self._model.choose(self._chosen)
        box.blockSignals(False)
        self._model.setVisible(box.count() > 0)

    def _option(self, option: dict[str, Any]) -> str:
        say = self._session.say
        thousand = {end: 1000 * option["per_call"][end] for end in ("low", "high")}
        spent = [say("cost.per_call", range=range_text(thousand))]
        if option["monthly"]:
            spent.append(say("cost.monthly", range=range_text(option["monthly"])))
        what = say("cost.comma").join([*spent, price_text(option, self._session.language)])
        return say("cost.named", name=option["name"], what=what)

    def _term(self, term: dict[str, Any]) -> str:
        say = self._session.say
        value = "–".join(dict.fromkeys(f"{term[end]:,.10g}" for end in ("low", "high")))
        origin = say(f"cost.{term['origin']}")
        if term["source"]:
            origin = say("cost.dated", origin=origin, day=term["date"], source=term["source"])
        said = say("cost.term", name=term["name"], value=value, origin=origin)
        return say("models.space").join(filter(None, (said, term["text"])))

    def _training(self, document: dict[str, Any]) -> str:
        say, training = self._session.say, document["training"]
        monthly = training["monthly"] or training["monthly_one_machine"]
        what = say("cost.comma").join(
            (
                say("cost.once", range=range_text(training["once"])),
                say("cost.monthly", range=range_text(monthly)),
            )
        )
        return say("cost.named", name=say("cost.training_usd"), what=what)
