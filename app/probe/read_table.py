"""Labelled rows read as a table: encoding, separator, sheet and header found out and shown.

Whatever was guessed can be asked for instead. No row is left out or changed without a notice.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from app.errors import AppError, Cancelled
from app.probe.ask import Cancel, Progress
from app.probe.columns import KNOWN_NAMES
from app.probe.decode import Decoded, decode, decode_as
from app.probe.delimited import find_separator, hinted, plain_name, read_records
from app.probe.json_table import from_json, looks_like_json
from app.probe.source import Source, of_file, of_text
from app.probe.table import Notice, Reading, Row, Table, about_columns
from app.probe.uncollected import uncollected
from app.probe.workbook import Sheet, read_sheet

FOUND_OUT: Final = Reading()
BYTES_OF_ROW: Final = 200  # about; for how many rows of a workbook a first look takes
NAME_LENGTH: Final = 60  # characters; a longer first cell is a text and no column name


def read_table(
    path: Path,
    reading: Reading = FOUND_OUT,
    *,
    first: int | None = None,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> Table:
    """The rows of a CSV, TSV, JSON or JSON Lines file or of a workbook.

    `first`: read no more than about so many bytes, for a first look at a long file. `progress` is
    told rows or lines. AppError when the file is missing, empty, damaged, no text, not as
    `reading` says, or without rows; Cancelled. The file is only ever read.
    """
    source = of_file(path, first)
    with uncollected():
        try:
            return _read(source, reading, progress, cancelled, first)
        except AppError as fault:
            if source.whole or isinstance(fault, Cancelled):
                raise
        return _read(of_file(path), reading, progress, cancelled)  # too little was looked at


def read_pasted(text: str, name: str, reading: Reading = FOUND_OUT) -> Table:
    """The rows of a text from the clipboard; `name` stands for it in sentences. AppError as
    above."""
    return _read(of_text(text, name), reading)


def _read(
    source: Source,
    reading: Reading,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
    first: int | None = None,
) -> Table:
    if source.is_workbook:
        most = None if first is None else max(2, first // BYTES_OF_ROW)
        sheet = read_sheet(source, reading.sheet, most, progress=progress, cancelled=cancelled)
        return _from_sheet(source, sheet, reading)
    encoding = reading.encoding
    decoded = decode(source.data) if encoding is None else decode_as(source.data, encoding)
    if decoded is None:
        if encoding is None:
            raise AppError("table_is_no_text", file=source.shown)
        raise AppError("table_not_encoding", file=source.shown, encoding=encoding)
    text, notices = _cleaned(decoded)
    if not text.strip():
        raise AppError("table_empty", file=source.shown)
    notices += _notice("examples.repaired_encoding", decoded.repaired, choice="encoding")
    if reading.separator is None and looks_like_json(text, source.suffix):
        return from_json(source, text, notices, decoded.encoding, cancelled)
    hint = hinted(text)
    separator = reading.separator or hint or find_separator(text, KNOWN_NAMES)
    records = read_records(
        text,
        separator,
        skip=1 if hint else 0,
        cut_off=not source.whole,
        progress=progress,
        cancelled=cancelled,
    )
    notices += _notice("examples.unclosed_quote", records.unclosed)
    notices += _notice("examples.swallowed_lines", records.swallowing, choice="separator")
    layout = _layout(source, records.rows, reading.header, notices)
    return Table(
        source.name,
        layout.columns,
        layout.rows,
        decoded.encoding,
        separator,
        layout.header,
        tuple(notices),
        source.sha256,
        whole=source.whole,
    )


def _from_sheet(source: Source, sheet: Sheet, reading: Reading) -> Table:
    notices: list[Notice] = []
    if len(sheet.names) > 1:
        values = {"sheet": sheet.name[:NAME_LENGTH], "sheets": len(sheet.names)}
        notices.append(Notice("examples.sheet_chosen", values=values, choice="sheet"))
    if not any(any(row.cells) for row in sheet.rows):
        raise AppError("table_empty", file=source.shown)
    layout = _layout(source, sheet.rows, reading.header, notices)
    hollow = [row.line for row in layout.rows if not all(row.cells)]
    notices += _notice("examples.hollow_cells", hollow)
    return Table(
        source.name,
        layout.columns,
        layout.rows,
        "",
        "",
        layout.header,
        tuple(notices),
        source.sha256 if sheet.whole else "",
        sheet=sheet.name,
        sheets=sheet.names,
        whole=sheet.whole,
    )


def _cleaned(decoded: Decoded) -> tuple[str, list[Notice]]:
    """The text without NUL characters, which no model and no other program takes."""
    text = decoded.text
    if "\0" not in text:
        return text, []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [number for number, line in enumerate(lines, 1) if "\0" in line]
    return text.replace("\0", ""), _notice("examples.nul_removed", places)


class _Layout(NamedTuple):
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header: bool


def _layout(
    source: Source, found: Sequence[Row], header: bool | None, notices: list[Notice]
) -> _Layout:
    """Rows of any width as columns with names; what does not fit is added to `notices`."""
    blank = [row.line for row in found if not any(cell.strip() for cell in row.cells)]
    hollow = {*blank}
    filled = [row for row in found if row.line not in hollow] if blank else found
    notices += _notice("examples.blank_lines", blank)
    if not filled or (len(filled) == 1 and len(filled[0].cells) == 1):
        raise AppError("table_is_no_text", file=source.shown)
    named = _names_columns(filled) if header is None else header
    if named and len(filled) == 1:
        raise AppError("table_header_only", file=source.shown)
    first = filled[0].cells
    width = len(first) if named else _usual_width(filled)
    columns = _unique([*first] if named else [""] * width)
    body = filled[1:] if named else filled
    if not named and header is None:
        values = {"first": first[0][:NAME_LENGTH]}
        notices.append(Notice("examples.no_header", values=values, choice="header"))
    if named and len({*first}) < len(first):
        values = {"columns": ", ".join(columns[:20])}
        notices.append(Notice("examples.renamed_columns", values=values, choice="text"))
    notices += about_columns(columns)

    rows, wide, short = [], [], []
    for row in body:
        if len(row.cells) == width:
            rows.append(row)
            continue
        if any(cell.strip() for cell in row.cells[width:]):
            wide.append(row.line)
            continue
        if len(row.cells) < width:
            short.append(row.line)
        rows.append(_fitted(row, width))
    notices += _notice("examples.too_many_cells", wide, left_out=True)
    notices += _notice("examples.too_few_cells", short)
    if not rows:
        raise AppError("table_no_rows", file=source.shown)
    return _Layout(columns, tuple(rows), named)


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
    key: str, lines: Sequence[int], *, left_out: bool = False, choice: str = ""
) -> list[Notice]:
    return [Notice(key, tuple(lines), left_out, choice=choice)] if lines else []
