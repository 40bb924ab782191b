"""What a run was answered, kept answer by answer: one small file per way of asking.

It outlives a killed program, so that only what was under way is asked again. One row is one
durable commit (0.3 ms on a plain disk). It is no part of the store and is deleted once the result
is in it.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from db.engine import BUSY_SECONDS
from db.faults import faults_of


class JournalFile:
    """One open file, for the thread that opened it. Fault when it cannot be read or written."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with faults_of(file):
            self._connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=FULL")  # a power cut loses nothing
                self._connection.execute("PRAGMA secure_delete=ON")
                self._connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers"
                    " (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID"
                )
            except BaseException:
                self._connection.close()
                raise

    def seen(self, key: str) -> str | None:
        """What was kept under `key`."""
        with faults_of(self.file):
            found = self._connection.execute(
                "SELECT body FROM answers WHERE key = ?", (key,)
            ).fetchone()
        return None if found is None else str(found[0])

    def keep(self, key: str, body: str) -> None:
        """On disk when this returns."""
        with faults_of(self.file):
            self._connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, body))

    def close(self) -> None:
        self._connection.close()


def drop_files(file: Path) -> None:
    """Delete a journal with its log; one that another run holds open may stay."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + end).unlink()
