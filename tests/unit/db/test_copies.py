"""A copy is complete or does not come to be, and putting it back leaves no mixture."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.copies import copy_database
from db.engine import Database, look
from db.faults import Fault, FaultKind
from db.models import SCHEMA
from db.replace import replace_database, take_alone

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Opener = Callable[..., Database]


def facts(file: Path) -> int:
    with closing(sqlite3.connect(file)) as raw:
        return int(raw.execute("SELECT count(*) FROM meta WHERE key LIKE 'n%'").fetchone()[0])


def add_facts(database: Database, first: int, number: int) -> None:
    with database.write() as records:
        for n in range(first, first + number):
            records.set_fact(f"n{n}", "")


def test_a_copy_of_a_database_in_use_holds_what_is_still_in_its_log(
    file: Path, open_it: Opener, tmp_path: Path
) -> None:
    with closing(open_it()) as database:
        add_facts(database, 0, 100)
        copy_database(file, tmp_path / "copy.sqlite")
    assert facts(tmp_path / "copy.sqlite") == 100
    assert look(tmp_path / "copy.sqlite") == SCHEMA


def test_a_damaged_database_gives_no_copy_and_no_stub(file: Path, tmp_path: Path) -> None:
    data = bytearray(file.read_bytes())
    data[2 * 4096 : 2 * 4096 + 200] = b"\xa5" * 200
    file.write_bytes(data)
    with pytest.raises(Fault) as fault:
        copy_database(file, tmp_path / "copies" / "copy.sqlite")
    assert fault.value.kind is FaultKind.DAMAGED
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_backup_in_the_place_of_a_crashed_database_meets_none_of_its_log(
    file: Path, open_it: Opener, tmp_path: Path
) -> None:
    """Beside another's log a backup is "malformed", so the log goes with its own database."""
    backup = tmp_path / "backup.sqlite"
    copy_database(file, backup)
    with closing(open_it()) as database:
        add_facts(database, 0, 50)
        data = {end: Path(f"{file}{end}").read_bytes() for end in ("", "-wal", "-shm")}
    for end, content in data.items():  # as a killed process leaves them
        Path(f"{file}{end}").write_bytes(content)

    aside = replace_database(file, backup, tmp_path / "backups", NOW)

    with closing(open_it()) as database:
        database.check()
    assert facts(file) == 0
    assert aside is not None
    assert facts(aside / file.name) == 50


def test_restoring_ten_times_keeps_every_backup(file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    copy_database(file, backup)
    kept = {replace_database(file, backup, tmp_path / "backups", NOW) for _ in range(10)}
    assert len({path for path in kept if path and look(path / file.name) == SCHEMA}) == 10


def test_a_damaged_database_can_be_replaced_and_is_kept(file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    copy_database(file, backup)
    file.write_bytes(b"no database at all")

    aside = replace_database(file, backup, tmp_path / "backups", NOW)

    assert look(file) == SCHEMA
    assert aside is not None
    assert (aside / file.name).read_bytes() == b"no database at all"


def test_a_newer_backup_is_refused_and_the_present_database_stays(
    file: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.sqlite"
    copy_database(file, backup)
    with closing(sqlite3.connect(backup)) as raw:
        raw.execute("PRAGMA user_version=7")
    before = file.read_bytes()
    with pytest.raises(Fault) as fault:
        replace_database(file, backup, tmp_path / "backups", NOW)
    assert fault.value.kind is FaultKind.NEWER
    assert file.read_bytes() == before
    assert list(tmp_path.glob(".signpost*")) == []


def test_an_open_database_is_not_replaced(file: Path, open_it: Opener, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    copy_database(file, backup)
    with closing(open_it()) as database:
        with pytest.raises(Fault) as fault:
            replace_database(file, backup, tmp_path / "backups", NOW)
        assert fault.value.kind is FaultKind.BUSY
        add_facts(database, 0, 1)  # and whoever has it open goes on
    take_alone(file)
    assert facts(file) == 1
