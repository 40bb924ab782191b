"""What the tables themselves guarantee, whoever writes to them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import sqlite

from db.models import SCHEMA, Base, UtcDateTime
from db.open import SCRIPTS, open_database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVENTS = {
    "changes": "INSERT INTO changes (seq, profile_id, at, what, key) VALUES (7, 1, 0, '', '[]')",
    "probes": "INSERT INTO probes (seq, profile_id, at, body) VALUES (7, 1, 0, '')",
    "issued": "INSERT INTO issued (seq, profile_id, at, language, guide_version, guide_sha256,"
    " profile, document) VALUES (7, 1, 0, '', '', '', '', '')",
    "statuses": "INSERT INTO statuses VALUES (7, 1, 0, 7, 'accepted')",
}


@pytest.fixture
def raw(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of somebody who does not use our code, with one row in each list."""
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys=ON")
        for insert in EVENTS.values():
            raw.execute(insert)
        yield raw


def test_models_and_migrations_describe_the_same_tables(file: Path) -> None:
    with (
        closing(open_database(file, file.parent, NOW)) as database,
        database.engine.connect() as c,
    ):
        context = MigrationContext.configure(c, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [f"{SCHEMA:04}"]


@pytest.mark.parametrize("table", EVENTS)
def test_what_happened_cannot_be_changed(raw: sqlite3.Connection, table: str) -> None:
    for statement in (
        f"UPDATE {table} SET at = 1",
        f"DELETE FROM {table}",
        EVENTS[table].replace("INSERT", "INSERT OR REPLACE"),
    ):
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            raw.execute(statement)
    assert raw.execute(f"SELECT seq, at FROM {table}").fetchall() == [(7, 0)]


def test_a_profile_goes_for_good_only_from_the_bin_and_takes_its_past_along(
    raw: sqlite3.Connection,
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="bin"):
        raw.execute("DELETE FROM profiles")
    raw.execute("UPDATE profiles SET deleted_at = 0")
    raw.execute("DELETE FROM profiles")
    for table in EVENTS:
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_measurement_goes_for_good_only_from_the_bin_with_its_corrections(
    raw: sqlite3.Connection,
) -> None:
    raw.execute("INSERT INTO corrections VALUES (7, '2', NULL)")
    raw.execute("INSERT INTO binned_probes VALUES (7, 0)")
    raw.execute("DELETE FROM probes")
    for table in ("probes", "corrections", "binned_probes"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_nothing_can_belong_to_a_profile_that_is_not_there(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute("INSERT INTO probes (profile_id, at, body) VALUES (99, 0, '')")


def test_a_time_comes_back_with_its_zone(file: Path) -> None:
    tokyo = timezone(timedelta(hours=9))
    with closing(open_database(file, file.parent, NOW)) as database:
        with database.write() as records:
            row = records.profile(1)
            assert row is not None
            row.changed_at = datetime(2040, 1, 1, 0, 0, 0, 5, tzinfo=tokyo)
        with database.read() as records:
            (kept,) = records.profiles("", binned=False)
    assert kept.changed_at == datetime(2039, 12, 31, 15, 0, 0, 5, tzinfo=UTC)
    assert kept.changed_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), sqlite.dialect())  # noqa: DTZ001
