"""A search field with its results under it: type, arrows, Enter. Knows only what it is given."""

from collections.abc import Callable, Sequence
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
    QWidget,
)

from app.gui.theme import colours
from app.gui.widgets.blocks import column, label, reveal

ROW: Final = 52
SHOWN: Final = 4  # rows on screen; further ones are scrolled to
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """One result: what is handed on, its name, and one line about it."""

    id: str
    name: str
    about: str


class SearchField(QWidget):
    """`search(text)` gives the results for a text; `chosen(id)` is sent when one is picked."""

    chosen = Signal(str)

    def __init__(
        self,
        title: str,
        name: str,
        search: Callable[[str], Sequence[Found]],
        *,
        hint: str,
        example: str,
        results: str,
        nothing: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._search, self._says_nothing = search, nothing
        head = label(title, "strong")
        self.edit = _Query(self)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.setPlaceholderText(example)
        self.edit.setClearButtonEnabled(True)
        self.edit.textChanged.connect(self.refresh)
        head.setBuddy(self.edit)
        self._model = _Results()
        self.list = _List(self)
        self.list.setObjectName(f"{name}-results")
        self.list.setAccessibleName(results)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.clicked.connect(self._pick)
        self._nothing = label("", "muted")
        self._nothing.setObjectName(f"{name}-nothing")
        self.setLayout(
            column(head, label(hint, "small"), self.edit, self._nothing, self.list, spacing=4)
        )
        self.refresh()

    def refresh(self) -> None:
        """Search anew for what stands in the field."""
        text = self.edit.text().strip()
        found = self._search(text) if text else ()
        self._model.show(found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(min(len(found), SHOWN) * ROW + 6)
        self._nothing.setText(self._says_nothing(text) if text and not found else "")
        self._nothing.setVisible(bool(self._nothing.text()))
        if found:
            self.list.setCurrentIndex(self._model.index(0))
            reveal(self.list)

    def clear(self) -> None:
        self.edit.clear()

    def enter_list(self) -> None:
        """The keyboard goes down into the results."""
        if self._model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_list(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_current(self) -> bool:
        """Choose the marked result; False where there is none."""
        current = self.list.currentIndex()
        if not current.isValid():
            return False
        self._pick(current)
        return True

    def _pick(self, index: QModelIndex) -> None:
        picked = self._model.found(index).id
        self.clear()
        self.chosen.emit(picked)


class _Query(QLineEdit):
    """Down goes to the results, Enter takes the first, Escape empties the field."""

    def __init__(self, field: SearchField) -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._field.enter_list()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif not (event.key() in ENTER and self._field.pick_current()):
            super().keyPressEvent(event)


class _List(QListView):
    """Enter chooses; Up from the first row and Escape go back to the field."""

    def __init__(self, field: SearchField) -> None:
        super().__init__()
        self._field = field
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._field.pick_current()
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0
        ):
            self._field.leave_list()
        else:
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
