"""One text out of several columns: a question with its context, a question with its options."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.errors import AppError
from app.probe.table import Row, Table

LETTERS: Final = "ABCDEFGHIJ"
_OPTION: Final = re.compile(
    r"(?:option|choice|answer|選択肢)?[ _]?\(?([A-J])\)?|(?:choices|options)\[(\d)\](?:\.text)?",
    re.I,
)


def joined(table: Table, texts: Sequence[str], label: str) -> tuple[Table, str]:
    """`table` with the column that holds the text, and that column's name.

    Several columns are put below one another, each under its name. Columns with the options of a
    question (A, B, C … or choices[0], choices[1] …) follow the text as "(A) …". AppError where a
    column is not there.
    """
    for name in texts:
        if name not in table.columns:
            raise AppError(
                "examples_no_column",
                file=table.name,
                column=name[:60],
                columns=", ".join(table.columns[:20]),
            )
    options = option_columns(table, {*texts, label})
    if len(texts) == 1 and not options:
        return table, texts[0]
    places = [table.columns.index(name) for name in texts]
    choices = [table.columns.index(name) for name in options]
    rows = []
    for row in table.rows:
        parts = [row.cells[at] for at in places]
        if len(parts) > 1:
            parts = [
                f"{name}: {part}" for name, part in zip(texts, parts, strict=True) if part.strip()
            ]
        if any(part.strip() for part in parts):
            parts += [
                f"({letter}) {row.cells[at]}"
                for letter, at in zip(LETTERS, choices, strict=False)
                if row.cells[at].strip()
            ]
        rows.append(Row(row.line, (*row.cells, "\n".join(parts))))
    name = " + ".join([*texts, *([f"{options[0]}–{options[-1]}"] if options else [])])
    while name in table.columns:
        name += " "
    return replace(table, columns=(*table.columns, name), rows=tuple(rows)), name


def option_columns(table: Table, others: set[str]) -> tuple[str, ...]:
    """The columns with the options of a question in their order; () without at least two, from
    the first on."""
    found: dict[int, str] = {}
    for name in table.columns:
        match = _OPTION.fullmatch(name.strip())
        if match and name not in others:
            place = LETTERS.index(match[1].upper()) if match[1] else int(match[2])
            found.setdefault(place, name)
    several = len(found) > 1 and [*sorted(found)] == [*range(len(found))]
    return tuple(found[place] for place in sorted(found)) if several else ()
