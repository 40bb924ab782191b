"""Opening the database: looked at first, made if missing, upgraded if old."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from db.engine import Database, look
from db.faults import Fault, faults_of
from db.models import SCHEMA

SCRIPTS: Final = Path(__file__).parent / "migrations"
WEEK: Final = timedelta(days=7)


def open_database(
    file: Path, backups: Path, now: datetime, schema: int = SCHEMA, scripts: Path = SCRIPTS
) -> Database:
    """Open `file`, made if missing, brought up to `schema` if older (with a copy in `backups`).

    After a crash, and once a week, all of it is read: damage is found while backups are young.
    Raises Fault when it is not ours, newer than `schema`, damaged or out of reach; then the file
    is as it was.
    """
    with faults_of(file):
        crashed = _has_log(file)
        version = look(file, schema) if file.exists() else None
        if version is None or version < schema:
            from db import upgrade  # noqa: PLC0415  (alembic takes 0.1 s; a current file needs none)

            if version is None:
                upgrade.create(file, backups, scripts)
            else:
                upgrade.upgrade(file, backups, schema, scripts)
        database = Database(file)
        try:
            with database.read() as records:
                last = records.fact("checked")
            if crashed or last is None or abs(now - datetime.fromisoformat(last)) > WEEK:
                database.check()
                with suppress(Fault), database.write() as records:  # a full disk can be read still
                    records.set_fact("checked", now.isoformat())
        except BaseException:
            database.close()
            raise
    return database


def _has_log(file: Path) -> bool:
    """Whether the last user did not close: a write-ahead log with something in it is left."""
    log = file.with_name(file.name + "-wal")
    return log.exists() and log.stat().st_size > 0
