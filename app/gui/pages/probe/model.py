"""The second step: which model is measured, and whether it can be."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import AppError, Cancelled
from app.gui.connecting import fit_of
from app.gui.jobs import Latest
from app.gui.measuring import KeyKind, Model, ModelKind
from app.gui.pages.probe.endpoint import EndpointForm
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import breakable, button, caption, card, column, label, restyle, row
from app.gui.widgets.reply_row import ReplyRow
from app.probe.memory import GB, Fit
from app.probe.services import services
from app.settings import Endpoint, Keys


class ModelStep(QWidget):
    """`changed` is told whenever `model()` may have changed."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        keys: Keys,
        go_on: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session, self._preferences, self._keys = session, preferences, keys
        self._file: Path | None = preferences.now.local_model
        self._fitting = Latest(self)
        self._fitting.succeeded.connect(self._fitted)
        self._fitting.failed.connect(self._unfit)
        say = session.say
        kinds = [(kind.value, say(f"probing.{kind}")) for kind in ModelKind]
        self.kind = ReplyRow(say("probing.model"), kinds, self._kind_changed, show_title=False)
        self.kind.choose(ModelKind.DEFAULT)
        self._hint = label("", "muted")
        self._name = label("", "strong")
        self._fit = label("")
        self._fit.setObjectName("memory-fit")
        self._file_part = QWidget()
        pick = button(say("probing.choose_model"), "choose-model", self._choose)
        self._file_part.setLayout(column(row(pick, None), self._name, self._fit, spacing=6))
        self._service_place = column()
        self._service_part = QWidget()
        self._service_part.setLayout(self._service_place)
        self._next = button(say("probing.to_plan"), "to-plan", go_on, "primary")
        self.setLayout(
            column(
                card(
                    label(say("probing.model"), "heading"),
                    self.kind,
                    self._hint,
                    self._file_part,
                    self._service_part,
                ),
                row(None, self._next),
                spacing=14,
            )
        )
        self._show()

    @cached_property
    def endpoint(self) -> EndpointForm:
        """Made apart from the rest of the step: it has most of its fields."""
        made = EndpointForm(self._session, self._preferences, self._keys, self.changed.emit)
        self._service_place.addWidget(made)
        return made

    def make(self) -> Iterator[object]:
        """The form for a service, before one is chosen."""
        yield services()
        yield self.endpoint

    def model(self) -> Model:
        """As it is chosen now; `fault` says what is missing."""
        kind = ModelKind(self.kind.chosen() or ModelKind.DEFAULT)
        if kind is ModelKind.ENDPOINT:
            return self.endpoint.model()
        return Model(kind, self._file if kind is ModelKind.FILE else None)

    def fault(self) -> str:
        """Why the model cannot be measured yet, or ""."""
        model = self.model()
        if model.kind is ModelKind.FILE and model.file is None:
            return self._session.say("probing.no_model")
        return self.endpoint.fault() if model.kind is ModelKind.ENDPOINT else ""

    def allow(self, *, on: bool) -> None:
        """Whether the next step can be gone to."""
        self._next.setEnabled(on)

    def remember(self) -> None:
        """Keep what is chosen for the next time. AppError as `Preferences.change`."""
        model = self.model()
        if model.kind is ModelKind.ENDPOINT:
            self.endpoint.remember()
        elif model.file is not None:
            self._preferences.change(local_model=model.file)

    def use_file(self, path: Path) -> None:
        """Measure with the model in this file; whether it fits is told at once."""
        self._file = path
        self.kind.choose(ModelKind.FILE)
        self._kind_changed()

    def use_default(self) -> None:
        self.kind.choose(ModelKind.DEFAULT)
        self._kind_changed()

    def use_endpoint(self, endpoint: Endpoint, kind: KeyKind, key: str = "") -> None:
        """Measure with a model that a service offers."""
        self.kind.choose(ModelKind.ENDPOINT)
        self.endpoint.show_model(endpoint, kind, key)
        self._kind_changed()

    def _choose(self) -> None:
        say = self._session.say
        folder = str(self._file.parent) if self._file else ""
        chosen, _ = QFileDialog.getOpenFileName(
            self, caption(say("probing.choose_model")), folder, say("probing.model_kinds")
        )
        if chosen:
            self.use_file(Path(chosen))

    def _kind_changed(self) -> None:
        self._fitting.drop()
        self._tell_fit("")
        if self.kind.chosen() == ModelKind.FILE and self._file is not None:
            self._tell_fit(self._session.say("probing.fitting"))
            self._fitting.run(partial(fit_of, self._file))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        say, kind = self._session.say, self.kind.chosen()
        self._hint.setText(say(f"probing.{kind}_hint"))
        self._file_part.setVisible(kind == ModelKind.FILE)
        self._name.setText(
            breakable(str(self._file)) if self._file else say("probing.no_model_file")
        )
        self._service_part.setVisible(kind == ModelKind.ENDPOINT)
        if kind == ModelKind.ENDPOINT:
            self.endpoint.show()

    def _fitted(self, fit: Fit | None) -> None:
        say = self._session.say
        if fit is None:
            self._tell_fit(say("probing.fit_unknown"))
            return
        free = f"{fit.free / GB:.1f}"
        told = say("probing.fits", needed=f"{fit.needed / GB:.1f}", free=free)
        graphic = f"{fit.graphic / GB:.1f}"
        gpu = say("probing.on_gpu", free=graphic) if fit.graphic else say("probing.on_cpu")
        self._tell_fit(f"✓ {told} {gpu}")

    def _unfit(self, error: Exception) -> None:
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            self._tell_fit(error.text(self._session.language), wrong=True)

    def _tell_fit(self, text: str, *, wrong: bool = False) -> None:
        self._fit.setText(breakable(text))
        self._fit.setVisible(bool(text))
        self._fit.setProperty("look", "error" if wrong else "plain")
        restyle(self._fit)
