"""A sheet of a workbook (.xlsx, .xlsb, .xls, .ods) as rows of text. No formula is worked out."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from app.errors import AppError, Cancelled
from app.probe.ask import Cancel, Progress
from app.probe.source import Source
from app.probe.table import Row

LARGEST: Final = 1_000_000_000  # bytes unpacked; a small file that unpacks to more is a trap
OFTEN: Final = 5000  # rows between two looks at whether to stop
PREVIEWED: Final = 50  # rows looked at to choose a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` bear the numbers they have in the program they come from. `names`: all sheets, the
    hidden ones last; `hidden` tells whether this is one of those."""

    name: str
    names: tuple[str, ...]
    rows: list[Row]
    hidden: bool


def read_sheet(
    source: Source,
    wanted: str | None,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> Sheet:
    """The sheet with the name `wanted`, else the first that can be seen and holds a table.

    AppError where the workbook is damaged, locked or empty, or has no such sheet. Raises
    Cancelled.
    """
    from python_calamine import (  # noqa: PLC0415  (only few files are workbooks)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    _check_size(source)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(source.data)) as book:
            about = {
                sheet.name: sheet.visible is not SheetVisibleEnum.Visible
                for sheet in book.sheets_metadata
                if sheet.typ is SheetTypeEnum.WorkSheet
            }
            names = tuple(sorted(about, key=lambda name: about[name]))
            if wanted is not None and wanted not in about:
                raise AppError(
                    "workbook_no_sheet",
                    file=source.shown,
                    sheet=wanted[:60],
                    sheets=", ".join(names[:20]),
                )
            name = wanted
            if name is None:
                looks = {one: _width(book.get_sheet_by_name(one)) for one in names}
                tables = [one for one in names if looks[one] > 1] or [
                    one for one in names if looks[one]
                ]
                name = next((one for one in tables if not about[one]), "".join(tables[:1]))
            if not name:
                raise AppError("table_empty", file=source.shown)
            sheet = book.get_sheet_by_name(name)
            rows = _rows(sheet, progress, cancelled)
    except PasswordError:
        raise AppError("workbook_locked", file=source.shown) from None
    except (CalamineError, OSError, ValueError):
        raise AppError("workbook_damaged", file=source.shown) from None
    return Sheet(name, names, rows, about[name])


def _check_size(source: Source) -> None:
    if not source.data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile:
        raise AppError("workbook_damaged", file=source.shown) from None
    if unpacked > LARGEST:
        raise AppError("file_too_large", file=source.shown, limit=f"{LARGEST // 1_000_000} MB")


def _width(sheet: Any) -> int:
    """How many columns the fullest of the first rows fills, if more than one row is filled."""
    filled = [sum(cell != "" for cell in row) for row in islice(sheet.iter_rows(), PREVIEWED)]
    return max(filled, default=0) if sum(map(bool, filled)) > 1 else min(1, len(filled))


def _rows(sheet: Any, progress: Progress, cancelled: Cancel) -> list[Row]:
    total = sheet.total_height
    first = sheet.start[0] + 1 if sheet.start else 1
    rows = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), first):
        rows.append(Row(number, _spelled(cells)))
        if number % OFTEN == 0:
            progress(number, total)
            if cancelled():
                raise Cancelled
    return rows


def _spelled(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(cell if isinstance(cell, str) else _text(cell) for cell in cells)


def _text(value: Any) -> str:
    """A cell that is no text, as a spreadsheet would write it into a CSV file."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        plain = value.time() == datetime.time()
        return value.date().isoformat() if plain else value.isoformat(" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)
