"""Reading and writing whole files: a fault is one sentence and never a half-written file."""

import os
import tempfile
import unicodedata
from itertools import count
from pathlib import Path
from typing import Final

from app.errors import AppError

DEVICES: Final = {  # names that Windows keeps for itself, with any suffix
    "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"),
}  # fmt: skip


def read_file(path: Path, limit: int = 50_000_000) -> bytes:
    """The file's bytes. AppError when it is missing, no file, not readable or over `limit`."""
    try:
        if path.stat().st_size > limit:
            raise AppError("file_too_large", file=path, limit=f"{limit // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise AppError("file_missing", file=path) from None
    except IsADirectoryError:
        raise AppError("file_is_folder", file=path) from None
    except OSError as error:
        raise AppError("file_unreadable", file=path, fault=error.strerror or error) from None


def write_file(path: Path, data: bytes) -> None:
    """Write `data` whole or not at all: beside the target, to disk, then into its place.

    Raises AppError when the folder is missing or read-only or the disk is full; whatever stood at
    `path` before is then still there and no stub is left.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except FileNotFoundError:
        raise AppError("folder_missing", folder=path.parent) from None
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise AppError("file_unwritable", file=path, fault=error.strerror or error) from None


def write_new_file(folder: Path, name: str, suffix: str, data: bytes) -> Path:
    """Write `data` into `folder` under a name made from the user's words; answers the path.

    A file that is there already is left alone: the new one gets a number.
    """
    stem = safe_name(name)
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem} {number}{suffix}")
        try:
            path.open("x").close()  # the name is ours from here on
        except FileExistsError:
            continue
        except FileNotFoundError:
            raise AppError("folder_missing", folder=folder) from None
        except OSError as error:
            raise AppError("file_unwritable", file=path, fault=error.strerror or error) from None
        break
    try:
        write_file(path, data)
    except AppError:
        path.unlink(missing_ok=True)
        raise
    return path


def safe_name(words: str) -> str:
    """`words` as a file name that Windows, macOS and Linux all accept, without a suffix."""
    shown = "".join(
        " "
        if character in '<>:"/\\|?*' or unicodedata.category(character)[0] in "CZ"
        else character
        for character in unicodedata.normalize("NFC", words)
    )
    name = " ".join(shown.split()).encode()[:120].decode(errors="ignore").strip(" .")
    device = name.split(".")[0].rstrip().upper() in DEVICES
    return f"_{name}" if device else name or "profile"
