"""A file of rows is read as its author meant it, or what is wrong with it is said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.probe.columns import guess_columns
from app.probe.delimited import read_records
from app.probe.read_table import read_table
from app.probe.table import Reading, Table
from app.words import Language

FILES = Path(__file__).parent.parent.parent / "data" / "probe"
ROWS = "text,label\nparcel is late,delivery\ncharged twice,billing\n"


def written(folder: Path, data: str | bytes, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(table: Table, key: str) -> tuple[int, ...]:
    """The lines of the notice with this key; () when it is not there."""
    return next((one.lines for one in table.notices if one.key == f"examples.{key}"), ())


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_is_read_in_every_form_and_with_every_line_end(
    tmp_path: Path, encoding: str, named: str, end: str
) -> None:
    text = (ROWS + "店舗はどこですか,店舗\n").replace("\n", end)
    table = read_table(written(tmp_path, text.encode(encoding)))
    assert table.columns == ("text", "label")
    assert [row.cells[1] for row in table.rows] == ["delivery", "billing", "店舗"]
    assert [row.line for row in table.rows] == [2, 3, 4]
    assert (table.encoding, table.separator, table.header) == (named, ",", True)


def test_japanese_windows_files_are_recognised() -> None:
    table = read_table(FILES / "shift-jis.csv")
    assert table.encoding == "cp932"
    assert table.rows[0].cells == ("表紙が折れています", "返品")
    assert table.rows[1].cells[0] == "髙島屋の店舗で受け取れますか①"
    assert guess_columns(table) == ("本文", "ラベル")


def test_western_windows_files_with_semicolons_are_recognised() -> None:
    table = read_table(FILES / "windows-1252.csv")
    assert (table.encoding, table.separator) == ("cp1252", ";")
    assert [row.cells[0] for row in table.rows] == [
        "It’s “late” again…",
        "Prix 12,50 € à vérifier",
        "Straße gesperrt, kein Paket",
        "Betrag 3,10; bitte prüfen",
    ]


def test_one_pasted_line_in_another_encoding_spoils_no_other_line() -> None:
    table = read_table(FILES / "mixed.csv")
    assert table.rows[0].cells[0] == "The café was closed"
    assert table.rows[2].cells[0] == "Naïve reply from the agent"
    assert told(table, "repaired_encoding") == (4,)


def test_a_quotation_mark_left_open_swallows_no_rows() -> None:
    table = read_table(FILES / "open-quote.csv")
    assert len(table.rows) == 5
    assert table.rows[1].cells == ('"Never closed', "b")
    assert told(table, "unclosed_quote") == (3, 5)


def test_rows_that_do_not_fit_the_columns_are_named_by_their_line() -> None:
    table = read_table(FILES / "ragged.csv")
    assert told(table, "too_many_cells") == (3,)
    assert told(table, "too_few_cells") == (4,)
    assert told(table, "blank_lines") == (7,)
    assert ("An empty extra cell", "two") in [row.cells for row in table.rows]


def test_breaks_and_doubled_quotes_inside_a_cell_stay(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'text,label\n"two\r\nlines",a\n"say ""hi""",b\n"""",c\n'))
    assert [row.cells[0] for row in table.rows] == ["two\r\nlines", 'say "hi"', '"']
    assert [row.line for row in table.rows] == [2, 4, 5]
    assert not table.notices


def test_a_file_without_column_names_loses_no_row(tmp_path: Path) -> None:
    path = written(
        tmp_path, "parcel is late,delivery\ncharged twice,billing\nno parcel,delivery\n"
    )
    table = read_table(path)
    assert not table.header
    assert len(table.rows) == 3
    assert "parcel is late" in table.notices[0].text(Language.EN)
    assert guess_columns(table) == ("column 1", "column 2")
    assert len(read_table(path, Reading(header=True)).rows) == 2


def test_what_was_guessed_can_be_asked_for_instead(tmp_path: Path) -> None:
    path = written(tmp_path, "a;b,c\n1;2,3\n4;5,6\n")
    assert read_table(path, Reading(separator=",")).columns == ("a;b", "c")
    assert read_table(path, Reading(separator=";")).columns == ("a", "b,c")
    with pytest.raises(AppError, match="cannot be read as utf-8"):
        read_table(FILES / "shift-jis.csv", Reading(encoding="utf-8"))


def test_excels_hint_of_the_separator_is_followed_and_is_no_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "sep=|\r\ntext|label\r\na, b|one\r\nc|two\r\n"))
    assert (table.columns, table.separator) == (("text", "label"), "|")
    assert table.rows[0].line == 3


def test_columns_of_the_same_name_are_kept_apart(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "text,text,label\na,b,c\n"))
    assert table.columns == ("text", "text (2)", "label")
    assert "text (2)" in table.notices[0].text(Language.EN)


def test_nul_characters_cut_nothing_off(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "text,label\nbefore\0after,a\nlast,b\n"))
    assert [row.cells[0] for row in table.rows] == ["beforeafter", "last"]
    assert told(table, "nul_removed") == (2,)


def test_nested_json_becomes_columns() -> None:
    table = read_table(FILES / "nested.json")
    assert guess_columns(table) == ("input.text", "annotations[0].label")
    assert table.records
    assert [row.cells[table.columns.index("id")] for row in table.rows] == ["7", "8"]


def test_broken_lines_of_json_lines_are_named() -> None:
    table = read_table(FILES / "broken.jsonl")
    assert told(table, "broken_json") == (2,)
    assert told(table, "no_object") == (4,)
    assert [row.line for row in table.rows] == [1, 5, 6, 7, 8]


def test_json_numbers_stay_as_they_are_spelled(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[{"text": "x", "label": 1.0}, {"text": "NA", "label": 01e}]', "a.json"
    )
    with pytest.raises(AppError, match="line 1"):
        read_table(path)
    path = written(
        tmp_path, '[{"text": "x", "label": 1.0}, {"text": "NA", "label": true}]', "a.json"
    )
    assert [row.cells for row in read_table(path).rows] == [("x", "1.0"), ("NA", "true")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"text,label\r\n", "no rows"),
        (b"PK\x03\x04" + bytes(40), "workbook"),
        (bytes(range(256)) * 16, "not a text table"),
        (b"<" * 4096, "not a text table"),
        (b'{"text": "x"', "sound JSON"),
        (b"[1, 2, 3]", "list of objects"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, said: str
) -> None:
    name = "rows.json" if data[:1] in (b"{", b"[") else "rows.csv"
    with pytest.raises(AppError, match=said):
        read_table(written(tmp_path, data, name))


def test_deep_json_is_refused_and_not_followed_for_ever(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="sound JSON"):
        read_table(written(tmp_path, "[" * 100_000, "deep.json"))


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1)


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8),
    separator=st.sampled_from(",;\t|"),
)
def test_what_a_spreadsheet_writes_is_read_back_as_it_was(
    rows: list[tuple[str, str]], separator: str
) -> None:
    text = "".join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n"
        for row in rows
    )
    assert [row.cells for row in read_records(text, separator).rows] == rows


@given(st.text(alphabet='a,"\n\r', max_size=40))
def test_no_character_is_lost_whatever_the_quotes(text: str) -> None:
    records = read_records(text, ",")
    kept = sum(cell.count("a") for row in records.rows for cell in row.cells)
    assert kept == text.count("a")
