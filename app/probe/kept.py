"""Imported files, kept in the data folder by hash, so that a measurement can be repeated."""

import hashlib
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.files import write_file

FOLDER: Final = "examples"
SUFFIXES: Final = (
    ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsb", ".xls", ".ods",
)  # fmt: skip


def keep(data_dir: Path, data: bytes, suffix: str) -> Path:
    """Lay `data` into the data folder, unless it lies there; answers where.

    `suffix` is that of the file it came from, "" for what was pasted. AppError where there is no
    room or nothing may be written.
    """
    suffix = suffix.casefold()
    name = hashlib.sha256(data).hexdigest() + (suffix if suffix in SUFFIXES else "")
    folder = data_dir / FOLDER
    kept = folder / name
    if not kept.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AppError("file_unwritable", file=folder, fault=error.strerror or error) from None
        write_file(kept, data)
    return kept


def kept_file(data_dir: Path, sha256: str) -> Path | None:
    """Where the file with this hash lies, as it was imported; None where it does not."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        return None
    found = sorted((data_dir / FOLDER).glob(f"{sha256}*"))
    return next(
        (path for path in found if hashlib.sha256(path.read_bytes()).hexdigest() == sha256), None
    )
