"""A database of an earlier version is brought up to date wholly, or stays as it was."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from db.engine import Database, look
from db.faults import Fault, FaultKind
from db.models import SCHEMA

NEXT = SCHEMA + 1
Opener = Callable[..., Database]


def everything(file: Path) -> list[str]:
    """The database as lines of SQL: tables, triggers and rows."""
    with closing(sqlite3.connect(file)) as raw:
        return sorted([*raw.iterdump(), *map(str, raw.execute("PRAGMA user_version"))])


def backups(file: Path) -> list[Path]:
    return sorted((file.parent / "backups").glob(f"before-version-{NEXT}-*.sqlite"))


def test_an_upgrade_keeps_the_rows_and_a_copy_from_before(
    file: Path, open_it: Opener, next_scripts: Path
) -> None:
    before = everything(file)

    open_it(schema=NEXT, scripts=next_scripts).close()

    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT name, colour FROM profiles").fetchall() == [("Tickets", "blue")]
    assert look(file, NEXT) == NEXT
    (backup,) = backups(file)
    assert everything(backup) == before


def test_append_only_lists_stay_so_after_a_table_was_rebuilt(
    file: Path, open_it: Opener, next_scripts: Path
) -> None:
    """Only the rebuilt table's own triggers are the migration's to make again."""
    open_it(schema=NEXT, scripts=next_scripts).close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("INSERT INTO probes (profile_id, at, body) VALUES (1, 0, '')")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE probes SET at = 1")


@contextmanager
def failing_at(step: int) -> Iterator[None]:
    """Raise before the statement of that number reaches the database."""
    steps = count()

    def fail(*_: object) -> None:
        if next(steps) == step:
            raise RuntimeError("the power went")

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


def test_a_failure_at_any_step_leaves_the_database_whole(
    file: Path, open_it: Opener, next_scripts: Path
) -> None:
    """SQLite can take back a new table, but Python's driver alone would let it stand half done."""
    before = everything(file)
    kept = 0
    for step in range(100):
        with failing_at(step), suppress(Fault, RuntimeError):
            open_it(schema=NEXT, scripts=next_scripts).close()
        if look(file, NEXT) == NEXT:
            break
        assert everything(file) == before
        kept += 1
    assert kept > 10
    open_it(schema=NEXT, scripts=next_scripts).check()


def test_ten_failing_starts_leave_a_good_copy(
    file: Path, open_it: Opener, next_scripts: Path
) -> None:
    before = everything(file)
    script = next_scripts / "versions" / f"v{NEXT:04}_next.py"
    script.write_text(script.read_text() + "    op.execute('no such statement')\n")
    for _ in range(10):
        with pytest.raises(Fault) as fault:
            open_it(schema=NEXT, scripts=next_scripts)
    assert fault.value.kind is FaultKind.UPGRADE
    assert fault.value.values["backup"] in backups(file)
    assert all(everything(backup) == before for backup in backups(file))
    open_it().close()


def test_a_damaged_database_is_not_backed_up_nor_upgraded(
    file: Path, open_it: Opener, next_scripts: Path
) -> None:
    data = bytearray(file.read_bytes())
    data[2 * 4096 : 2 * 4096 + 200] = b"\xa5" * 200
    file.write_bytes(data)
    with pytest.raises(Fault) as fault:
        open_it(schema=NEXT, scripts=next_scripts)
    assert fault.value.kind is FaultKind.DAMAGED
    assert file.read_bytes() == data
    assert backups(file) == []
