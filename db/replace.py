"""Putting a backup in the database's place, or nothing."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from db.copies import copy_database, put_aside
from db.engine import look
from db.faults import Fault, FaultKind, faults_of
from db.open import open_database


def replace_database(file: Path, backup: Path, backups: Path, now: datetime) -> Path | None:
    """Put a copy of `backup`, brought up to date, in the place of `file`.

    Answers the folder where what stood there is now. Raises Fault when `backup` is not a sound
    database of ours, or when `file` is open elsewhere. There is no moment at which a crash would
    leave no database.
    """
    look(backup)
    new = file.with_name(f".{file.name}.{os.getpid()}.restored")
    new.unlink(missing_ok=True)
    try:
        copy_database(backup, new)
        open_database(new, backups, now).close()
        with faults_of(file):
            take_alone(file)
            aside = put_aside(file, backups)
            new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return aside


def delete_database(file: Path, backups: Path) -> None:
    """Delete `file` with all its backups and what was put aside. Fault BUSY when it is open."""
    with faults_of(file):
        take_alone(file)
        rmtree(backups, ignore_errors=True)
        for part in file.parent.glob(f"{file.name}*"):
            part.unlink()


def take_alone(file: Path) -> None:
    """Bring the log into `file`, so that it is one file. Fault BUSY when it is open elsewhere.

    Leaving the write-ahead mode needs to be alone with the file, which is why it is used here. A
    file too damaged for that is left as it is.
    """
    if not file.exists():
        return
    try:
        with faults_of(file), closing(sqlite3.connect(file, timeout=0)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE")
    except Fault as fault:
        if fault.kind not in (FaultKind.DAMAGED, FaultKind.NOT_DATABASE):
            raise
