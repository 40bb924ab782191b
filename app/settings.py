"""What the user set for the program itself: one JSON file. Keys of endpoints are not in it."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from app.decision.prices import OwnPrice
from app.errors import AppError
from app.files import write_file
from app.words import Language

FILE: Final = "settings.json"
SERVICE: Final = "Signpost"  # the name keys are found under in the system's keyring


class ColourScheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Kept(BaseModel):
    """Keys of a newer version stay in the file."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Endpoint(_Kept):
    """A place that answers the OpenAI protocol, as the user named it."""

    name: str
    base_url: str
    model: str
    key_variable: str = ""  # environment variable that holds the key, where it is not the keyring
    ca_file: Path | None = None  # certificates to trust as well
    price_in: float | None = None  # US dollars for a million tokens sent, as the user gave it
    price_out: float | None = None  # and answered


class Branding(_Kept):
    """How the organisation's documents look, as it chose. Empty: as ours."""

    organisation: str = ""
    logo: str = ""  # the name of its file in the folder of logos
    accent: str = ""  # "#RRGGBB"
    footer: str = ""


class Settings(_Kept):
    language: Language | None = None  # None: the system's
    colour_scheme: ColourScheme = ColourScheme.SYSTEM
    endpoints: tuple[Endpoint, ...] = ()
    local_model: Path | None = None  # the GGUF file used last
    export_folder: Path | None = None  # used last
    prices: tuple[OwnPrice, ...] = ()  # of the user's own contracts
    branding: Branding = Branding()
    paper: Literal["a4", "us-letter"] = "a4"
    welcome: bool = False  # shown on Home from the first start on, until it is put away


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """`damaged` is where an unreadable settings file was put; the defaults hold then."""

    settings: Settings
    damaged: Path | None = None


def load_settings(data_dir: Path) -> LoadedSettings:
    """The settings in `data_dir`, or the defaults. Never fails: the window must come up."""
    file = data_dir / FILE
    try:
        return LoadedSettings(Settings.model_validate_json(file.read_bytes()))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError:
        return LoadedSettings(Settings(), file)
    except ValidationError:
        return LoadedSettings(Settings(), _set_aside(file))


def save_settings(data_dir: Path, settings: Settings) -> None:
    """Write them whole or not at all. AppError when they cannot be written."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("file_unwritable", file=data_dir, fault=error.strerror or error) from None
    write_file(data_dir / FILE, settings.model_dump_json(indent=2).encode())


def _set_aside(file: Path) -> Path:
    try:
        return file.replace(file.with_name(f"{FILE}.damaged"))
    except OSError:
        return file


class Keys:
    """Keys of endpoints, in the system's keyring; without one, only until the program ends."""

    def __init__(self) -> None:
        self._session: dict[str, str] = {}

    def read(self, endpoint: Endpoint) -> str | None:
        """The key for that address: from its environment variable, else as it was stored."""
        if told := os.environ.get(endpoint.key_variable or "", "").strip():
            return told
        if endpoint.base_url in self._session:
            return self._session[endpoint.base_url]
        keyring = _keyring()
        try:
            key: str | None = keyring.get_password(SERVICE, endpoint.base_url)
        except keyring.errors.KeyringError:  # none there, or the user keeps it locked
            return None
        return key

    def store(self, endpoint: Endpoint, key: str) -> bool:
        """Keep `key` for everything at that address; False when only until the program ends."""
        self.hold(endpoint, key)
        keyring = _keyring()
        try:
            keyring.set_password(SERVICE, endpoint.base_url, key)
            return bool(keyring.get_password(SERVICE, endpoint.base_url) == key)
        except keyring.errors.KeyringError:
            return False

    def hold(self, endpoint: Endpoint, key: str) -> None:
        """Use `key` for that address until the program ends, and keep it nowhere."""
        self._session[endpoint.base_url] = key

    def forget(self, endpoint: Endpoint) -> None:
        keyring = _keyring()
        self._session.pop(endpoint.base_url, None)
        try:
            keyring.delete_password(SERVICE, endpoint.base_url)
        except keyring.errors.KeyringError:  # there was none
            return


def keyring_name() -> str:
    """Which keyring of the system would keep the keys, by its module."""
    return str(_keyring().get_keyring().__class__.__module__)


def _keyring() -> ModuleType:
    import keyring.errors  # noqa: PLC0415  (0.2 s that only a probe over a network needs)

    return keyring
