"""The table of contents as a tree: arrows, Enter, and a press to open an article."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from app.gui.theme import colours
from app.gui.widgets.results import ENTER
from app.reference.contents import Section
from app.reference.reference import Reference

ROW = 28
ARTICLE = Qt.ItemDataRole.UserRole


class ContentsTree(QTreeWidget):
    """`picked(id)` is sent for an article; a section opens and closes."""

    picked = Signal(str)

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Rows(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(self._open)
        self._items: dict[str, QTreeWidgetItem] = {}

    def show_contents(self, whole: Reference, table: Section, *, expanded: bool = False) -> None:
        self.clear()
        self._items = {}
        self._add(whole, self.invisibleRootItem(), table)
        if expanded:
            self.expandAll()

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(self._items)

    def mark(self, article: str) -> None:
        """Show where an article stands, if it is here."""
        if item := self._items.get(article):
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def _add(self, whole: Reference, under: QTreeWidgetItem, section: Section) -> None:
        for name in section.articles:
            article = whole.articles[name]
            item = QTreeWidgetItem(under, [article.listed or article.title])
            item.setData(0, ARTICLE, name)
            item.setToolTip(0, article.title)
            self._items[name] = item
        for inside in section.sections:
            item = QTreeWidgetItem(under, [inside.title])
            item.setToolTip(0, inside.title)
            if under is self.invisibleRootItem():
                font = item.font(0)
                font.setWeight(QFont.Weight.DemiBold)
                item.setFont(0, font)
            self._add(whole, item, inside)

    def _open(self, item: QTreeWidgetItem) -> None:
        if name := item.data(0, ARTICLE):
            self.picked.emit(name)
        else:
            item.setExpanded(not item.isExpanded())

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """An arrow before a section. The style would draw none under a style sheet."""
        item = self.itemFromIndex(index)
        if item is None or not item.childCount():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours().muted), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.translate(rect.right() - self.indentation() / 2 + 1, rect.center().y() + 1)
        painter.rotate(90 if item.isExpanded() else 0)
        painter.drawPolyline(QPolygonF([QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)]))
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentItem()
        if event.key() in ENTER and current is not None:
            self._open(current)
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Rows that a finger can hit."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW)
