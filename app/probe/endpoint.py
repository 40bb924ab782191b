"""Where a model is asked over the OpenAI protocol, as the user named it."""

import ssl
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from app.errors import AppError

UNTOLD: Final = "not told by {host}"  # for what it ran on; `told.device_of` puts it into words


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`key` is empty where none is needed. It is never printed, kept or compared.

    `ca_file` holds certificates (PEM) to trust besides those the system trusts, as an organisation
    with its own inspection of traffic needs them.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False, compare=False)
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        """Raises AppError where `base_url` is no address of an endpoint."""
        try:
            parts = urlsplit(self.base_url)
            sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            sound = False
        if not sound or parts.username or parts.password or parts.query:
            raise AppError("endpoint_url")

    @property
    def host(self) -> str:
        """HOST:PORT for people; the port only where it was written."""
        name = self._parts.hostname or ""
        shown = f"[{name}]" if ":" in name else name
        return f"{shown}:{self._parts.port}" if self._parts.port else shown

    @property
    def on_this_computer(self) -> bool:
        """The name itself is a loopback address, so that nothing can leave the computer."""
        name = self._parts.hostname or ""
        if name == "localhost":
            return True
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return False

    def trust(self) -> ssl.SSLContext | bool:
        """Which certificates count: the usual ones, and those of `ca_file`.

        Raises AppError where that file holds none.
        """
        if self._parts.scheme == "http":  # no encryption: reading all certificates takes 0.1 s
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # which trusts nobody
        if self.ca_file is None:
            return True
        context = ssl.create_default_context()
        try:
            context.load_verify_locations(self.ca_file)
        except (OSError, ssl.SSLError):
            raise AppError("endpoint_ca_file", file=self.ca_file) from None
        return context

    @property
    def _parts(self) -> SplitResult:
        return urlsplit(self.base_url)
