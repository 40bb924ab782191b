"""The choice of a model in the window: what it says before anything is measured."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from app.gui.measuring import KeyKind
from app.gui.pages.probe.page import ProbePage
from app.settings import Endpoint, load_settings

KEY = "sk-canary-model-3c91"


class Held(KeyringBackend):
    """A keyring that holds keys in memory."""

    priority = 1.0

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.held.pop((service, username), None)


@pytest.fixture
def system_keyring() -> Iterator[Held]:
    before = keyring.get_keyring()
    held = Held()
    keyring.set_keyring(held)
    yield held
    keyring.set_keyring(before)


@pytest.fixture
def page(asked: Any) -> ProbePage:
    """The step of the model."""
    asked.workspace.ask("probe")
    found: ProbePage = asked.find(ProbePage, "page-probe")
    found.go("model")
    return found


def at(url: str, model: str = "oracle") -> Endpoint:
    return Endpoint(name=url, base_url=url, model=model)


def told(qtbot: QtBot, asked: Any, button: str) -> str:
    """Press, and wait for the answer."""
    pressed = asked.find(QPushButton, button)
    pressed.click()
    qtbot.waitUntil(pressed.isEnabled, timeout=20_000)
    text: str = asked.find(QLabel, "endpoint-told").text()
    return text


def test_known_services_fill_the_form(asked: Any, page: ProbePage) -> None:
    """Hosted ones want a key, those on this computer none."""
    page.model.use_endpoint(at("", ""), KeyKind.NONE)
    box = asked.find(QComboBox, "service")
    box.setCurrentIndex(box.findData("openai"))
    assert asked.find(QLineEdit, "base_url").text() == "https://api.openai.com/v1"
    assert asked.find(QRadioButton, "entered").isChecked()
    box.setCurrentIndex(box.findData("ollama"))
    assert asked.find(QLineEdit, "base_url").text() == "http://127.0.0.1:11434/v1"
    assert asked.find(QRadioButton, "none").isChecked()
    box.setCurrentIndex(box.findData("azure"))
    asked.find(QLineEdit, "resource").setText("ours")
    asked.find(QLineEdit, "resource").editingFinished.emit()
    assert asked.find(QLineEdit, "base_url").text() == "https://ours.openai.azure.com/openai/v1"


def test_the_test_of_the_connection_sends_nothing_of_the_users(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, rows_file: Path
) -> None:
    page.data.load(rows_file)
    qtbot.waitUntil(lambda: page.data.ready, timeout=10_000)
    page.model.use_endpoint(at(service.url), KeyKind.NONE)
    assert "answers in" in told(qtbot, asked, "test-connection")
    assert service.asked == []
    box = asked.find(QComboBox, "model_name")
    assert [box.itemText(place) for place in range(box.count())] == ["oracle", "other"]


def test_models_are_listed_before_one_is_named(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any
) -> None:
    page.model.use_endpoint(at(service.url, ""), KeyKind.NONE)
    assert page.model.fault()
    assert "2 models are listed" in told(qtbot, asked, "list-models")
    asked.find(QComboBox, "model_name").setCurrentIndex(1)
    assert page.model.model().endpoint == at(service.url, "other")
    assert not page.model.fault()


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://127.0.0.1:{port}/v1", "Nothing listens"), ("no address", "not the address")],
)
def test_what_stands_in_the_way_is_one_sentence(
    qtbot: QtBot,
    asked: Any,
    page: ProbePage,
    unused_port: Callable[[], int],
    url: str,
    said: str,
) -> None:
    page.model.use_endpoint(at(url.format(port=unused_port())), KeyKind.NONE)
    assert said in told(qtbot, asked, "test-connection")


def test_a_refused_key_is_told_without_the_key(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, system_keyring: Held
) -> None:
    service.key = "another"
    page.model.use_endpoint(at(service.url), KeyKind.ENTERED, KEY)
    said = told(qtbot, asked, "test-connection")
    assert "key was refused" in said
    assert KEY not in said


def test_a_key_goes_into_the_keyring_if_it_shall_and_is_found_there_again(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, system_keyring: Held
) -> None:
    service.key = KEY
    page.model.use_endpoint(at(service.url), KeyKind.ENTERED, KEY)
    assert "kept in this computer's keyring" in told(qtbot, asked, "test-connection")
    assert list(system_keyring.held.values()) == [KEY]

    page.model.use_endpoint(at(service.url), KeyKind.ENTERED, "")
    assert "answers in" in told(qtbot, asked, "test-connection")


def test_a_key_that_shall_not_be_kept_is_in_no_keyring(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, system_keyring: Held
) -> None:
    service.key = KEY
    page.model.use_endpoint(at(service.url), KeyKind.ENTERED, KEY)
    asked.find(QCheckBox, "keep-key").setChecked(False)
    assert "answers in" in told(qtbot, asked, "test-connection")
    assert system_keyring.held == {}


def test_a_key_may_come_from_an_environment_variable(
    qtbot: QtBot,
    asked: Any,
    page: ProbePage,
    service: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.key = KEY
    named = at(service.url).model_copy(update={"key_variable": "SOME_KEY"})
    page.model.use_endpoint(named, KeyKind.VARIABLE)
    assert "“SOME_KEY” holds no key" in told(qtbot, asked, "test-connection")
    monkeypatch.setenv("SOME_KEY", KEY)
    assert "answers in" in told(qtbot, asked, "test-connection")


def test_certificates_that_are_none_are_one_sentence(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, tmp_path: Path
) -> None:
    (tmp_path / "own.pem").write_text("nothing")
    page.model.use_endpoint(at(service.url.replace("http:", "https:")), KeyKind.NONE)
    page.model.endpoint.trust(tmp_path / "own.pem")
    assert "holds no certificates" in told(qtbot, asked, "test-connection")


def test_whether_a_model_fits_is_told_before_it_is_loaded(
    qtbot: QtBot, asked: Any, page: ProbePage, small_model: Path, tmp_path: Path
) -> None:
    page.model.use_file(small_model)
    fit = asked.find(QLabel, "memory-fit")
    qtbot.waitUntil(lambda: "GB are free" in fit.text(), timeout=10_000)

    (tmp_path / "letter.gguf").write_text("Dear all")
    page.model.use_file(tmp_path / "letter.gguf")
    qtbot.waitUntil(lambda: "not a GGUF model file" in fit.text(), timeout=10_000)


def test_what_was_used_last_is_offered_again_without_its_key(
    qtbot: QtBot, asked: Any, page: ProbePage, service: Any, open_desk: Any
) -> None:
    page.model.use_endpoint(at(service.url), KeyKind.ENTERED, KEY)
    page.model.remember()
    assert load_settings(asked.data_dir).settings.endpoints == (at(service.url),)
    assert KEY not in (asked.data_dir / "settings.json").read_text()

    again = open_desk()
    again.workspace.ask("probe")
    there = again.find(ProbePage, "page-probe")
    there.go("model")
    there.model.kind.choose("endpoint")
    there.model.use_endpoint(at("", ""), KeyKind.NONE)
    box = again.find(QComboBox, "service")
    box.setCurrentIndex(box.findText(f"oracle – {service.url}"))
    assert again.find(QLineEdit, "base_url").text() == service.url
    assert there.model.model().endpoint == at(service.url)
