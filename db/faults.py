"""What can be wrong with a database file or its place, told apart by what the user has to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import DBAPIError


class FaultKind(StrEnum):
    EMPTY = "empty"  # a file without a byte
    NOT_DATABASE = "not_database"
    FOREIGN = "foreign"  # another program's database
    NEWER = "newer"  # values: theirs, ours
    DAMAGED = "damaged"
    UPGRADE = "upgrade"  # a migration failed and was rolled back; values: backup
    READ_ONLY = "read_only"
    FULL = "full"
    BUSY = "busy"  # another program holds it
    FOLDER = "folder"  # cannot be made or read; values: why
    DISK = "disk"  # the disk fails; values: why


class Fault(Exception):
    """Nothing was changed. `file` is the file or folder it is about."""

    def __init__(self, kind: FaultKind, file: Path, **values: object) -> None:
        super().__init__(kind, file, values)
        self.kind = kind
        self.file = file
        self.values = values


_KINDS = {
    sqlite3.SQLITE_NOTADB: FaultKind.NOT_DATABASE,
    sqlite3.SQLITE_CORRUPT: FaultKind.DAMAGED,
    sqlite3.SQLITE_READONLY: FaultKind.READ_ONLY,
    sqlite3.SQLITE_FULL: FaultKind.FULL,
    sqlite3.SQLITE_BUSY: FaultKind.BUSY,
    sqlite3.SQLITE_LOCKED: FaultKind.BUSY,
    sqlite3.SQLITE_CANTOPEN: FaultKind.FOLDER,
    sqlite3.SQLITE_PERM: FaultKind.FOLDER,
    sqlite3.SQLITE_IOERR: FaultKind.DISK,
}


@contextmanager
def faults_of(file: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about `file` into a Fault; mistakes of ours pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = _fault(error, file)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        place = Path(error.filename) if isinstance(error.filename, str) else file
        raise Fault(FaultKind.FOLDER, place, why=error.strerror or str(error)) from error


def _fault(error: DBAPIError | sqlite3.Error, file: Path) -> Fault | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = _KINDS.get(code & 0xFF)  # the low byte is the primary result code
    return Fault(kind, file, why=str(cause)) if kind else None
