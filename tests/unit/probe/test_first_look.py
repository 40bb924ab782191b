"""A long file is looked at before it is read; pasted rows are rows; files are kept as they are."""

import json
from pathlib import Path

import pytest

from app.errors import AppError, Cancelled
from app.probe.joined import joined, option_columns
from app.probe.kept import keep, kept_file
from app.probe.preview import Choices, preview, shown
from app.probe.read_table import read_pasted, read_table
from app.probe.table import Row, Table

ROWS = 3000


def long_file(folder: Path, name: str) -> Path:
    path = folder / name
    rows = [{"text": f"line one\nline {n}", "label": "ab"[n % 2]} for n in range(ROWS)]
    if name.endswith(".json"):
        text = json.dumps(rows)
    elif name.endswith(".jsonl"):
        text = "\n".join(map(json.dumps, rows))
    else:
        text = "text,label\n" + "".join(f'"{one["text"]}",{one["label"]}\n' for one in rows)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["rows.csv", "rows.json", "rows.jsonl"])
@pytest.mark.parametrize("first", [5000, 5001, 5002, 5007, 5013])
def test_a_first_look_shows_whole_rows_of_the_beginning(
    name: str, first: int, tmp_path: Path
) -> None:
    path = long_file(tmp_path, name)
    table = read_table(path)
    start = read_table(path, first=first)
    assert table.whole
    assert not start.whole
    assert not start.sha256
    assert len(table.rows) == ROWS
    assert 50 < len(start.rows) < ROWS
    assert start.rows == table.rows[: len(start.rows)]
    assert not start.notices


@pytest.mark.parametrize(
    "text",
    [
        'text,label\n"'
        + "a line\n" * 2000
        + '",b\nc,d\n',  # the first cell is longer than the look
        "text,label," + "x" * 9000 + "\na,b,c\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_first_look_that_shows_too_little_is_followed_by_a_whole_one(
    text: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode(encoding))
    assert read_table(path, first=8000) == read_table(path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_first_look_at_utf_16_cuts_between_characters(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    rows = "text\tlabel\n" + "".join(f"ਊ Ā{n} 猫\tab\n" for n in range(2000))  # U+0A0A, U+0100
    path.write_bytes(f"\ufeff{rows}".encode(encoding))
    table = read_table(path)
    for first in (4001, 4002, 4003, 4020):
        start = read_table(path, first=first)
        assert not start.whole
        assert 50 < len(start.rows) < 2000
        assert start.rows == table.rows[: len(start.rows)]


def test_a_short_file_is_read_whole_at_the_first_look(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("text,label\na,b\n", encoding="utf-8")
    assert read_table(path, first=1000) == read_table(path)


@pytest.mark.parametrize("name", ["rows.csv", "rows.json", "rows.jsonl"])
def test_reading_can_be_stopped(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    long = long_file(tmp_path, "long" + path.suffix)
    row = '{"text": "a", "label": "b"}'
    many = {".csv": "text,label\n" + "a,b\n" * 6000, ".jsonl": f"{row}\n" * 6000}
    path.write_text(many.get(path.suffix, f"[{','.join([row] * 6000)}]"), encoding="utf-8")
    with pytest.raises(Cancelled):
        read_table(path, cancelled=lambda: True)
    assert len(read_table(long, cancelled=lambda: False).rows) == ROWS


def test_rows_pasted_from_a_spreadsheet_are_rows() -> None:
    pasted = 'text\tlabel\r\n"two\nlines"\tspam\r\nfine, really\tham\r\n'
    table = read_pasted(pasted, "the clipboard")
    assert (table.separator, table.name) == ("\t", "the clipboard")
    assert [row.cells for row in table.rows] == [("two\nlines", "spam"), ("fine, really", "ham")]
    with pytest.raises(AppError, match="the clipboard is empty"):
        read_pasted("  \n", "the clipboard")


def test_what_cannot_be_seen_is_shown_and_stays_in_one_line() -> None:
    assert shown("a\u202eb\u200bc\ufeff") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+FEFF⟩"
    assert shown("one\r\ntwo\nthree\tfour") == "one ↵ two ↵ three ⇥ four"
    assert shown("👩‍👩‍👧 family") == "👩‍👩‍👧 family"
    assert shown("x" * 1000) == "x" * 300 + "…"


def table_of(columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    numbered = tuple(Row(line, cells) for line, cells in enumerate(rows, 2))
    return Table("rows.csv", columns, numbered, "utf-8", ",", True, (), "")


def test_a_text_is_put_together_from_several_columns() -> None:
    table = table_of(("context", "question", "answer"), ("It rains.", "Is it dry?", "no"))
    put, name = joined(table, ("context", "question"), "answer")
    assert put.rows[0].cells[-1] == "context: It rains.\nquestion: Is it dry?"
    assert put.columns[-1] == name == "context + question"
    assert put.rows[0].cells[:-1] == table.rows[0].cells
    with pytest.raises(AppError, match="no column “subject”"):
        joined(table, ("subject",), "answer")


def test_columns_with_options_become_a_question_of_multiple_choice() -> None:
    columns = ("question", "A", "B", "C", "answer")
    table = table_of(columns, *[(f"{n} + 1?", str(n), str(n + 1), "none", "B") for n in range(9)])
    seen = preview(table)
    assert seen.kind.id == "multiple_choice"
    assert seen.found is not None
    assert seen.found.examples[0].text == "0 + 1?\n(A) 0\n(B) 1\n(C) none"
    assert seen.found.labels == ("A", "B", "C")
    assert option_columns(table_of(("B", "C")), set()) == ()
    listed = table_of(("input", "choices[0]", "choices[1]", "label"))
    assert option_columns(listed, {"input", "label"}) == ("choices[0]", "choices[1]")


def test_a_context_is_put_before_its_question_unasked() -> None:
    rows = [(f"It was in {n}.", "When was it?", f"in {n}") for n in range(12)]
    seen = preview(table_of(("context", "question", "answer"), *rows))
    assert seen.text == ("context", "question")
    assert seen.kind.id == "extraction"


def test_a_column_of_customers_is_told_and_kept_with_each_example() -> None:
    rows = [("a", "x", "Ann"), ("b", "y", "Ann"), ("c", "x", "Bob")]
    seen = preview(table_of(("text", "label", "customer"), *rows))
    assert seen.group == "customer"
    assert seen.found is not None
    assert [one.group for one in seen.found.examples] == ["Ann", "Ann", "Bob"]
    told = {notice.key: notice.values for notice in seen.notices}
    assert told["examples.groups"]["groups"] == 2


def test_columns_that_cannot_be_told_are_asked_for() -> None:
    seen = preview(table_of(("a", "b"), ("1", "2"), ("3", "4")), Choices(text=("a",), label="a"))
    assert seen.found is None
    assert seen.level == "ask"


def test_an_imported_file_is_kept_under_its_hash_and_found_again(tmp_path: Path) -> None:
    source = tmp_path / "My data.CSV"
    source.write_bytes(b"text,label\na,b\n")
    table = read_table(source)
    kept = keep(tmp_path / "data", source.read_bytes(), source.suffix)
    assert keep(tmp_path / "data", source.read_bytes(), source.suffix) == kept
    assert kept_file(tmp_path / "data", table.sha256) == kept
    assert read_table(kept).rows == table.rows
    assert [*(tmp_path / "data" / "examples").iterdir()] == [kept]
    kept.write_bytes(b"changed")
    assert kept_file(tmp_path / "data", table.sha256) is None
    assert kept_file(tmp_path / "data", "../" * 8) is None
