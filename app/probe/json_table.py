"""A table out of JSON: one object per line, or one list of objects."""

from typing import Any, Final

from app.errors import AppError
from app.probe.ask import Cancel
from app.probe.json_rows import Records, list_items, parse, read_lines, read_list
from app.probe.source import Source
from app.probe.table import Notice, Row, Table, about_columns

LINES: Final = (".jsonl", ".ndjson")
STARTS: Final = ('{"', '[{"', "[\n", "[\r")
NAME_LENGTH: Final = 60  # characters shown of a key


def looks_like_json(text: str, suffix: str) -> bool:
    return suffix in (".json", *LINES) or text.lstrip().startswith(STARTS)


def from_json(
    source: Source, text: str, notices: list[Notice], encoding: str, cancelled: Cancel
) -> Table:
    """The objects of `text`. AppError where it is no JSON or holds no list of objects."""
    records, numbered = _records(source, text, cancelled)
    if records.broken:
        notices.append(Notice("examples.broken_json", records.broken, left_out=True))
    if records.other:
        notices.append(Notice("examples.no_object", records.other, True, numbered))
    if records.halves:
        notices.append(Notice("examples.half_characters", records.halves, records=numbered))
    if records.under:
        values = {"under": records.under[:NAME_LENGTH]}
        notices.append(Notice("examples.list_under", values=values, choice="text"))
    columns = tuple({name: None for _, cells in records.objects for name in cells})
    if not columns:
        raise AppError("table_no_rows", file=source.shown)
    notices += about_columns(columns)
    rows = tuple(
        Row(number, tuple(cells.get(name, "") for name in columns))
        for number, cells in records.objects
    )
    return Table(
        source.name,
        columns,
        rows,
        encoding,
        "",
        True,
        tuple(notices),
        source.sha256,
        numbered,
        whole=source.whole,
    )


def _records(source: Source, text: str, cancelled: Cancel) -> tuple[Records, bool]:
    """The objects of the file, and whether they are numbered by record and not by line."""
    lines = source.suffix in LINES
    if not lines and not source.whole and text.lstrip()[:1] in "[{":
        found = read_list(list_items(text, cancelled, cut_off=True))
        if found is not None and found.objects:
            return found, True
    value: Any = None
    if not lines:
        try:
            value = list_items(text, cancelled) if text.lstrip()[:1] == "[" else parse(text)
        except ValueError as error:
            found = read_lines(text, cancelled)
            if found.objects:
                return found, False
            raise AppError(
                "table_broken_json", file=source.shown, line=getattr(error, "lineno", 1)
            ) from None
    by_line = lines or (isinstance(value, dict) and read_list(value) is None)  # one row
    records = read_lines(text, cancelled) if by_line else read_list(value)
    if records is None or not records.objects:
        raise AppError("table_json_shape", file=source.shown)
    return records, not by_line
