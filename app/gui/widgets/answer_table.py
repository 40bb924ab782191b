"""A table of thousands of answers: only what is in sight is ever made ready."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.probe.answers import Row
from app.probe.preview import shown

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
DISPLAY: Final = Qt.ItemDataRole.DisplayRole  # looked up once, not for each of the many calls
TEXT, LABEL = 1, 2  # columns
WIDTHS: Final = (56, 0, 150, 180)  # in pixels; the text takes what is left
TIP: Final = 1_500  # characters
MARK: Final = "✎ "  # before what the user put right


class _Answers(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], cells: Callable[[Row], Sequence[str]]) -> None:
        super().__init__()
        self._heads = heads
        self._cells = cells
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802  (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == DISPLAY:
            mark = MARK if row.corrected and column == LABEL else ""
            return mark + shown(self._cells(row)[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._cells(row)[column][:TIP]
        if role == Qt.ItemDataRole.FontRole and row.corrected and column == LABEL:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, way: Qt.Orientation, role: int = DISPLAY
    ) -> object:
        horizontal = way == Qt.Orientation.Horizontal
        if horizontal and role == DISPLAY:
            return self._heads[section]
        return None


class AnswerTable(QTableView):
    """`picked` tells the row that the keyboard or the mouse is on, None where there is none;
    `wanted` that the user pressed Enter on it. `cells` are what the columns say of a row."""

    picked = Signal(object)
    wanted = Signal()

    def __init__(
        self, spoken: str, heads: Sequence[str], cells: Callable[[Row], Sequence[str]]
    ) -> None:
        super().__init__()
        self._model = _Answers(heads, cells)
        self.setModel(self._model)
        self.setObjectName("answers")
        self.setAccessibleName(spoken)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the example that was picked stays so, else the first is."""
        before = self.row()
        place = self.currentIndex().row()
        self._model.show_rows(rows)
        ids = [row.id for row in rows]
        if before is not None and before.id in ids:
            place = ids.index(before.id)
        place = max(0, min(place, len(rows) - 1))
        if rows:
            self.setCurrentIndex(self._model.index(place, 0))
        else:
            self._tell()

    def row(self) -> Row | None:
        place = self.currentIndex().row()
        return self._model.rows[place] if 0 <= place < len(self._model.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to what can be done with the row, not to the next page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.picked.emit(self.row())
