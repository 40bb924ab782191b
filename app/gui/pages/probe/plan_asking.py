"""How the examples are put to the model: the way of asking, and the words of the prompt."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.gui.session import Session
from app.gui.widgets.blocks import button, card, column, label, row
from app.gui.widgets.chooser import Chooser
from app.gui.widgets.field import NumberField, TextField
from app.probe.kinds.kind import Kind
from app.probe.split import SHOTS
from app.probe.task import Task
from app.probe.variants import Template, Variant, usual_template

PROMPT_HEIGHT: Final = 150
BEST: Final = "best"  # of the variants, by the examples set apart
WAYS: Final = {  # value → what it is called in `probing.toml`
    Variant.ZERO_SHOT.value: "zero_shot",
    Variant.FEW_SHOT.value: "few_shot",
    Variant.REASONING.value: "reasoning",
    BEST: BEST,
}


class Asking(QWidget):
    """`changed` is called with every other way of asking."""

    def __init__(self, session: Session, changed: Callable[[], object]) -> None:
        super().__init__()
        self._session = session
        self._changed = changed
        self._kind: Kind | None = None
        self._local = False
        say = session.say
        ways = [(way, say(f"probing.way_{name}")) for way, name in WAYS.items()]
        self.way = Chooser(say("probing.way"), "variant", ways, self._edited)
        self.way.box.setMinimumContentsLength(22)
        self._hint = label("", "muted")
        self._shots = NumberField(
            say("probing.shots"),
            "shots",
            lambda _number: self._edited(),
            fault=say("facts.number_fault"),
        )
        self._shots.show_number(SHOTS)
        self._show_prompt = button(
            say("probing.show_prompt"), "show-prompt", self._toggle, "quiet"
        )
        self._system = label("", "small")
        self._prompt = TextField(
            say("probing.prompt"),
            "prompt",
            lambda _text: self._edited(),
            hint=say("probing.prompt_hint"),
            lines=True,
        )
        self._prompt.edit.setFixedHeight(PROMPT_HEIGHT)
        self._usual = button(say("probing.usual_prompt"), "usual-prompt", self._reset, "quiet")
        self._words = QWidget()
        self._words.setLayout(
            column(self._system, self._prompt, row(self._usual, None), spacing=6)
        )
        self._words.hide()
        self._continued = label("", "muted")
        self._task = label("", "strong")
        self.setLayout(
            column(
                card(
                    label(say("probing.asking"), "heading"),
                    self._task,
                    row(self.way, None),
                    self._hint,
                    self._shots,
                    self._continued,
                    row(self._show_prompt, None),
                    self._words,
                )
            )
        )

    def show_kind(self, kind: Kind, *, local: bool) -> None:
        """The kind of task that is asked about, of a model on this computer or at an endpoint."""
        self._local = local
        if kind is not self._kind:
            self._kind = kind
            self._prompt.show_text(usual_template(kind).user)
        say = self._session.say
        self._task.setText(say("probing.measured_as", kind=say(f"probe_command.kind_{kind.id}")))
        self._show()

    def choose(self, variant: str | None, shots: int, prompt: str | None) -> None:
        """Show what was decided before."""
        self.way.box.blockSignals(True)
        self.way.choose(variant or BEST)
        self.way.box.blockSignals(False)
        self._shots.show_number(shots)
        if prompt is not None:
            self._prompt.show_text(prompt)
        self._show()

    def task(self, labels: tuple[str, ...]) -> Task:
        """What is decided. AppError where the prompt has no place for the text."""
        assert self._kind is not None
        usual, words = usual_template(self._kind), self._prompt.text()
        template = None
        if words != usual.user.strip() and not self._continues:
            template = Template(usual.system, words)
        shots = self._shots.number()
        return Task(self._kind, labels, self._variant, template, max(1, shots or SHOTS))

    def fault(self) -> str:
        """What is wrong with the numbers or the words, or ""."""
        if not self._shots.isHidden() and (fault := self._shots.fault()):
            return fault
        try:
            self.task(("-",))
        except AppError as error:
            return error.text(self._session.language)
        return ""

    @property
    def _variant(self) -> Variant | None:
        chosen = self.way.value()
        return None if chosen == BEST else Variant(chosen)

    @property
    def _continues(self) -> bool:
        """A local model tells labels by their probability, without the prompt of a chat."""
        if not self._local or self._kind is None or self._variant is None:
            return False
        return self._kind.labelled and self._variant is not Variant.REASONING

    def _edited(self) -> None:
        self._show()
        self._changed()

    def _reset(self) -> None:
        if self._kind is not None:
            self._prompt.show_text(usual_template(self._kind).user)
            self._edited()

    def _toggle(self) -> None:
        self._words.setVisible(self._words.isHidden())
        self._show()

    def _show(self) -> None:
        if self._kind is None:
            return
        say, way = self._session.say, self.way.value()
        self._hint.setText(say(f"probing.way_{WAYS[way]}_hint"))
        self._shots.setVisible(way in (Variant.FEW_SHOT, BEST))
        continues = self._continues
        self._continued.setVisible(continues)
        self._continued.setText(
            say("probing.continued", prompt=" ".join(self._kind.completion.split()))
        )
        self._show_prompt.setVisible(not continues)
        if continues:
            self._words.hide()
        shown = not self._words.isHidden()
        self._show_prompt.setText(say("probing.hide_prompt" if shown else "probing.show_prompt"))
        self._system.setText(usual_template(self._kind).system)
        self._system.setVisible(bool(self._system.text()))
        fault = self.fault() if not continues else ""
        self._prompt.show_fault(fault if not self._shots.fault() else "")
