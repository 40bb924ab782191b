"""Where rows come from: a file, whole or only its beginning, or what was pasted."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.files import read_file
from app.probe.decode import WIDE_MARKS

LARGEST: Final = 300_000_000  # bytes; about five million rows
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes as they lie there. `shown` names them in a sentence on a fault; `whole`: nothing
    follows them."""

    name: str
    shown: str
    suffix: str
    data: bytes
    whole: bool = True

    @property
    def is_workbook(self) -> bool:
        """Told by its first bytes, whatever its name says."""
        return self.data.startswith(WORKBOOKS)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest() if self.whole else ""


def of_file(path: Path, first: int | None = None) -> Source:
    """The file, or of a long one as many whole lines as `first` bytes hold.

    What cannot be cut, such as a workbook, comes whole. Raises what `read_file`
    raises.
    """
    suffix = path.suffix.casefold()
    start = _beginning(path, first + 1) if first is not None else b""
    if first is None or len(start) <= first or not _can_be_cut(start):
        return Source(path.name, str(path), suffix, read_file(path, LARGEST))
    end = _end_of_rows(start, suffix)
    if end == 0:  # one line that never ends
        return Source(path.name, str(path), suffix, read_file(path, LARGEST))
    return Source(path.name, str(path), suffix, start[:end], whole=False)


def of_text(text: str, name: str) -> Source:
    """What was pasted; `name` is what it is called in a sentence."""
    return Source(name, name, "", text.encode("utf-8", "replace"))


def _beginning(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        raise AppError("file_missing", file=path) from None
    except IsADirectoryError:
        raise AppError("file_is_folder", file=path) from None
    except OSError as error:
        raise AppError("file_unreadable", file=path, fault=error.strerror or error) from None


def _end_of_rows(start: bytes, suffix: str) -> int:
    """Behind the last line end in `start`; in a JSON list behind the last object, or what may be
    one. 0 where there is none."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        ends = ("\n".encode("utf-16-le"), "\n".encode("utf-16-be"))
        end = start.rfind(ends[start.startswith(codecs.BOM_UTF16_BE)])
        while end > 0 and end % 2:  # half of one character and half of the next
            end = start.rfind(ends[start.startswith(codecs.BOM_UTF16_BE)], 0, end + 1)
        return max(0, end + 2)
    if suffix == ".json":
        return start.rfind(b"}") + 1
    return max(start.rfind(b"\n"), start.rfind(b"\r")) + 1


def _can_be_cut(start: bytes) -> bool:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return not start.startswith(codecs.BOM_UTF32_LE)
    return not (start.startswith((*WORKBOOKS, *WIDE_MARKS)) or b"\0" in start[:1000])
