"""What the product is called, which version this is, what it says of itself: read from one place.

`pyproject.toml` and `app/__init__.py` hold it; every package, menu entry and manual page made here
takes it from this module.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
ICON: Final = ROOT / "resources" / "icons" / "signpost.svg"
RELEASE: Final = re.compile(r"^## (?P<version>[\d.]+) \((?P<date>[^)]+)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Product:
    """`summary` and `description` are by language; dates of unreleased versions are `today`."""

    name: str
    command: str
    id: str
    version: str
    released: str
    licence: str
    maintainer: str
    summary: dict[str, str]
    description: dict[str, str]
    suffix: str
    mime: str
    mime_name: dict[str, str]


def product(today: date) -> Product:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    own = project["tool"]["signpost"]
    version = _version()
    (command,) = project["project"]["scripts"]
    return Product(
        name=own["name"],
        command=command,
        id=own["id"],
        version=version,
        released=_released(version, today),
        licence=project["project"]["license"],
        maintainer=own["maintainer"],
        summary={"en": project["project"]["description"], **own["summary"]},
        description=own["description"],
        suffix=own["suffix"],
        mime=own["mime"],
        mime_name=own["mime_name"],
    )


def _version() -> str:
    text = (ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    if found is None:
        raise SystemExit("app/__init__.py names no version.")
    return found[1]


def check_tag(tag: str, product: Product) -> None:
    """Raises SystemExit unless `tag` names this version, and the changelog its day."""
    if tag.removeprefix("v") != product.version:
        raise SystemExit(
            f"The tag {tag} is not the version of app/__init__.py, {product.version}."
        )
    if _day(product.version) is None:
        raise SystemExit(f"CHANGELOG.md gives version {product.version} no day yet.")


def _released(version: str, today: date) -> str:
    """The day the changelog gives this version; today while it has none."""
    return _day(version) or today.isoformat()


def _day(version: str) -> str | None:
    for found in RELEASE.finditer((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")):
        if found["version"] == version and found["date"] != "unreleased":
            return found["date"]
    return None
