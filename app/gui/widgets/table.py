"""A table to read and to pick a row from, by mouse or arrows; Tab goes past it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: its id, and what each column says."""

    id: str
    cells: Sequence[str]


class Table(QTableWidget):
    """`picked` tells the id of the row that the keyboard or the mouse is on."""

    picked = Signal(str)

    def __init__(
        self, name: str, spoken: str, heads: Sequence[str], widths: Sequence[int]
    ) -> None:
        """`widths` in pixels; the column with 0 takes what is left."""
        super().__init__(0, len(heads))
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.currentCellChanged.connect(self._moved)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Other rows; the picked one stays picked if it is among them."""
        picked = self.picked_id()
        self.blockSignals(True)
        self.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            for column, text in enumerate(entry.cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.UserRole, entry.id)
                self.setItem(row, column, item)
        ids = [entry.id for entry in entries]
        self.setCurrentCell(ids.index(picked) if picked in ids else min(0, len(ids) - 1), 0)
        self.blockSignals(False)
        self.picked.emit(self.picked_id())

    def picked_id(self) -> str:
        item = self.item(self.currentRow(), 0)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _moved(self, row: int, _column: int, before: int, _before_column: int) -> None:
        if row != before:
            self.picked.emit(self.picked_id())
