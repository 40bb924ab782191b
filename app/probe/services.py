"""Known places that answer the OpenAI protocol, so that nobody has to look up an address."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.paths import RESOURCES
from app.probe.endpoint import Endpoint

FILE: Final = "endpoints.toml"
PLACE: Final = "{resource}"


@dataclass(frozen=True, slots=True)
class Service:
    """`key` is the environment variable that usually holds the key; empty where none is needed."""

    id: str
    name: str
    base_url: str
    key: str = ""

    @property
    def on_this_computer(self) -> bool:
        return not self.needs_resource and Endpoint(self.base_url, "").on_this_computer

    @property
    def needs_resource(self) -> bool:
        """The address holds the name of something that the user has there."""
        return PLACE in self.base_url

    def address(self, resource: str = "") -> str:
        """Its base URL. AppError where the user's own name has to go into it and is missing."""
        if self.needs_resource and not resource:
            raise AppError("service_needs_resource", service=self.name)
        return self.base_url.replace(PLACE, resource)


@cache
def services(folder: Path = RESOURCES) -> tuple[Service, ...]:
    """All there are, hosted ones first."""
    listed = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))["endpoint"]
    return tuple(Service(**entry) for entry in listed)


def service(name: str) -> Service:
    """The service with that id. AppError names those there are."""
    known = {each.id: each for each in services()}
    if name not in known:
        raise AppError("service_unknown", service=name[:60], known=", ".join(known))
    return known[name]
