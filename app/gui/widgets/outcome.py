"""An outcome on screen: colour, icon and word together, so that colour is never alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.draw.colours import Colours
from app.gui.theme import colours
from app.guide.types import OutcomeId

ICON = 14


def tones(outcome: OutcomeId | None, c: Colours) -> tuple[QColor, QColor]:
    """The outcome's colour and its soft ground. None is open."""
    pairs = {
        OutcomeId.LLM: (c.llm, c.llm_soft),
        OutcomeId.FINE_TUNED: (c.fine_tuned, c.fine_tuned_soft),
    }
    strong, soft = pairs.get(outcome, (c.grey, c.grey_soft)) if outcome else (c.grey, c.grey_soft)
    return QColor(strong), QColor(soft)


def draw_icon(painter: QPainter, box: QRectF, outcome: OutcomeId | None, colour: QColor) -> None:
    """A bubble for LLM, sliders for fine-tuned, a barred ring for no good fit, else a fork."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 14, box.height() / 14)
    pen = QPen(colour, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if outcome is OutcomeId.LLM:
        painter.drawRoundedRect(QRectF(1, 1.5, 12, 8.5), 2.5, 2.5)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(4, 10.4), QPointF(4, 13), QPointF(7, 10.4)]))
        for x in (4.5, 7, 9.5):
            painter.drawPoint(QPointF(x, 5.8))
    elif outcome is OutcomeId.FINE_TUNED:
        for y, knob in ((2.5, 9.5), (7, 4.5), (11.5, 8)):
            painter.drawLine(QPointF(1, y), QPointF(13, y))
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(knob, y), 1.4, 1.4)
    elif outcome is OutcomeId.NO_GOOD_FIT:
        painter.drawEllipse(QPointF(7, 7), 5.6, 5.6)
        painter.drawLine(QPointF(3.2, 10.8), QPointF(10.8, 3.2))
    else:
        painter.drawLine(QPointF(7, 13), QPointF(7, 8))
        painter.drawPolyline(QPolygonF([QPointF(2, 1.5), QPointF(2, 4), QPointF(7, 8)]))
        painter.drawPolyline(QPolygonF([QPointF(12, 1.5), QPointF(12, 4), QPointF(7, 8)]))
    painter.restore()


class OutcomeChip(QLabel):
    """A rounded label with the outcome's icon and name."""

    def __init__(
        self, outcome: OutcomeId | None, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._outcome = outcome
        self.setContentsMargins(ICON + 16, 4, 10, 4)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        font = self.font()
        font.setPixelSize(12)
        font.setBold(True)
        self.setFont(font)

    def show_outcome(self, outcome: OutcomeId | None, name: str) -> None:
        self._outcome = outcome
        self.setText(name)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        strong, soft = tones(self._outcome, colours())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        icon = QRectF(10, (self.height() - ICON) / 2, ICON, ICON)
        draw_icon(painter, icon, self._outcome, strong)
        painter.setPen(QColor(colours().text))  # the outcome's colour alone would be too weak
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, self.text())
