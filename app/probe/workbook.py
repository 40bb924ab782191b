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
    hidden ones last; `whole`: no rows follow."""

    name: str
    names: tuple[str, ...]
    rows: list[Row]
    whole: bool


def read_sheet(
    source: Source,
    wanted: str | None,
    most: int | None = None,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> Sheet:
    """The sheet with the name `wanted`, else the first that can be seen and holds a table; at
    most about `most` rows of it.

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
            name, sheet = _chosen(book, names if wanted is None else (wanted,))
            if sheet is None:
                raise AppError("table_empty", file=source.shown)
            rows = _rows(sheet, most, progress, cancelled)
            whole = most is None or len(rows) < most
    except PasswordError:
        raise AppError("workbook_locked", file=source.shown) from None
    except (CalamineError, OSError, ValueError):
        raise AppError("workbook_damaged", file=source.shown) from None
    return Sheet(name, names, rows, whole)


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


def _chosen(book: Any, names: Sequence[str]) -> tuple[str, Any]:
    """The first of the sheets that looks like a table, else the first that holds anything."""
    found: tuple[str, Any] = ("", None)
    for name in names:
        sheet = book.get_sheet_by_name(name)
        rows = [row for row in islice(sheet.iter_rows(), PREVIEWED) if any(row)]
        if len(rows) > 1 and max(sum(cell != "" for cell in row) for row in rows) > 1:
            return name, sheet
        if rows and not found[0]:
            found = (name, sheet)
    return found


def _rows(sheet: Any, most: int | None, progress: Progress, cancelled: Cancel) -> list[Row]:
    first = sheet.start[0] + 1 if sheet.start else 1
    rows = []
    for number, cells in enumerate(islice(sheet.iter_rows(), most), first):
        rows.append(Row(number, _spelled(cells)))
        if number % OFTEN == 0:
            progress(number, sheet.total_height)
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
