"""What a page shows of a file of examples before anything is measured. Free of any toolkit."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.errors import AppError
from app.probe.columns import guess_columns, guess_context, guess_group
from app.probe.examples import Import, labelled_examples
from app.probe.joined import joined
from app.probe.kinds.kind import Kind
from app.probe.kinds.registry import KINDS, likely_kind
from app.probe.table import Notice, Row, Table
from app.probe.uncollected import uncollected

FIRST: Final = 20  # rows
LONGEST: Final = 300  # characters of a cell
HIDDEN: Final = re.compile(  # turns the reading order about, or takes no room at all
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
ASKED: Final = frozenset(  # what only the user can know; the rest is told
    {
        "examples.no_header",
        "examples.renamed_columns",
        "examples.list_under",
        "examples.labels_are_numbers",
        "examples.labels_are_free_text",
        "examples.taken_as_numeric",
        "examples.taken_as_regression",
        "examples.taken_as_generation",
    }
)
NO_FAULT: Final = frozenset({"examples.too_few", "examples.formula"})  # of the reading


class Level(StrEnum):
    """How much of the user's attention a file needs. One that cannot be read is an AppError."""

    OK = "ok"
    TOLD = "ok_with_warning"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the rows of a table mean, as the user decided it; what is None is found out. `group`:
    "" for none."""

    text: tuple[str, ...] = ()
    label: str | None = None
    group: str | None = None
    kind: Kind | None = None
    merge_spellings: bool = False
    keep_missing: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A table with what was made of it. `text` are the columns the text is put together from, ()
    where none could be found out; so with `label`. `found` is None and `fault` told where no row
    can be used. `counts`: labels, the most frequent first."""

    table: Table
    text: tuple[str, ...]
    label: str | None
    group: str | None
    kind: Kind
    found: Import | None
    fault: AppError | None
    first: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.found.notices if self.found else self.table.notices

    @property
    def level(self) -> Level:
        keys = {notice.key for notice in self.notices} - NO_FAULT
        if keys & ASKED or self.found is None:
            return Level.ASK
        return Level.TOLD if keys else Level.OK


def preview(table: Table, choices: Choices | None = None) -> Preview:
    """What `choices` make of `table`; a column that is not there is an AppError."""
    with uncollected():
        return _preview(table, choices or Choices())


def _preview(table: Table, choices: Choices) -> Preview:
    text, label = guess_columns(table)
    label = choices.label or label
    texts = choices.text
    if not texts and text is not None:
        context = guess_context(table, text)
        texts = (context, text) if context not in (None, label) and context else (text,)
    group = guess_group(table) if choices.group is None else choices.group or None
    if not texts or label is None or label in texts:
        return Preview(
            table, texts, label, group, next(iter(KINDS.values())), None, None, _first(table), ()
        )
    table, column = joined(table, texts, label)
    kind = choices.kind or kind_of(table, column, label)
    found, fault = None, None
    try:
        found = labelled_examples(
            table,
            column,
            label,
            merge_spellings=choices.merge_spellings,
            keep_missing=choices.keep_missing,
            kind=kind,
            group=group,
        )
    except AppError as error:
        if error.key != "examples_none":
            raise
        fault = error
    counts = Counter(one.label for one in found.examples) if found else Counter[str]()
    return Preview(
        table,
        texts,
        label,
        group,
        kind,
        found,
        fault,
        _first(table),
        tuple(counts.most_common()),
    )


def kind_of(table: Table, text: str, label: str) -> Kind:
    """The kind of task that these columns look like."""
    names = [name for name in (text, label) if name not in table.columns]
    if names:
        raise AppError(
            "examples_no_column",
            file=table.name,
            column=names[0][:60],
            columns=", ".join(table.columns[:20]),
        )
    at, gold = table.columns.index(text), table.columns.index(label)
    return likely_kind(
        [row.cells[at] for row in table.rows], [row.cells[gold] for row in table.rows]
    )


def shown(text: str) -> str:
    """A cell for one line of a table: line ends and characters that cannot be seen, or would
    turn the line about, are made visible; a long one is cut."""
    line = text[:LONGEST] + ("…" if len(text) > LONGEST else "")
    line = re.sub(r"\r\n|[\r\n\u2028\u2029]", " ↵ ", line)
    line = HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", line)
    return "".join(
        "\ufffd" if unicodedata.category(character) == "Cc" and character != "\t" else character
        for character in line
    ).replace("\t", " ⇥ ")


def _first(table: Table) -> tuple[Row, ...]:
    return tuple(Row(row.line, tuple(map(shown, row.cells))) for row in table.rows[:FIRST])
