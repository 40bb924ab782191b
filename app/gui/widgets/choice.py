"""A reply as a card: a real radio button that carries its own explanation."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcutEvent,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from app.gui.theme import colours

PAD = 14
INDICATOR = 18


class ChoiceCard(QRadioButton):
    """One choice of a group: title, one or two lines of explanation, the whole card clickable.

    It stays a QRadioButton directly inside its group box, so arrows and Space work and a screen
    reader hears the group's question with every choice.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._explanation = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(200)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def explain(self, explanation: str) -> None:
        """Show what the choice means here."""
        self._explanation = explanation
        self.setAccessibleDescription(explanation)
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Its Alt key chooses at once: Qt's own animation would lag behind a quick Enter."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().event(event)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = max(width - 3 * PAD - INDICATOR, 60)
        text = QFontMetrics(self._plain()).boundingRect(
            QRect(0, 0, inner, 1000), Qt.TextFlag.TextWordWrap, self._explanation
        )
        return 2 * PAD + QFontMetrics(self._strong()).height() + 4 + text.height()

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(420, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(self.heightForWidth(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        thick = 2.0 if chosen or self.hasFocus() else 1.0
        edge = c.accent if chosen or self.hasFocus() or self.underMouse() else c.edge
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(c.accent_soft if chosen else c.card))
        inset = thick / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, 9, 9)
        if self.hasFocus():  # a second ring, so that focus is seen on a chosen card too
            painter.setPen(QPen(QColor(c.accent), 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), 6, 6)
        strong, plain = self._strong(), self._plain()
        line = QFontMetrics(strong).height()
        centre = QPointF(PAD + INDICATOR / 2, PAD + line / 2)
        painter.setBrush(QColor(c.card))
        painter.setPen(QPen(QColor(c.accent if chosen else c.edge), 2))
        painter.drawEllipse(centre, INDICATOR / 2 - 1, INDICATOR / 2 - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawEllipse(centre, 4.5, 4.5)
        left = 2 * PAD + INDICATOR
        painter.setPen(QColor(c.text))
        painter.setFont(strong)
        width = self.width() - left - PAD
        painter.drawText(QRect(left, PAD, width, line), Qt.TextFlag.TextShowMnemonic, self.text())
        painter.setPen(QColor(c.muted if not chosen else c.text))
        painter.setFont(plain)
        top = PAD + line + 4
        painter.drawText(
            QRect(left, top, width, self.height() - top),
            Qt.TextFlag.TextWordWrap,
            self._explanation,
        )

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(15)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _plain(self) -> QFont:
        return QFont(self.font())
