"""Copies of the database that can be trusted.

Copying the file of a database in use loses what still lies in its log, and a file placed beside
another's log is damaged by it. So SQLite makes the copies, and what is put aside goes together.
"""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from db.faults import Fault, FaultKind, faults_of

LOGS = ("-wal", "-shm", "-journal")


def copy_database(file: Path, target: Path) -> None:
    """Write a complete copy of `file` as `target`, read it back whole, and only then name it so.

    Raises Fault when `file` or the copy does not hold together; FileExistsError when `target` is
    there already.
    """
    if target.exists():
        raise FileExistsError(target)
    with faults_of(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        part.unlink(missing_ok=True)
        try:
            with (
                faults_of(file),
                closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as raw,
            ):
                _check(raw, file)
                with faults_of(target):
                    raw.execute("VACUUM INTO ?", (str(part),))
            with closing(sqlite3.connect(part)) as copied:
                _check(copied, part)
            part.chmod(0o600)
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def logs_of(file: Path) -> list[Path]:
    """The files that SQLite keeps beside `file` while it is open, or after a crash."""
    return [log for end in LOGS if (log := file.with_name(file.name + end)).exists()]


def put_aside(file: Path, backups: Path) -> Path | None:
    """Move the logs of `file` and a second name of it into a new folder in `backups`, together.

    Answers the folder, or None when there was nothing. `file` itself stays until replaced.
    """
    logs = logs_of(file)
    if not logs and not file.exists():
        return None
    aside = backups / f"replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}"
    aside.mkdir(mode=0o700, parents=True)
    if file.exists():
        _duplicate(file, aside / file.name)
    for log in logs:
        with suppress(FileNotFoundError):  # -shm goes when the last one closes
            log.replace(aside / log.name)
    return aside


def _duplicate(file: Path, second: Path) -> None:
    try:
        second.hardlink_to(file)
    except OSError:  # a file system without links
        second.write_bytes(file.read_bytes())


def _check(raw: sqlite3.Connection, file: Path) -> None:
    with faults_of(file):
        (found,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise Fault(FaultKind.DAMAGED, file, why=found)
