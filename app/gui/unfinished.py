"""A measurement that was begun and not brought to its end, so that it can go on.

Its answers lie in journals; here is what was asked for, one small file for each profile beside
them. Never a key, and no text of the user's but the prompt.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from app.files import write_file
from app.gui.reading import Original
from app.journal import FOLDER, FORGOTTEN
from app.probe.kept import kept_file
from app.settings import Endpoint


class Unfinished(BaseModel):
    """What the user had decided. `sha256` finds the kept file; what is None was found out."""

    model_config = ConfigDict(frozen=True)

    begun: datetime
    data: str
    pasted: bool
    sha256: str
    encoding: str | None
    separator: str | None
    header: bool | None
    sheet: str | None
    text: tuple[str, ...]
    label: str | None
    group: str | None
    kind: str | None
    merge_spellings: bool
    keep_missing: bool
    model: str  # a value of `ModelKind`
    model_file: Path | None
    endpoint: Endpoint | None
    key: str  # a value of `KeyKind`
    variant: str | None
    shots: int
    prompt: str | None
    rows: int | None
    target: float | None
    embedder: Path | None
    grades: Path | None
    most_dollars: float | None
    most_calls: int | None
    most_minutes: float | None
    price_in: float | None
    price_out: float | None


NAME: Final = "unfinished-{}.json"


def note_unfinished(data_dir: Path, profile: int, what: Unfinished) -> None:
    """AppError where it cannot be written."""
    (data_dir / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    write_file(_file(data_dir, profile), what.model_dump_json(indent=1).encode())


def unfinished_of(data_dir: Path, profile: int) -> Unfinished | None:
    """The measurement of that profile that can go on; one whose answers are forgotten cannot."""
    try:
        found = Unfinished.model_validate_json(_file(data_dir, profile).read_bytes())
    except (OSError, ValidationError):
        return None
    return found if datetime.now(UTC) - found.begun < FORGOTTEN else None


def forget_unfinished(data_dir: Path, profile: int) -> None:
    _file(data_dir, profile).unlink(missing_ok=True)


def _file(data_dir: Path, profile: int) -> Path:
    return data_dir / FOLDER / NAME.format(profile)


def original_of(
    data_dir: Path, known: Unfinished, _progress: object, _cancelled: object
) -> tuple[Unfinished, Original | None]:
    """What was measured, as it was kept; None where it is gone."""
    kept = kept_file(data_dir, known.sha256)
    if kept is None:
        return known, None
    if known.pasted:
        return known, Original(known.data, text=kept.read_text(encoding="utf-8"))
    return known, Original(known.data, kept)
