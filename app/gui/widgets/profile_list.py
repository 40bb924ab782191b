"""The list of profiles under their projects: thousands of rows, painted only where seen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.decision.truth import truth_table
from app.gui.session import Session
from app.gui.theme import colours
from app.gui.widgets.outcome import ICON, draw_icon, tones
from app.guide.types import OutcomeId
from app.store import Summary

Index = QModelIndex | QPersistentModelIndex
HEAD, ROW = 38, 68


class ProfileModel(QAbstractListModel):
    """Rows are project names (str) and summaries, grouped by project, newest change first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: list[str | Summary] = []

    def show(self, summaries: Sequence[Summary]) -> None:
        self.beginResetModel()
        groups: dict[str, list[Summary]] = {}
        for summary in summaries:
            groups.setdefault(summary.project, []).append(summary)
        self._rows = []
        for project, found in groups.items():
            self._rows += [project, *found]
        self.endResetModel()

    def item(self, index: Index) -> str | Summary:
        return self._rows[index.row()]

    def id_at(self, row: int) -> int | None:
        item = self._rows[row] if 0 <= row < len(self._rows) else ""
        return item.id if isinstance(item, Summary) else None

    def row_of(self, profile: int) -> int | None:
        return next((n for n in range(len(self._rows)) if self.id_at(n) == profile), None)

    def first_profile(self) -> int | None:
        return 1 if self._rows else None  # row 0 is its project's name

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            say = self._session.say
            if isinstance(item, str):
                return item or say("home.no_project")
            return item.name or say("home.untitled")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.id_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ProfileDelegate(QStyledItemDelegate):
    """Paints a project's name as a heading and a profile as a card with its outcome."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._table = truth_table(session.guide.questions)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = index.model().id_at(index.row()) is None  # type: ignore[attr-defined]
        return QSize(300, HEAD if heading else ROW + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ProfileModel)
        item = model.item(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, str):
            self._paint_heading(painter, option, item)
        else:
            self._paint_profile(painter, option, item)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, name: str) -> None:
        c = colours()
        painter.setFont(_font(option, 12, QFont.Weight.DemiBold))
        painter.setPen(QColor(c.muted))
        box = option.rect.adjusted(2, 12, 0, 0)
        text = name or self._session.say("home.no_project")
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _elided(painter, text, box.width()))

    def _paint_profile(
        self, painter: QPainter, option: QStyleOptionViewItem, summary: Summary
    ) -> None:
        c, say = colours(), self._session.say
        frame = QRectF(option.rect.adjusted(1, 1, -3, -8))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(c.accent if chosen or over else c.line), 2 if chosen else 1))
        painter.setBrush(QColor(c.card))
        painter.drawRoundedRect(frame, 9, 9)
        inside = frame.toRect().adjusted(16, 10, -16, -10)
        chip_width = self._paint_outcome(painter, option, inside, summary)
        room = inside.width() - chip_width - 16
        painter.setFont(_font(option, 15, QFont.Weight.DemiBold))
        painter.setPen(QColor(c.text))
        name = _elided(painter, summary.name or say("home.untitled"), room)
        painter.drawText(QRect(inside.left(), inside.top(), room, 22), 0, name)
        painter.setFont(_font(option, 13, QFont.Weight.Normal))
        painter.setPen(QColor(c.muted))
        about = _elided(
            painter, summary.summary.replace("\n", " ") or say("home.no_summary"), room
        )
        painter.drawText(QRect(inside.left(), inside.bottom() - 19, room, 20), 0, about)

    def _paint_outcome(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, summary: Summary
    ) -> int:
        """The outcome's chip and the date under it; returns the width taken on the right."""
        session, c = self._session, colours()
        known = {q: reply for q, reply in summary.replies.items() if q in session.guide.question}
        possible = self._table.possible(known)
        outcome: OutcomeId | None = possible[0] if len(possible) == 1 else None
        if outcome:
            word = session.guide.outcome[outcome].name.to(session.language)
        else:
            word = session.say("home.open_outcome" if known else "home.draft")
        painter.setFont(_font(option, 12, QFont.Weight.Bold))
        width = painter.fontMetrics().horizontalAdvance(word) + ICON + 26
        chip = QRectF(inside.right() - width, inside.top(), width, 22)
        strong, soft = tones(outcome, c)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawRoundedRect(chip, 11, 11)
        draw_icon(painter, QRectF(chip.left() + 9, chip.top() + 4, ICON, ICON), outcome, strong)
        painter.setPen(QColor(c.text))
        painter.drawText(chip.adjusted(ICON + 15, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
        painter.setFont(_font(option, 12, QFont.Weight.Normal))
        painter.setPen(QColor(c.muted))
        when = session.say(
            "home.changed", when=summary.changed.astimezone().strftime("%Y-%m-%d %H:%M")
        )
        date_width = painter.fontMetrics().horizontalAdvance(when) + 4
        date = QRect(inside.right() - date_width, inside.bottom() - 19, date_width, 20)
        painter.drawText(date, Qt.AlignmentFlag.AlignRight, when)
        return max(int(width), date_width)


def _font(option: QStyleOptionViewItem, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(width, 20))
