"""What can go wrong is said in one sentence, loses nothing, and work goes on afterwards."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.decision.profile import Profile
from app.errors import AppError
from app.store import Store, restore
from app.words import Language


def test_a_full_disk_loses_nothing_and_work_goes_on(store: Store) -> None:
    number = store.add(Profile(name="kept")).id
    with store._database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(AppError, match="full"):
        store.save(number, Profile(name="lost", summary="x" * 100_000), "describe")

    assert store.get(number).profile.name == "kept"
    assert store.changes(number) == []
    with store._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert store.save(number, Profile(name="saved after all"), "describe").profile.name
    store._database.check()


def test_a_store_that_may_only_be_read_says_so_and_can_be_read(store: Store) -> None:
    number = store.add(Profile(name="kept")).id
    with store._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(AppError, match="only be read"):
        store.save(number, Profile(name="lost"), "describe")
    assert store.get(number).profile.name == "kept"


def test_another_program_writing_for_long_is_told_and_not_waited_for_without_end(
    store: Store, data_dir: Path
) -> None:
    with store._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
    with closing(sqlite3.connect(data_dir / "signpost.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AppError, match="in use"):
            store.add(Profile(name="waits"))
        other.execute("ROLLBACK")
    assert store.add(Profile(name="goes on")).id == 1


def test_two_stores_on_one_folder_see_each_others_work(store: Store, data_dir: Path) -> None:
    """The window and a command may be used at the same time."""
    with Store.open(data_dir) as other:
        number = other.add(Profile(name="from the command line")).id
    assert store.get(number).profile.name == "from the command line"


@pytest.mark.parametrize("place", ["file/data", "file"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AppError, match="cannot be used") as fault:
        Store.open(tmp_path / place)
    assert "--data-dir" in str(fault.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(AppError):
        Store.open(folder)


def test_each_kind_of_wrong_file_has_its_sentence_in_both_languages(data_dir: Path) -> None:
    Store.open(data_dir).close()
    file = data_dir / "signpost.sqlite"
    sound = file.read_bytes()
    newer = bytearray(sound)
    newer[60:64] = (999).to_bytes(4, "big")
    foreign = bytearray(sound)
    foreign[68:72] = bytes(4)
    for content, words in {
        b"": "empty",
        b"Dear diary": "not a database",
        bytes(foreign): "another program",
        bytes(newer): "version 999",
        sound[:-4096]: "damaged",
    }.items():
        file.write_bytes(content)
        with pytest.raises(AppError, match=words) as fault:
            Store.open(data_dir)
        assert str(file) in fault.value.text(Language.JA)
        assert file.read_bytes() == content


def test_a_wrong_backup_leaves_the_store_as_it_is(data_dir: Path, tmp_path: Path) -> None:
    with Store.open(data_dir) as store:
        store.add(Profile(name="present"))
    (tmp_path / "letter.txt").write_text("Dear diary")
    for backup in (tmp_path / "letter.txt", tmp_path / "missing", tmp_path):
        with pytest.raises(AppError, match=backup.name):
            restore(data_dir, backup)
    with Store.open(data_dir) as store:
        assert [each.name for each in store.summaries()] == ["present"]


def test_a_backup_never_replaces_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(AppError, match="exists already"):
        store.backup(tmp_path / "letter.txt")
    with pytest.raises(AppError, match="folder"):
        store.backup(tmp_path / "nowhere" / "copy.sqlite")
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_what_a_backup_holds_comes_back(data_dir: Path, tmp_path: Path) -> None:
    with Store.open(data_dir) as store:
        number = store.add(Profile(name="then")).id
        store.backup(tmp_path / "copy.sqlite")
        store.save(number, Profile(name="now"), "describe")
        with pytest.raises(AppError, match="in use"):
            restore(data_dir, tmp_path / "copy.sqlite")

    aside = restore(data_dir, tmp_path / "copy.sqlite")

    with Store.open(data_dir) as store:
        assert store.get(number).profile.name == "then"
    assert aside is not None
    with Store.open(aside) as store:
        assert store.get(number).profile.name == "now"
