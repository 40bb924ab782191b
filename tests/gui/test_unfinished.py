"""What was decided for a measurement that was cut off is kept for as long as its answers are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.gui.unfinished import (
    Unfinished,
    forget_unfinished,
    note_unfinished,
    unfinished_of,
)

DECIDED = Unfinished(
    begun=datetime.now(UTC), data="rows.csv", pasted=False, sha256="0" * 64, encoding=None,
    separator=";", header=None, sheet=None, text=("body",), label="queue", group="", kind=None,
    merge_spellings=True, keep_missing=False, model="default", model_file=None, endpoint=None,
    key="none", variant=None, shots=4, prompt=None, rows=100, target=0.9, embedder=None,
    grades=None, most_dollars=None, most_calls=10, most_minutes=1.5, price_in=None,
    price_out=None,
)  # fmt: skip


def test_it_comes_back_as_it_was_for_its_own_profile(data_dir: Path) -> None:
    note_unfinished(data_dir, 7, DECIDED)
    assert unfinished_of(data_dir, 7) == DECIDED
    assert unfinished_of(data_dir, 8) is None
    forget_unfinished(data_dir, 7)
    assert unfinished_of(data_dir, 7) is None
    forget_unfinished(data_dir, 7)  # once more does no harm


def test_it_is_not_offered_once_its_answers_are_forgotten(data_dir: Path) -> None:
    old = DECIDED.model_copy(update={"begun": datetime.now(UTC) - timedelta(days=31)})
    note_unfinished(data_dir, 7, old)
    assert unfinished_of(data_dir, 7) is None


def test_a_damaged_file_offers_nothing(data_dir: Path) -> None:
    note_unfinished(data_dir, 7, DECIDED)
    next((data_dir / "runs").iterdir()).write_text("{")
    assert unfinished_of(data_dir, 7) is None
