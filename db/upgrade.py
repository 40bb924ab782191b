"""Making the database and bringing an old one up to date. Imported only when there is need."""

import os
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from db.copies import copy_database, logs_of, put_aside
from db.engine import check, make_engine
from db.faults import Fault, FaultKind
from db.models import APPLICATION_ID


def create(file: Path, backups: Path, scripts: Path) -> None:
    """Make an empty database, whole or not at all; one made meanwhile by another is kept.

    A log left behind without its database would damage the new one, so it is put aside first.
    """
    if logs_of(file) and not file.exists():  # in this order: one who is just starting has both
        put_aside(file, backups)
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    try:
        engine = make_engine(new)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                _migrate(connection, scripts)
        finally:
            engine.dispose()
        new.chmod(0o600)
        _name(new, file)
    finally:
        new.unlink(missing_ok=True)


def upgrade(file: Path, backups: Path, schema: int, scripts: Path) -> None:
    """Bring `file` up to `schema` in one transaction, after a verified copy into `backups`.

    On any failure the file is as it was, and the Fault names the copy.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    backup = backups / f"before-version-{schema}-{stamp}.sqlite"
    copy_database(file, backup)
    engine = make_engine(file, rebuilding=True)
    try:
        with engine.begin() as connection:
            _migrate(connection, scripts)
            check(connection, file)
    except Exception as error:
        raise Fault(FaultKind.UPGRADE, file, backup=backup, why=str(error)) from error
    finally:
        engine.dispose()


def _name(new: Path, file: Path) -> None:
    try:
        file.hardlink_to(new)  # unlike a rename it never replaces a file
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not file.exists():
            new.rename(file)


def _migrate(connection: Connection, scripts: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version={int(revision)}")
