"""Opening the database never harms a file, and says of each what is wrong with it."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import ProgrammingError

from db.engine import Database, look
from db.faults import Fault, FaultKind
from db.models import APPLICATION_ID, SCHEMA
from db.open import open_database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Opener = Callable[..., Database]


def pragma(database: Database, name: str) -> object:
    with database.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_every_connection_is_set_up_so_that_saved_means_saved(open_it: Opener) -> None:
    with closing(open_it()) as database:
        assert pragma(database, "journal_mode") == "wal"
        assert pragma(database, "synchronous") == 2  # FULL
        assert pragma(database, "foreign_keys") == 1
        assert pragma(database, "busy_timeout") == 5000
        assert pragma(database, "application_id") == APPLICATION_ID
        assert pragma(database, "user_version") == SCHEMA


def test_nobody_else_on_the_computer_may_read_the_file(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0


def test_a_closed_database_is_one_file(file: Path) -> None:
    assert [kept.name for kept in file.parent.glob("signpost*")] == ["signpost.sqlite"]


def test_a_current_database_opens_without_the_machinery_of_migrations(file: Path) -> None:
    """Alembic takes a tenth of a second that every start would pay."""
    code = (
        "import sys, pathlib, datetime; from db.open import open_database;"
        f"file = pathlib.Path({str(file)!r});"
        "open_database(file, file.parent, datetime.datetime.now(datetime.UTC)).close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_database_refuses_another_thread(open_it: Opener) -> None:
    """A worker that touches it is a bug, and shows at once instead of one day."""
    faults: list[Exception] = []

    def work() -> None:
        try:
            with database.read() as records:
                records.fact("x")
        except ProgrammingError as error:
            faults.append(error)

    with closing(open_it()) as database:
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
    assert "thread" in str(faults[0])


def _foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE invoices (id)")


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version={SCHEMA + 1}")
        raw.execute("PRAGMA journal_mode=DELETE")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _cut_to_a_stub(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:60])


def _header(file: Path) -> None:
    file.write_bytes(b"\xff" * 100 + file.read_bytes()[100:])


WRONG: dict[str, tuple[Callable[[Path], object], FaultKind]] = {
    "empty": (lambda file: file.write_bytes(b""), FaultKind.EMPTY),
    "text": (lambda file: file.write_text("Dear diary, " * 200), FaultKind.NOT_DATABASE),
    "another program's": (_foreign, FaultKind.FOREIGN),
    "newer": (_newer, FaultKind.NEWER),
    "cut in half": (_cut, FaultKind.DAMAGED),
    "cut to a stub": (_cut_to_a_stub, FaultKind.DAMAGED),
    "overwritten header": (_header, FaultKind.NOT_DATABASE),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_not_ours_or_not_sound_is_named_and_left_alone(
    case: str, file: Path, open_it: Opener
) -> None:
    spoil, kind = WRONG[case]
    spoil(file)
    before = file.read_bytes()

    with pytest.raises(Fault) as fault:
        open_it()

    assert fault.value.kind is kind
    assert fault.value.file == file
    assert file.read_bytes() == before


def test_a_newer_file_names_both_versions(file: Path) -> None:
    _newer(file)
    with pytest.raises(Fault) as fault:
        look(file)
    assert fault.value.values == {"theirs": SCHEMA + 1, "ours": SCHEMA}


def test_a_folder_in_place_of_the_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "signpost.sqlite").mkdir()
    with pytest.raises(Fault):
        open_database(tmp_path / "signpost.sqlite", tmp_path / "backups", NOW)


def _damage_inside(file: Path) -> None:
    """Overwrite the last pages, which opening alone does not read."""
    data = bytearray(file.read_bytes())
    for page in range(2 * 4096, len(data), 4096):
        data[page : page + 200] = b"\xa5" * 200
    file.write_bytes(data)


def test_damage_inside_is_found_by_the_weekly_reading(file: Path, open_it: Opener) -> None:
    _damage_inside(file)
    with pytest.raises(Fault) as fault:
        open_it(now=NOW + timedelta(days=8))
    assert fault.value.kind is FaultKind.DAMAGED


def test_a_clock_that_went_back_two_years_does_no_harm(open_it: Opener) -> None:
    open_it(now=NOW - timedelta(days=730)).close()
    open_it(now=NOW).close()


def test_a_log_left_without_its_database_is_put_aside_and_not_mixed_in(file: Path) -> None:
    """Whoever deletes the database by hand leaves its log, which a new one must not read."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("INSERT INTO projects (name) VALUES ('old')")
        raw.commit()
        log = file.with_name("signpost.sqlite-wal").read_bytes()
    file.unlink()
    file.with_name("signpost.sqlite-wal").write_bytes(log)

    with closing(open_database(file, file.parent / "backups", NOW)) as database:
        database.check()
        with database.read() as records:
            assert records.profiles("", binned=False) == []
    (aside,) = (file.parent / "backups").glob("replaced-*/signpost.sqlite-wal")
    assert aside.read_bytes() == log
