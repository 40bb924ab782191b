"""The answers of a measurement as rows to read, to look through, and to take along as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.probe.clusters import plain
from app.probe.relabel import Corrections
from app.probe.score import item_score, right
from app.probe.types import OutcomeClass, ProbeResult

WRONG, RIGHT, CORRECTED, ALL = "wrong", "right", "corrected", "all"
WHICH: Final = (WRONG, RIGHT, CORRECTED, ALL)
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # how a formula begins in a spreadsheet


class Row(NamedTuple):  # thousands are made while the window waits: a third of a data class
    """One example and what came back. `text` is None where its file is gone; `label` is the one
    it was measured with, `correction` what the user made of it where `corrected`: None there
    means that no single answer is right. `reply` is what the model wrote where that was not the
    answer alone."""

    id: str
    text: str | None
    label: str
    answer: str | None
    outcome: OutcomeClass
    right: bool
    score: float
    baseline: str | None
    reply: str
    corrected: bool = False
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; "" is any. `answer` None: those without one."""

    which: str = WRONG
    label: str = ""
    answer: str | None = ""
    outcome: str = ""
    text: str = ""


def rows_of(
    result: ProbeResult, texts: Mapping[str, str] | None, corrections: Corrections
) -> tuple[Row, ...]:
    """Every example that was finished, in the order of the file."""
    return tuple(
        Row(
            one.id,
            None if texts is None else texts.get(one.id),
            one.label,
            one.answer,
            one.outcome,
            right(one),
            item_score(one),
            one.baseline,
            one.detail,
            one.id in corrections,
            corrections.get(one.id),
        )
        for one in result.predictions
        if one.outcome is not OutcomeClass.CANCELLED
    )


def corrected(rows: Sequence[Row], example: str, corrections: Corrections) -> tuple[Row, ...]:
    """`rows` after the correction of one example was made or taken back: the others stay."""
    on, label = example in corrections, corrections.get(example)
    return tuple(
        row._replace(corrected=on, correction=label) if row.id == example else row for row in rows
    )


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows there are of each of WHICH."""
    right_ones = sum(row.right for row in rows)
    return {
        WRONG: len(rows) - right_ones,
        RIGHT: right_ones,
        CORRECTED: sum(row.corrected for row in rows),
        ALL: len(rows),
    }


def found(rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The rows that fit. The words of a search may stand anywhere in text, label, answer or
    reply; case and width do not matter."""
    words = plain(wanted.text).split()
    return [row for row in rows if _fits(row, wanted) and (not words or _holds(row, words))]


def as_csv(rows: Sequence[Row], heads: Sequence[str]) -> bytes:
    """The rows with their corrections as UTF-8 with its mark, which spreadsheets ask for.

    `heads`: the names of the ten columns. What a spreadsheet would take for a formula gets an
    apostrophe in front.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(map(_harmless, heads))
    for row in rows:
        ambiguous = row.corrected and row.correction is None
        cells = (
            row.id,
            row.text or "",
            row.label,
            row.answer or "",
            row.outcome.value,
            "1" if row.right else "0",
            f"{row.score:.3f}",
            row.baseline or "",
            row.reply,
            "?" if ambiguous else row.correction or "",
        )
        writer.writerow(map(_harmless, cells))
    return file.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _fits(row: Row, wanted: Wanted) -> bool:
    if wanted.which in (WRONG, RIGHT) and row.right is not (wanted.which == RIGHT):
        return False
    if wanted.which == CORRECTED and not row.corrected:
        return False
    return (
        wanted.label in ("", row.label)
        and wanted.answer in ("", row.answer)
        and wanted.outcome in ("", row.outcome)
    )


def _holds(row: Row, words: Sequence[str]) -> bool:
    whole = plain("\n".join((row.text or "", row.label, row.answer or "", row.reply)))
    return all(word in whole for word in words)
