"""Settings survive, damage costs only them, and keys are never in the file."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from app.errors import AppError
from app.settings import (
    ColourScheme,
    Endpoint,
    Keys,
    Settings,
    load_settings,
    save_settings,
)
from app.words import Language

OURS = Endpoint(name="Ours", base_url="https://llm.example.org/v1", model="m")


class KeyringInMemory(KeyringBackend):
    """A keyring as the system would have one."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("there is none")


@pytest.fixture
def system_keyring() -> Iterator[KeyringInMemory]:
    before = keyring.get_keyring()
    ours = KeyringInMemory()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


def test_on_first_start_the_defaults_hold(data_dir: Path) -> None:
    loaded = load_settings(data_dir)
    assert loaded.settings == Settings()
    assert loaded.settings.language is None
    assert loaded.damaged is None


def test_settings_are_there_next_time(data_dir: Path) -> None:
    settings = Settings(
        language=Language.JA,
        colour_scheme=ColourScheme.DARK,
        endpoints=(OURS,),
        local_model=Path("/models/small.gguf"),
        export_folder=Path("/reports"),
    )
    save_settings(data_dir, settings)
    assert load_settings(data_dir).settings == settings


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"language": "klingon"}', b"[" * 10_000]
)
def test_a_damaged_file_is_put_aside_and_told(data_dir: Path, content: bytes) -> None:
    data_dir.mkdir()
    (data_dir / "settings.json").write_bytes(content)

    loaded = load_settings(data_dir)

    assert loaded.settings == Settings()
    assert loaded.damaged == data_dir / "settings.json.damaged"
    assert loaded.damaged.read_bytes() == content
    save_settings(data_dir, loaded.settings)
    assert load_settings(data_dir).damaged is None


def test_settings_of_a_newer_version_are_kept(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "settings.json").write_text('{"text_size": 14}')
    save_settings(data_dir, load_settings(data_dir).settings)
    assert "text_size" in (data_dir / "settings.json").read_text()


def test_settings_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AppError, match="cannot be written"):
        save_settings(tmp_path / "file", Settings())


def test_a_key_goes_into_the_keyring_and_not_into_the_file(
    data_dir: Path, system_keyring: KeyringInMemory
) -> None:
    assert Keys().store(OURS, "sk-canary")
    save_settings(data_dir, Settings(endpoints=(OURS,)))
    assert Keys().read(OURS) == "sk-canary"
    assert "canary" not in (data_dir / "settings.json").read_text()

    Keys().forget(OURS)

    assert system_keyring.held == {}
    assert Keys().read(OURS) is None


def test_without_a_keyring_a_key_lasts_until_the_program_ends() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # keyring's own
    try:
        keys = Keys()
        assert keys.read(OURS) is None
        assert not keys.store(OURS, "sk-canary")
        assert keys.read(OURS) == "sk-canary"
        keys.forget(OURS)
        assert keys.read(OURS) is None
    finally:
        keyring.set_keyring(before)


def test_a_key_can_be_held_for_now_alone(system_keyring: KeyringInMemory) -> None:
    keys = Keys()
    keys.hold(OURS, "sk-canary")
    assert keys.read(OURS) == "sk-canary"
    assert system_keyring.held == {}
    assert Keys().read(OURS) is None
