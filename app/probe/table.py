"""A file of rows as it was read, before anybody has said what its columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from app.words import Language, say

MANY_COLUMNS: Final = 50  # too many to look at each
SHOWN: Final = 8  # places named in a sentence; the rest are counted


class Row(NamedTuple):
    """`line` is the line the row begins on, or its number where the file is one JSON array."""

    line: int
    cells: tuple[str, ...]


class Spelled(str):
    """A number, true or false of a JSON file, as it was written there."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader did or found that the user should know.

    `key` names the sentence in `resources/words/examples.toml`; `lines` are all rows concerned.
    `left_out`: those rows are not used. `records`: `lines` count records and not lines. `choice`
    names what the user may decide otherwise: a field of `Reading` or of `Choices`.
    """

    key: str
    lines: tuple[int, ...] = ()
    left_out: bool = False
    records: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    choice: str = ""

    def text(self, language: Language) -> str:
        """The sentence, with the first places where it is so."""
        sentence = say(language, self.key, n=len(self.lines), **self.values)
        if not self.lines:
            return sentence
        places = ", ".join(map(str, self.lines[:SHOWN]))
        if len(self.lines) > SHOWN:
            places = say(
                language, "examples.and_more", places=places, more=len(self.lines) - SHOWN
            )
        unit = "examples.records" if self.records else "examples.lines"
        return sentence + say(language, unit, n=len(self.lines), places=places)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read, as the user decided it; what is None is found out."""

    encoding: str | None = None
    separator: str | None = None
    header: bool | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has as many cells as there are columns; column names are unique.

    `encoding`, `separator` and `header` are what was found or asked for: `separator` is "" for
    JSON and workbooks, `header` tells whether the first row names the columns. `sheet` is the one
    of the workbook's `sheets` that was read. `whole`: not only the first rows of the file were
    read; else there is no `sha256` yet.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str
    header: bool
    notices: tuple[Notice, ...]
    sha256: str
    records: bool = False
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    whole: bool = True


def about_columns(columns: Sequence[str]) -> list[Notice]:
    """That there are so many that the wrong ones may have been chosen."""
    many = len(columns) > MANY_COLUMNS
    values = {"columns": len(columns)}
    return [Notice("examples.many_columns", values=values, choice="text")] if many else []
