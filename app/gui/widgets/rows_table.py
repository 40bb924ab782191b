"""Rows of a file to look through: a hundred thousand cost no more than those in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.gui.theme import colours
from app.probe.preview import shown
from app.probe.table import Row

MOST: Final = 40  # columns; more would be too many to look through
ROOM: Final = 9  # rows in sight
TIP: Final = 1_500  # characters
WIDTH, WIDE = 120, 340  # of a column, and of one with a text
Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
DISPLAY: Final = Qt.ItemDataRole.DisplayRole  # looked up once, not for each of the many calls
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Shown:
    """`places`: which cells of a row are shown, in which order, under which `heads`; the first
    `wide` of them hold texts. Rows on a line of `left_out` are not used."""

    rows: Sequence[Row]
    places: Sequence[int]
    heads: Sequence[str]
    wide: frozenset[int]
    left_out: frozenset[int]


class _Rows(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.now = Shown((), (), (), frozenset(), frozenset())

    def show_rows(self, shown_now: Shown) -> None:
        self.beginResetModel()
        self.now = shown_now
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.now.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802  (Qt's name)
        return 0 if parent.isValid() else len(self.now.places)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row = self.now.rows[index.row()]
        if role == DISPLAY:
            return shown(row.cells[self.now.places[index.column()]])
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.cells[self.now.places[index.column()]][:TIP]
        if row.line in self.now.left_out:
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(colours().muted)
            if role == Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setStrikeOut(True)
                return font
        return None

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, way: Qt.Orientation, role: int = DISPLAY
    ) -> object:
        if role == DISPLAY:
            if way == Qt.Orientation.Horizontal:
                return self.now.heads[section]
            return str(self.now.rows[section].line)
        if role == Qt.ItemDataRole.TextAlignmentRole and way == Qt.Orientation.Horizontal:
            return LEFT
        return None


class _Lines(QHeaderView):
    """The numbers of lines, with room for as many digits as the last one has. Qt itself asks for
    the first and the last hundred, 2,000 calls that each wait for Python while a file is read."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        if not self.count():
            return QSize(0, 0)
        last = self.count() - 1
        number, room = str(self.model().headerData(last, self.orientation())), self.fontMetrics()
        widest = len(number) * max(map(room.horizontalAdvance, "0123456789"))
        more = max(0, widest - room.horizontalAdvance(number))
        size = self.sectionSizeFromContents(last)
        return QSize(size.width() + more, size.height())


class RowsTable(QTableView):
    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self._rows = _Rows()
        self.setModel(self._rows)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        lines = _Lines()
        self.setVerticalHeader(lines)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(30)
        lines.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        lines.setHighlightSections(False)

    def show_rows(self, rows: Shown) -> None:
        self._rows.show_rows(rows)
        header = self.horizontalHeader()
        for column in range(len(rows.places)):
            header.resizeSection(column, WIDE if column in rows.wide else WIDTH)
        height = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(height * (min(ROOM, max(1, len(rows.rows))) + 1) + 8)
