"""One connection to the database file, for one thread, with transactions that hold."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from db.faults import Fault, FaultKind, faults_of
from db.models import APPLICATION_ID, SCHEMA
from db.records import Records

BUSY_SECONDS: Final = 5


class Database:
    """One open file. Another thread than the one that opened it fails loudly."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.engine = make_engine(file)
        self._reader = self.engine.execution_options(begin="BEGIN")

    @contextmanager
    def read(self) -> Iterator[Records]:
        """The records in one state of the database."""
        with faults_of(self.file), Session(self._reader, expire_on_commit=False) as session:
            yield Records(session)

    @contextmanager
    def write(self) -> Iterator[Records]:
        """One transaction: kept whole at the end, or not at all. Fault when it could not be."""
        with (
            faults_of(self.file),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield Records(session)

    def check(self) -> None:
        """Read all of it; Fault if it does not hold together."""
        with faults_of(self.file), self._reader.connect() as connection:
            check(connection, self.file)

    def close(self) -> None:
        self.engine.dispose()


def look(file: Path, schema: int = SCHEMA) -> int:
    """The schema version of the database in `file`, which is only read and not changed.

    Raises Fault when it is not a sound database of Signpost's, or newer than `schema`.
    """
    with faults_of(file):
        if file.stat().st_size == 0:
            raise Fault(FaultKind.EMPTY, file)
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            (application,) = raw.execute("PRAGMA application_id").fetchone()
            (version,) = raw.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise Fault(FaultKind.FOREIGN, file)
    if version > schema:
        raise Fault(FaultKind.NEWER, file, theirs=version, ours=schema)
    return int(version)


def check(connection: Connection, file: Path) -> None:
    """Read the whole database and raise Fault if any of it does not hold together."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if found != "ok":
        raise Fault(FaultKind.DAMAGED, file, why=found)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise Fault(FaultKind.DAMAGED, file, why="a row refers to one that is missing")


def make_engine(file: Path, *, rebuilding: bool = False) -> Engine:
    """An engine with one connection, whose transactions hold for DDL too.

    Python's sqlite3 by itself begins no transaction before DDL, so a failed migration would stay
    half done. Hence `isolation_level=None` and a BEGIN of our own: IMMEDIATE, so that a writer
    waits for its turn at the start and not in the middle. While `rebuilding` tables, others may
    refer to one that is missing just then.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=StaticPool,
        connect_args={
            "check_same_thread": True,  # a tripwire: SQLAlchemy would let any thread in
            "isolation_level": None,
            "timeout": BUSY_SECONDS,
        },
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # a power cut loses nothing that was saved
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
        connection.execute(f"PRAGMA foreign_keys={'OFF' if rebuilding else 'ON'}")
        connection.execute(f"PRAGMA legacy_alter_table={'ON' if rebuilding else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(
            connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
        )

    return engine
