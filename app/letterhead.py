"""The organisation's own look on documents: taken in, kept in the data folder, and used.

A logo is kept under a name made of its content and stays, because a document that was issued
names the logo it was made with.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.files import read_file, write_file
from app.report.brand import checked_accent, checked_logo
from app.report.types import Brand
from app.settings import Branding

FOLDER: Final = "logos"


def take_logo(data_dir: Path, file: Path) -> str:
    """Check a PNG or SVG file and keep its logo; answers the name it is kept under."""
    logo = checked_logo(read_file(file), file.name).encode()
    name = _name(logo)
    folder = data_dir / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("file_unwritable", file=folder, fault=error.strerror or error) from None
    write_file(folder / name, logo)
    return name


def brand_of(data_dir: Path, branding: Branding) -> Brand:
    """The look that was chosen. AppError when the logo is gone or was changed (its name is the
    hash of what was checked), or when the colour is none that can be read."""
    logo = _kept(data_dir / FOLDER / Path(branding.logo).name) if branding.logo else ""
    accent = checked_accent(branding.accent)
    return Brand(branding.organisation.strip(), logo, accent, branding.footer.strip())


def _kept(file: Path) -> str:
    try:
        logo = file.read_bytes()
    except OSError:
        logo = b""
    if _name(logo) != file.name:
        raise AppError("logo_missing", file=file)
    return logo.decode()


def _name(logo: bytes) -> str:
    return f"{sha256(logo).hexdigest()[:16]}.svg"


def noted(branding: Branding) -> dict[str, str]:
    """The choice as it is written down with an issued document."""
    return {key: str(value) for key, value in branding.model_dump().items() if value}


def brand_noted(data_dir: Path, note: Mapping[str, str]) -> Brand:
    """The look of an issued document, from what was written down with it."""
    return brand_of(data_dir, Branding.model_validate(note))
