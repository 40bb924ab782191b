"""A list of results of a search, each in two lines: arrows, Enter, and back to the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.gui.theme import colours

ROW: Final = 52
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """One result: what is handed on, its name, and one line about it."""

    id: str
    name: str
    about: str


class ResultList(QListView):
    """`picked(id)` by Enter or a press; `left` by Escape, or Up from the first row."""

    picked = Signal(str)
    left = Signal()

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self._found = _Results()
        self.setModel(self._found)
        self.setItemDelegate(_Lines(self))
        self.clicked.connect(self._pick)

    def show_found(self, found: Sequence[Found]) -> None:
        """Other results; the first one is marked."""
        self._found.show(found)
        if found:
            self.setCurrentIndex(self._found.index(0))

    def enter(self) -> None:
        """The keyboard comes down from the field."""
        if self._found.rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_current(self) -> bool:
        """Choose the marked result; False where there is none."""
        current = self.currentIndex()
        if not current.isValid():
            return False
        self._pick(current)
        return True

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._found.found(index).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.pick_current()
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Query(QLineEdit):
    """The field over such a list: Down goes into it, Enter takes the marked result, Escape empties
    the field."""

    def __init__(self, results: ResultList) -> None:
        super().__init__()
        self._results = results

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._results.enter()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif not (event.key() in ENTER and self._results.pick_current()):
            super().keyPressEvent(event)


class _Results(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def found(self, index: Index) -> Found:
        return self._found[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        found = self.found(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return found.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{found.name}: {found.about}"
        return None


class _Lines(QStyledItemDelegate):
    """A result as two lines, its name above what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Results)
        found, c = model.found(index), colours()
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect.adjusted(1, 1, -2, -2))
        if marked or over:
            painter.setPen(QPen(QColor(c.accent), 1.5 if marked else 1))
            painter.setBrush(QColor(c.accent_soft) if marked else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)
        inside = option.rect.adjusted(12, 7, -12, -7)
        for text, pixels, weight, colour, flag in (
            (found.name, 14, QFont.Weight.DemiBold, c.text, Qt.AlignmentFlag.AlignTop),
            (found.about, 12, QFont.Weight.Normal, c.muted, Qt.AlignmentFlag.AlignBottom),
        ):
            font = QFont(option.font)
            font.setPixelSize(pixels)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(c.text if marked else colour))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(inside, flag, shown)
        painter.restore()
