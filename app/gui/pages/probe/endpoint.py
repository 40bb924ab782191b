"""The form for a model that a service offers: address, name, key, certificates, and a test."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from app.errors import AppError, Cancelled
from app.gui.connecting import Tested, listed, tested
from app.gui.jobs import Latest
from app.gui.measuring import KeyKind, Model, ModelKind
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import breakable, button, caption, column, label, restyle, row
from app.gui.widgets.chooser import Chooser
from app.gui.widgets.field import TextField
from app.gui.widgets.reply_row import ReplyRow
from app.gui.widgets.tick import Tick
from app.probe.services import PLACE, Service, services
from app.settings import Endpoint, Keys

OTHER: Final = "other"
USED: Final = "used:"  # before the address of one that was used before


class EndpointForm(QWidget):
    """`changed` is called whenever what is asked, or where, may be another."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        keys: Keys,
        changed: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session, self._preferences, self._keys = session, preferences, keys
        self._changed = changed
        self._ca_file: Path | None = None
        self._testing = Latest(self)
        self._testing.succeeded.connect(self._tested)
        self._testing.failed.connect(self._failed)
        say = session.say
        self._service = Chooser(
            say("probing.service"),
            "service",
            self._known(),
            self._take_service,
            look="strong",
        )
        self._service.box.setMinimumContentsLength(24)
        self._resource = self._field("resource", hint=say("probing.resource_hint"))
        self._address = self._field("base_url", example="http://127.0.0.1:11434/v1")
        self._model = Chooser(
            say("probing.model_name"), "model_name", (), self._edited, look="strong"
        )
        self._model.box.setEditable(True)
        self._model.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self._model.box.lineEdit()
        assert edit is not None
        edit.setAccessibleName(say("probing.model_name"))
        edit.editingFinished.connect(self._edited)
        kinds = [(kind.value, say(f"probing.key_{kind}")) for kind in KeyKind]
        self._key_kind = ReplyRow(say("probing.key"), kinds, self._key_changed)
        self._key_kind.choose(KeyKind.NONE)
        self._key = self._field("key_itself", hint=say("probing.key_hint"))
        assert isinstance(self._key.edit, QLineEdit)
        self._key.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._keep = Tick(say("probing.keep_key"), "keep-key")
        self._keep_hint = label(say("probing.keep_key_hint"), "small")
        self._keep.setChecked(True)
        self._variable = self._field("key_variable", example="OPENAI_API_KEY")
        self._ca_label = label("", "muted")
        self._ca_drop = button(say("probing.ca_drop"), "ca-drop", self._drop_ca, "quiet")
        self._told = label("", "strong")
        self._told.setObjectName("endpoint-told")
        self._list = button(say("probing.list_models"), "list-models", self._ask_models)
        self._test = button(say("probing.test"), "test-connection", self.test)
        self.setLayout(
            column(
                self._service,
                self._resource,
                self._address,
                self._model,
                self._key_kind,
                self._key,
                self._keep,
                self._keep_hint,
                self._variable,
                row(
                    button(say("probing.ca_choose"), "ca-choose", self._choose_ca, "quiet"),
                    self._ca_label,
                    self._ca_drop,
                    None,
                ),
                row(self._test, self._list, None),
                self._told,
                label(say("probing.test_hint"), "small"),
                spacing=8,
            )
        )
        self._tell("")
        self._show()

    def _field(self, name: str, *, hint: str = "", example: str = "") -> TextField:
        title = self._session.say(f"probing.{name}")
        return TextField(title, name, lambda _text: self._edited(), hint=hint, example=example)

    # What stands there

    def model(self) -> Model:
        """As it is entered now; nothing is checked."""
        kind = KeyKind(self._key_kind.chosen() or KeyKind.NONE)
        variable = self._variable.text() if kind is KeyKind.VARIABLE else ""
        address = self._address.text()
        price = self._used(address, self.model_name)
        named = Endpoint(
            name=address,
            base_url=address,
            model=self.model_name,
            key_variable=variable,
            ca_file=self._ca_file,
            price_in=price.price_in if price else None,
            price_out=price.price_out if price else None,
        )
        entered = self._key.text() if kind is KeyKind.ENTERED else ""
        keep = self._keep.isChecked()
        return Model(ModelKind.ENDPOINT, None, named, kind, entered, keep_key=keep)

    @property
    def model_name(self) -> str:
        return self._model.box.currentText().strip()

    def fault(self) -> str:
        """Why it cannot be asked yet, or ""."""
        say = self._session.say
        if not self._address.text() or PLACE in self._address.text():
            return say("probing.no_address")
        try:
            address = self.model().address
        except AppError as error:
            return error.text(self._session.language)
        return "" if address and address.model else say("probing.no_model_name")

    def show_model(self, endpoint: Endpoint, kind: KeyKind, key: str = "") -> None:
        """Fill the form in."""
        self._service.box.blockSignals(True)
        self._service.choose(OTHER)
        self._service.box.blockSignals(False)
        self._address.show_text(endpoint.base_url)
        self._model.box.setEditText(endpoint.model)
        self._key_kind.choose(kind)
        self._key.show_text(key)
        self._variable.show_text(endpoint.key_variable)
        self._ca_file = endpoint.ca_file
        self._show()
        self._changed()

    def remember(self) -> None:
        """Keep address, name and the rest among those used, but no key. AppError as `change`."""
        used = self.model().endpoint
        assert used is not None
        others = (
            each
            for each in self._preferences.now.endpoints
            if (each.base_url, each.model) != (used.base_url, used.model)
        )
        self._preferences.change(endpoints=(used, *others))

    # Known places

    def _known(self) -> list[tuple[str, str]]:
        say = self._session.say
        used = [
            (f"{USED}{place}", say("probing.used", address=one.base_url, model=one.model))
            for place, one in enumerate(self._preferences.now.endpoints)
        ]
        places = [
            (
                each.id,
                say("probing.local_service", name=each.name)
                if each.on_this_computer
                else each.name,
            )
            for each in services()
        ]
        return [(OTHER, say("probing.other_service")), *used, *places]

    def _used(self, address: str, model: str) -> Endpoint | None:
        used = self._preferences.now.endpoints
        return next((one for one in used if (one.base_url, one.model) == (address, model)), None)

    def _take_service(self) -> None:
        chosen = self._service.value()
        if chosen.startswith(USED):
            used = self._preferences.now.endpoints[int(chosen.removeprefix(USED))]
            kind = KeyKind.VARIABLE if used.key_variable else KeyKind.ENTERED
            near = Model(ModelKind.ENDPOINT, endpoint=used).address
            if near is not None and near.on_this_computer and not used.key_variable:
                kind = KeyKind.NONE
            self._key_kind.choose(kind)
            self._address.show_text(used.base_url)
            self._model.box.setEditText(used.model)
            self._variable.show_text(used.key_variable)
            self._ca_file = used.ca_file
        elif (known := self._preset()) is not None:
            self._address.show_text(known.base_url)
            self._variable.show_text(known.key)
            self._key_kind.choose(KeyKind.ENTERED if known.key else KeyKind.NONE)
            self._model.box.clear()
            self._model.box.setEditText("")
        self._edited()

    def _preset(self) -> Service | None:
        chosen = self._service.value()
        return next((each for each in services() if each.id == chosen), None)

    # Changes

    def _edited(self) -> None:
        known = self._preset()
        if known is not None and known.needs_resource and self._resource.text():
            self._address.show_text(known.address(self._resource.text()))
        self._testing.drop()
        self._tell("")
        self._show()
        self._changed()

    def _key_changed(self) -> None:
        self._edited()
        field = {KeyKind.ENTERED: self._key, KeyKind.VARIABLE: self._variable}
        if (shown := field.get(KeyKind(self._key_kind.chosen() or KeyKind.NONE))) is not None:
            shown.edit.setFocus()

    def _show(self) -> None:
        known, kind = self._preset(), self._key_kind.chosen()
        self._resource.setVisible(known is not None and known.needs_resource)
        self._key.setVisible(kind == KeyKind.ENTERED)
        self._keep.setVisible(kind == KeyKind.ENTERED)
        self._keep_hint.setVisible(kind == KeyKind.ENTERED)
        self._variable.setVisible(kind == KeyKind.VARIABLE)
        self._ca_label.setText(self._ca_file.name if self._ca_file else "")
        self._ca_drop.setVisible(self._ca_file is not None)
        busy = self._testing.busy
        self._test.setEnabled(not busy)
        self._list.setEnabled(not busy)

    def _choose_ca(self) -> None:
        say = self._session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, caption(say("probing.ca_choose")), "", say("probing.ca_kinds")
        )
        if chosen:
            self.trust(Path(chosen))

    def trust(self, file: Path | None) -> None:
        """Trust the certificates in this file as well."""
        self._ca_file = file
        self._edited()

    def _drop_ca(self) -> None:
        self.trust(None)

    # The test

    def test(self) -> None:
        """Ask a few harmless questions and tell how that went."""
        if fault := self.fault():
            self._tell(fault, wrong=True)
            return
        self._ask(partial(tested, self.model(), self._keys), "probing.testing")

    def _ask_models(self) -> None:
        fault = self.fault()
        if fault and fault != self._session.say("probing.no_model_name"):
            self._tell(fault, wrong=True)
            return
        self._ask(partial(listed, self.model(), self._keys), "probing.listing")

    def _ask(self, work: Callable[..., object], key: str) -> None:
        address = self.model().address
        assert address is not None
        self._testing.run(work)
        self._tell(self._session.say(key, host=address.host))
        self._show()

    def _tested(self, found: object) -> None:
        say = self._session.say
        if isinstance(found, Tested):
            if found.models:
                self._offer(found.models)
            held = say("probing.held" if found.schema else "probing.not_held")
            kept = {True: say("probing.key_kept"), False: say("probing.key_not_kept"), None: ""}
            seconds = f"{found.seconds:.1f}"
            answers = say("probing.answers", host=found.host, seconds=seconds)
            self._tell(" ".join(filter(None, (f"✓ {answers}", held, kept[found.kept]))))
        elif isinstance(found, tuple):
            self._offer(found)
            n = len(found)
            self._tell(say("probing.listed", n=n) if n else say("probing.lists_none"))
        self._show()

    def _offer(self, models: tuple[str, ...]) -> None:
        """The names to choose from; what was entered stays."""
        box, name = self._model.box, self.model_name
        box.blockSignals(True)
        box.clear()
        box.addItems(list(models))
        box.setEditText(name)
        box.blockSignals(False)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            self._tell(error.text(self._session.language), wrong=True)
        self._show()

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        self._told.setText(breakable(text))
        self._told.setVisible(bool(text))
        self._told.setProperty("look", "error" if wrong else "strong")
        restyle(self._told)
