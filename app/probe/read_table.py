"""A file of labelled rows, read as a table: encoding, separator and header found out and shown.

Whatever was guessed can be asked for instead. No row is left out or changed without a notice.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from app.errors import AppError
from app.files import read_file
from app.probe.columns import KNOWN_NAMES
from app.probe.decode import Decoded, decode, decode_as
from app.probe.delimited import find_separator, hinted, plain_name, read_records
from app.probe.json_rows import Records, parse, read_lines, read_list
from app.probe.table import Notice, Row, Table

LARGEST: Final = 300_000_000  # bytes; about five million rows
JSON_LINES: Final = (".jsonl", ".ndjson")
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
NAME_LENGTH: Final = 60  # characters; a longer first cell is a text and no column name


def read_table(
    path: Path,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    header: bool | None = None,
) -> Table:
    """The rows of a CSV, TSV, JSON or JSON Lines file. What is None is found out.

    AppError when the file is missing, empty, a workbook, no text, not in `encoding`, or without
    rows. The file is only ever read.
    """
    data = read_file(path, LARGEST)
    if data.startswith(WORKBOOKS):
        raise AppError("table_is_workbook", file=path)
    decoded = decode(data) if encoding is None else decode_as(data, encoding)
    if decoded is None:
        if encoding is None:
            raise AppError("table_is_no_text", file=path)
        raise AppError("table_not_encoding", file=path, encoding=encoding)
    text, notices = _cleaned(decoded)
    if not text.strip():
        raise AppError("table_empty", file=path)
    notices += _notice("examples.repaired_encoding", decoded.repaired)
    kind = path.suffix.casefold()
    if separator is None and (
        kind in (".json", *JSON_LINES) or text.lstrip().startswith(('{"', '[{"', "[\n", "[\r"))
    ):
        return _from_json(path, text, notices, decoded.encoding, data, lines=kind in JSON_LINES)
    return _from_text(path, text, notices, decoded.encoding, data, separator, header)


def _cleaned(decoded: Decoded) -> tuple[str, list[Notice]]:
    """The text without NUL characters, which no model and no other program takes."""
    text = decoded.text
    if "\0" not in text:
        return text, []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [number for number, line in enumerate(lines, 1) if "\0" in line]
    return text.replace("\0", ""), _notice("examples.nul_removed", places)


def _from_text(
    path: Path,
    text: str,
    notices: list[Notice],
    encoding: str,
    data: bytes,
    separator: str | None,
    header: bool | None,
) -> Table:
    hint = hinted(text)
    separator = separator or hint or find_separator(text, KNOWN_NAMES)
    records = read_records(text, separator, skip=1 if hint else 0)
    filled = [row for row in records.rows if any(cell.strip() for cell in row.cells)]
    blank = [row.line for row in records.rows if not any(cell.strip() for cell in row.cells)]
    notices += _notice("examples.blank_lines", blank)
    notices += _notice("examples.unclosed_quote", records.unclosed)
    notices += _notice("examples.swallowed_lines", records.swallowing)

    if len(filled) == 1 and len(filled[0].cells) == 1:
        raise AppError("table_is_no_text", file=path)
    named = _names_columns(filled) if header is None else header
    if named and len(filled) == 1:
        raise AppError("table_header_only", file=path)
    first = filled[0].cells
    width = len(first) if named else _usual_width(filled)
    columns = _unique([*first] if named else [""] * width)
    body = filled[1:] if named else filled
    if not named and header is None:
        notices.append(Notice("examples.no_header", values={"first": first[0][:NAME_LENGTH]}))
    if named and len({*first}) < len(first):
        notices.append(Notice("examples.renamed_columns", values={"columns": ", ".join(columns)}))

    rows, wide, short = [], [], []
    for row in body:
        if any(cell.strip() for cell in row.cells[width:]):
            wide.append(row.line)
            continue
        if len(row.cells) < width:
            short.append(row.line)
        rows.append(_fitted(row, width))
    notices += _notice("examples.too_many_cells", wide, left_out=True)
    notices += _notice("examples.too_few_cells", short)
    if not rows:
        raise AppError("table_no_rows", file=path)
    return Table(
        path.name, columns, tuple(rows), encoding, separator, named, tuple(notices), _sha256(data)
    )


def _from_json(
    path: Path, text: str, notices: list[Notice], encoding: str, data: bytes, *, lines: bool
) -> Table:
    records, numbered = _json_records(path, text, lines=lines)
    notices += _notice("examples.broken_json", records.broken, left_out=True)
    notices += _notice("examples.no_object", records.other, left_out=True, records=numbered)
    if records.under:
        notices.append(
            Notice("examples.list_under", values={"under": records.under[:NAME_LENGTH]})
        )
    columns = tuple({name: None for _, cells in records.objects for name in cells})
    if not columns:
        raise AppError("table_no_rows", file=path)
    rows = [
        Row(number, tuple(cells.get(name, "") for name in columns))
        for number, cells in records.objects
    ]
    return Table(
        path.name,
        columns,
        tuple(rows),
        encoding,
        "",
        True,
        tuple(notices),
        _sha256(data),
        numbered,
    )


def _json_records(path: Path, text: str, *, lines: bool) -> tuple[Records, bool]:
    """The objects of the file, and whether they are numbered by record and not by line."""
    value: Any = None
    if not lines:
        try:
            value = parse(text)
        except ValueError as error:
            found = read_lines(text)
            if found.objects:
                return found, False
            raise AppError(
                "table_broken_json", file=path, line=getattr(error, "lineno", 1)
            ) from None
    records = read_lines(text) if lines or _one_row(value) else read_list(value)
    if records is None or not records.objects:
        raise AppError("table_json_shape", file=path)
    return records, not (lines or _one_row(value))


def _one_row(value: Any) -> bool:
    """A JSON Lines file of one line: an object that holds no list of objects."""
    return isinstance(value, dict) and read_list(value) is None


def _names_columns(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: by known names, else because its cells are short,
    different, no numbers, and none occurs again in its column."""
    first = rows[0].cells
    if any(plain_name(cell) in KNOWN_NAMES for cell in first):
        return True
    if len({*first}) < len(first) or any(not 0 < len(cell.strip()) <= 40 for cell in first):
        return False
    if any(cell.strip().lstrip("+-").replace(".", "", 1).isdigit() for cell in first):
        return False
    return not any(
        cell == again for row in rows[1:] for cell, again in zip(first, row.cells, strict=False)
    )


def _usual_width(rows: Sequence[Row]) -> int:
    return Counter(len(row.cells) for row in rows).most_common(1)[0][0]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Column names, each once: a nameless one gets its number, a second one is "name (2)"."""
    given: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        wanted = name.strip() or f"column {place}"
        unique, again = wanted, 2
        while unique in given:
            unique, again = f"{wanted} ({again})", again + 1
        given[unique] = None
    return tuple(given)


def _fitted(row: Row, width: int) -> Row:
    cells = row.cells[:width]
    return Row(row.line, cells + ("",) * (width - len(cells)))


def _notice(
    key: str, lines: Sequence[int], *, left_out: bool = False, records: bool = False
) -> list[Notice]:
    return [Notice(key, tuple(lines), left_out, records)] if lines else []


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
