"""A workbook is read as its author sees it, and no formula in it is ever worked out."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from app.errors import AppError, Cancelled
from app.probe.preview import Level, preview
from app.probe.read_table import read_table
from app.probe.table import Reading

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STYLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"

Cells = Sequence[Sequence[object]]


class Formula(str):
    """A formula whose result was never stored."""


class Date(int):
    """A day by the number that spreadsheets keep."""


def cell(place: str, value: object) -> str:
    if isinstance(value, Formula):
        return f'<c r="{place}"><f>{escape(value)}</f><v></v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, Date):
        return f'<c r="{place}" s="1"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(str(value))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def sheet(rows: Cells) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            cell(f"{'ABCDEFGH'[place]}{number}", value)
            for place, value in enumerate(row)
            if value is not None
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(sheets: dict[str, Cells], hidden: Sequence[str] = ()) -> bytes:
    """The bytes of a small .xlsx file, as the format's standard describes it."""
    numbered = list(enumerate(sheets.items(), 1))
    parts = {f"xl/worksheets/sheet{at}.xml": sheet(rows) for at, (_, rows) in numbered}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"'
        + (' state="hidden"/>' if name in hidden else "/>")
        for at, (name, _) in numbered
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at, _ in numbered
    )
    style = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{SHEET_TYPE}"/>'
        for at, _ in numbered
    )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/xl/workbook.xml" ContentType="{BOOK_TYPE}"/><Override PartName="/xl/styles.xml"'
        f' ContentType="{STYLE_TYPE}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" Type="{OFFICE}'
        '/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}{style}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


TICKETS: Cells = [
    ["", "", ""],
    ["id", "text", "label"],
    ["00001", "charged twice", "billing"],
    ["00002", "parcel is late", "shipping"],
    [],
    ["00003", Formula("1+1"), "billing"],
    ["00004", 12345, "billing"],
    ["00005", Date(46082), "shipping"],
    ["00006", "line one\nline two", "returns"],
    ["00007", True, "returns"],
    ["00008", 2.5, "returns"],
]
BOOK = {
    "Read me": [["Exported tickets, see the next sheet"]],
    "tickets": TICKETS,
    "hidden": [["text", "label"], ["secret", "a"]],
}


@pytest.fixture(params=["tickets.xlsx", "renamed.csv"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same workbook under its own name and under a wrong one."""
    path = tmp_path / str(request.param)
    path.write_bytes(workbook(BOOK, hidden=["hidden"]))
    return path


def test_the_first_visible_sheet_with_a_table_is_read(file: Path) -> None:
    table = read_table(file)
    assert (table.sheet, table.sheets) == ("tickets", ("Read me", "tickets", "hidden"))
    assert table.columns == ("id", "text", "label")
    assert [row.cells[0] for row in table.rows] == [f"{n:05d}" for n in range(1, 9)]
    assert [row.line for row in table.rows] == [3, 4, 6, 7, 8, 9, 10, 11]
    assert [row.cells[1] for row in table.rows[2:]] == [
        "", "12345", "2026-03-01", "line one\nline two", "TRUE", "2.5",
    ]  # fmt: skip


def test_a_formula_without_a_result_is_told_and_never_worked_out(file: Path) -> None:
    seen = preview(read_table(file))
    assert seen.found is not None
    assert len(seen.found.examples) == 7
    assert seen.level is Level.TOLD
    told = {notice.key: notice.lines for notice in seen.notices}
    assert told["examples.hollow_cells"] == told["examples.no_text"] == (6,)
    assert told["examples.blank_lines"] == (1, 5)
    assert "examples.sheet_chosen" in told


def test_another_sheet_is_read_when_asked(file: Path) -> None:
    table = read_table(file, Reading(sheet="hidden"))
    assert [row.cells for row in table.rows] == [("secret", "a")]
    with pytest.raises(AppError, match=r"no sheet “Sheet9”.*tickets"):
        read_table(file, Reading(sheet="Sheet9"))


def test_reading_a_workbook_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    path.write_bytes(workbook({"one": [["text", "label"], *[["a", "b"]] * 5000]}))
    seen: list[tuple[int, int]] = []
    assert len(read_table(path, progress=lambda *step: seen.append(step)).rows) == 5000
    assert seen[-1][0] == 5000
    start = read_table(path, first=20_000)
    assert (len(start.rows), start.whole, start.sha256) == (99, False, "")
    with pytest.raises(Cancelled):
        read_table(path, cancelled=lambda: True)


def test_an_empty_and_a_broken_workbook_are_one_sentence_each(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    path.write_bytes(workbook({"one": []}))
    with pytest.raises(AppError, match="is empty"):
        read_table(path)
    path.write_bytes(workbook(BOOK)[:700])
    with pytest.raises(AppError, match="damaged or incomplete"):
        read_table(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(AppError, match="damaged or incomplete"):
        read_table(path)


def test_a_file_that_unpacks_to_more_than_it_can_hold_is_refused(tmp_path: Path) -> None:
    """The size it claims is enough: nothing is unpacked to find out."""
    path = tmp_path / "bomb.xlsx"
    data = bytearray(workbook({"one": [["text", "label"], ["a", "b"]]}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (2_000_000_000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(AppError, match="1000 MB"):
        read_table(path)
