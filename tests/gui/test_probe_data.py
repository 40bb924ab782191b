"""Labelled examples in the window: whatever a file holds ends in a table or in one sentence."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from subprocess import Popen
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.gui.pages.probe.page import ProbePage
from app.gui.reading import Original, look_at, with_personal_data
from app.gui.widgets.rows_table import ROOM, RowsTable, Shown
from app.probe.preview import Choices
from app.probe.process import own_process
from app.probe.table import Reading, Row

DATA = Path(__file__).parent.parent / "data" / "probe"
TOPICS = DATA / "topics.csv"
MANY = 100_000


@pytest.fixture
def page(asked: Any) -> ProbePage:
    """The probe page of a profile."""
    asked.workspace.ask("probe")
    found: ProbePage = asked.find(ProbePage, "page-probe")
    return found


def load(qtbot: QtBot, page: ProbePage, path: Path) -> None:
    """Open a file and wait until all of it was read, or could not be."""
    page.data.load(path)
    qtbot.waitUntil(lambda: not page.data.busy, timeout=20_000)


def nothing(_done: int, _total: int) -> None: ...


def never() -> bool:
    return False


def written(folder: Path, *lines: str, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def cells(asked: Any, column: int) -> Sequence[str]:
    """What a column of the table of rows shows."""
    model = asked.find(QTableView, "data-rows").model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with two sheets of rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def cell(text: str) -> str:
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    def sheet(word: str) -> str:
        rows = [("text", "label"), *((f"{word} {n}", "ab"[n % 2]) for n in range(6))]
        lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        return f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'

    names = ("First", "Second")
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/{n}.xml"/>'
        for n in (1, 2)
    )
    root = f'<Relationship Id="b" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
    path = tmp_path / "book.xlsx"
    with ZipFile(path, "w") as packed:
        packed.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{root}</Relationships>')
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{related}</Relationships>',
        )
        packed.writestr("xl/worksheets/1.xml", sheet("some"))
        packed.writestr("xl/worksheets/2.xml", sheet("other"))
    return path


def choose(asked: Any, name: str, word: str) -> None:
    box = asked.find(QComboBox, name)
    box.setCurrentIndex(box.findText(word))


def test_a_file_is_shown_with_what_was_found_out(
    qtbot: QtBot, asked: Any, page: ProbePage
) -> None:
    """Columns, kind, encoding and separator are guessed; rows and labels are counted."""
    load(qtbot, page, TOPICS)

    assert asked.find(QComboBox, "data-text").currentText() == "text"
    assert asked.find(QComboBox, "data-label").currentText() == "label"
    assert asked.find(QComboBox, "data-kind").currentText() == "classification (auto)"
    assert asked.find(QComboBox, "data-encoding").currentText() == "UTF-8 (auto)"
    assert asked.find(QComboBox, "data-separator").currentText() == "Comma (auto)"
    assert "40 of 40 rows" in asked.find(QLabel, "data-count").text()
    assert asked.find(QPushButton, "to-model").isEnabled()


def test_what_was_found_out_can_be_decided_otherwise(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    lines = ["title;body;queue", *(f"t{n};body {n};{'ab'[n % 2]}" for n in range(12))]
    load(qtbot, page, written(tmp_path, *lines))
    assert asked.find(QComboBox, "data-separator").currentText() == "Semicolon (auto)"

    choose(asked, "data-text", "title")
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    assert page.data.look is not None
    assert page.data.look.seen.text == ("title",)
    choose(asked, "data-context", "body")
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    found = page.data.look.seen.found
    assert found is not None
    assert found.examples[0].text == "body: body 0\ntitle: t0"

    choose(asked, "data-separator", "Comma")
    qtbot.waitUntil(lambda: not page.data.busy, timeout=5_000)
    assert page.data.look.table.columns == ("title;body;queue",)
    assert not page.data.ready


def test_a_group_that_was_guessed_can_be_left_out(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    lines = ["text,label,customer", *(f"text {n},{'ab'[n % 2]},c{n % 4}" for n in range(12))]
    load(qtbot, page, written(tmp_path, *lines))
    assert asked.find(QComboBox, "data-group").currentText() == "customer"
    choose(asked, "data-group", "–")
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    assert page.data.look is not None
    assert page.data.look.seen.group is None


def test_dirty_labels_are_told_and_merged_on_request(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    rows = [f"text {n},{label}" for n, label in enumerate(["Spam", "spam", "ham", "HAM"] * 3)]
    load(qtbot, page, written(tmp_path, "text,label", *rows))
    assert page.data.look is not None
    assert page.data.look.seen.found is not None
    assert len(page.data.look.seen.found.labels) == 4

    asked.find(QCheckBox, "merge_spellings").setChecked(True)
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    assert len(page.data.look.seen.found.labels) == 2


def test_rows_that_are_left_out_are_named_with_their_lines(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    load(qtbot, page, written(tmp_path, "text,label", "one,a", ",b", "three,", "four,b"))
    said = " ".join(asked.texts(QLabel))
    assert "(line 3)" in said
    assert "(line 4)" in said
    assert "2 of 4 rows" in said


def test_personal_data_are_looked_for_and_told(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    rows = ["write to jo@example.com,a", "call +49 30 901820,b", "nothing here,a"]
    load(qtbot, page, written(tmp_path, "text,label", *rows))
    told = asked.find(QLabel, "data-personal")
    qtbot.waitUntil(lambda: "Looking" not in told.text(), timeout=5_000)
    assert "an e-mail address in 1 text" in told.text()
    assert "a telephone number in 1 text" in told.text()


@pytest.mark.parametrize("lost", [False, True])
def test_personal_data_of_many_rows_are_looked_for_in_a_process_beside_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lost: bool
) -> None:
    """Beside the window's own thread the search made it wait; without the process it takes longer
    and finds the same."""
    begun: list[str] = []

    def started(*arguments: str, behind: bool) -> "Popen[bytes]":
        begun.append(arguments[0])
        process = own_process(*arguments, behind=behind)
        if lost:
            process.kill()
        return process

    monkeypatch.setattr("app.probe.apart.own_process", started)
    rows = [f"jo{n}@example.com,{'ab'[n % 2]}" if n % 3 else f"{n},b" for n in range(6_000)]
    path = written(tmp_path, "text,label", *rows)
    seen = look_at(Original(path.name, path), Reading(), Choices(), None, None, nothing, never)
    assert with_personal_data(seen, nothing, never).personal == {"email": 4_000}
    assert begun == ["compute"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("head.csv", b"text,label\n", "column names but no rows"),
        ("noise.csv", bytes(range(256)) * 40, "not a text table"),
        ("one.csv", b"text,label\na b,x\nc d,x\ne f,x\n", "every label in"),
    ],
)
def test_a_file_that_cannot_be_measured_is_one_sentence(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    load(qtbot, page, tmp_path / name)
    told = asked.find(QLabel, "data-fault").text()
    assert said in told
    assert name in told
    assert not page.data.ready


def test_a_file_that_is_not_there_is_one_sentence_and_what_was_open_is_gone(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    load(qtbot, page, TOPICS)
    load(qtbot, page, tmp_path / "nowhere.csv")
    assert "nowhere.csv" in asked.find(QLabel, "data-fault").text()
    assert page.data.look is None


def test_a_sheet_of_a_workbook_can_be_chosen(
    qtbot: QtBot, asked: Any, page: ProbePage, workbook: Path
) -> None:
    load(qtbot, page, workbook)
    box = asked.find(QComboBox, "data-sheet")
    assert [box.itemText(at) for at in range(box.count())] == ["First", "Second"]
    box.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    assert page.data.look is not None
    assert page.data.look.table.sheet == "Second"
    assert cells(asked, 0)[0] == "other 0"


def test_rows_copied_from_a_spreadsheet_can_be_pasted(
    qtbot: QtBot, asked: Any, page: ProbePage
) -> None:
    QGuiApplication.clipboard().setText("text\tlabel\none\ta\ntwo\tb\n")
    asked.find(QPushButton, "paste-data").click()
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    assert cells(asked, 0) == ["one", "two"]
    assert page.data.look is not None
    assert len(page.data.look.table.sha256) == 64


def test_a_file_can_be_dropped(qtbot: QtBot, asked: Any, page: ProbePage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(TOPICS))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    way = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), way, data, buttons, keys)
    page.data.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.data.dropEvent(QDropEvent(QPointF(5, 5), way, data, buttons, keys))
    qtbot.waitUntil(lambda: page.data.ready, timeout=5_000)
    assert "40 of 40" in asked.find(QLabel, "data-count").text()


def in_view(page: ProbePage, name: str) -> bool:
    return any(table.isVisible() for table in page.findChildren(QTableView, name))


def test_a_long_file_is_in_view_before_all_of_it_was_read(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    """The beginning comes first; the table then holds every row, and only those in sight cost."""
    rows = [f"text number {n} of very many,{'abc'[n % 3]}" for n in range(MANY)]
    page.data.load(written(tmp_path, "text,label", *rows))
    qtbot.waitUntil(lambda: in_view(page, "data-rows"), timeout=20_000)
    first = asked.find(QTableView, "data-rows").model().rowCount()
    assert 1_000 < first < MANY
    assert not page.data.ready

    qtbot.waitUntil(lambda: page.data.ready, timeout=30_000)
    assert asked.find(QTableView, "data-rows").model().rowCount() == MANY
    assert "100,000 of 100,000" in asked.find(QLabel, "data-count").text()


class Watched(Sequence[Row]):
    """Rows that note which of them were looked at."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows, self.looked_at = rows, Counter[int]()

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: Any) -> Any:
        self.looked_at[place] += 1
        return self.rows[place]


def test_of_many_rows_only_those_in_sight_and_the_last_are_ever_looked_at(
    asked: Any, page: ProbePage
) -> None:
    """The last one's number says how wide the column of numbers is."""
    rows = Watched([Row(n + 2, ("a text", "a label")) for n in range(MANY)])
    table = RowsTable("many", "many")
    page.data._place.addWidget(table)
    table.show_rows(Shown(rows, (0, 1), ("text", "label"), frozenset({0}), frozenset()))
    table.show()
    QApplication.processEvents()
    assert set(rows.looked_at) <= {*range(ROOM + 1), MANY - 1}
    assert rows.looked_at.total() < 600
    widest = table.fontMetrics().horizontalAdvance(f"{MANY + 1}")
    assert table.verticalHeader().width() > widest


def test_cells_that_would_turn_a_line_about_are_made_visible(
    qtbot: QtBot, asked: Any, page: ProbePage, tmp_path: Path
) -> None:
    load(qtbot, page, written(tmp_path, "text,label", "abc\u202edef,a", "=1+1,b"))
    assert cells(asked, 0) == ["abc⟨U+202E⟩def", "=1+1"]
