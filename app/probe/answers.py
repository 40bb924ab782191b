"""The answers of a measurement as rows to read, to look through, and to take along as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.probe.clusters import plain
from app.probe.relabel import Corrections
from app.probe.score import item_score, right
from app.probe.types import OutcomeClass, ProbeResult

WRONG, RIGHT, CORRECTED, ALL = "wrong", "right", "corrected", "all"
WHICH: Final = (WRONG, RIGHT, CORRECTED, ALL)
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # how a formula begins in a spreadsheet


@dataclass(frozen=True, slots=True)
class Row:
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
            id=one.id,
            text=None if texts is None else texts.get(one.id),
            label=one.label,
            answer=one.answer,
            outcome=one.outcome,
            right=right(one),
            score=item_score(one),
            baseline=one.baseline,
            reply=one.detail,
            corrected=one.id in corrections,
            correction=corrections.get(one.id),
        )
        for one in result.predictions
        if one.outcome is not OutcomeClass.CANCELLED
    )


def found(rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The rows that fit. The words of a search may stand anywhere in text, label, answer or
    reply; case and width do not matter."""
    words = plain(wanted.text).split()
    return [row for row in rows if _fits(row, wanted) and _holds(row, words)]


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
    which = {
        WRONG: not row.right,
        RIGHT: row.right,
        CORRECTED: row.corrected,
        ALL: True,
    }
    return (
        which[wanted.which]
        and wanted.label in ("", row.label)
        and wanted.answer in ("", row.answer)
        and wanted.outcome in ("", row.outcome)
    )


def _holds(row: Row, words: Sequence[str]) -> bool:
    if not words:
        return True
    whole = plain("\n".join((row.text or "", row.label, row.answer or "", row.reply)))
    return all(word in whole for word in words)
