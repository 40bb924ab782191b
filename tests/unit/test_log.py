"""The log helps to find a fault and holds nothing of the user's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import log
from app.probe.types import Verdict

CANARY = "canary-4711"


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    log.close_log()


def written(data_dir: Path) -> str:
    return "".join(path.read_text() for path in (data_dir / log.FOLDER).iterdir())


def test_events_are_kept_with_numbers_and_words_from_closed_lists(data_dir: Path) -> None:
    log.open_log(data_dir, "Signpost 9.9")
    log.note("measured", profile=3, verdict=Verdict.SUPPORTS)

    assert log.last_lines(data_dir)[0].endswith("--- Signpost 9.9")
    assert log.last_lines(data_dir)[1].endswith("measured profile=3 verdict=supports")


def test_a_text_of_the_users_cannot_be_noted_by_mistake(data_dir: Path) -> None:
    """Whoever tries learns of it at the first run, not from a leak."""
    log.open_log(data_dir, "Signpost")
    wrong: Any = CANARY
    with pytest.raises(TypeError, match="name"):
        log.note("opened", name=wrong)
    assert CANARY not in written(data_dir)


def test_a_bug_is_kept_by_kind_and_place_without_its_message(data_dir: Path) -> None:
    """A message may quote what the user wrote, a path names people; neither is kept."""
    log.open_log(data_dir, "Signpost")
    try:
        int(CANARY)
    except ValueError as error:
        log.note_bug(error)

    text = written(data_dir)
    assert "bug ValueError" in text
    assert "tests/unit/test_log.py" in text
    assert CANARY not in text
    assert str(Path.home()) not in text


def test_the_log_stays_small(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old events make room for new ones."""
    monkeypatch.setattr(log, "MOST_BYTES", 2_000)
    log.open_log(data_dir, "Signpost")
    for number in range(1_000):
        log.note("profile opened", profile=number)

    assert len([*(data_dir / log.FOLDER).iterdir()]) == 1 + log.OLDER
    assert len(written(data_dir)) < 2_000 * (1 + log.OLDER)
    assert log.last_lines(data_dir)[-1].endswith("profile=999")


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log.open_log(tmp_path / "file", "Signpost")
    log.note("profile opened", profile=1)
    assert log.last_lines(tmp_path / "file") == []
