"""A database as this version makes it, and one of a version to come."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from db.engine import Database
from db.models import SCHEMA
from db.open import SCRIPTS, open_database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NEXT = SCHEMA + 1
NEXT_VERSION = f'''"""Two new tables and a new column, as a version to come might bring."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA:04}"


def upgrade() -> None:
    op.create_table("tags", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("profiles", recreate="always") as profiles:
        profiles.add_column(sa.Column("colour", sa.Text, nullable=False, server_default="grey"))
    op.execute("UPDATE profiles SET colour = 'blue'")
    op.create_table("marks", sa.Column("id", sa.Integer, primary_key=True))
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a database that holds one profile."""
    file = tmp_path / "signpost.sqlite"
    open_database(file, tmp_path / "backups", NOW).close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(
            "INSERT INTO profiles (id, name, summary, task, replies, searched, body, page,"
            " touched, created_at, changed_at) VALUES (1, 'Tickets', '', '', '{}', 'tickets',"
            " '{}', 'describe', 1, '2026-11-24 09:00:00.000000', '2026-11-24 09:00:00.000000')"
        )
        raw.commit()
    return file


@pytest.fixture
def open_it(file: Path) -> Callable[..., Database]:
    """Opens `file` again; keyword arguments as for open_database."""

    def opened(**changed: object) -> Database:
        return open_database(file, file.parent / "backups", **{"now": NOW, **changed})  # type: ignore[arg-type]

    return opened


@pytest.fixture
def next_scripts(tmp_path: Path) -> Path:
    """The migrations with one more."""
    scripts = tmp_path / "migrations"
    copytree(SCRIPTS, scripts)
    (scripts / "versions" / f"v{NEXT:04}_next.py").write_text(NEXT_VERSION, encoding="utf-8")
    return scripts
