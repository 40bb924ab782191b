"""A titled drop-down list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.gui.theme import colours
from app.gui.widgets.blocks import LabelLook, column, label


class _Box(QComboBox):
    """A drop-down list whose arrow is drawn here: a style sheet would need a picture for it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours().muted), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = self.width() - 15.0, self.height() / 2
        corners = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
        painter.drawPolyline(QPolygonF(corners))


def titled(title: str, control: QWidget, look: LabelLook = "small") -> QVBoxLayout:
    """A control with its title above it, in small letters or as a field of a form has it."""
    return column(label(title, look, wrap=False), control, spacing=2 if look == "small" else 4)


class Chooser(QWidget):
    """`choices` are (value, word) pairs; `changed` is called when another one is taken."""

    def __init__(
        self,
        title: str,
        name: str,
        choices: Sequence[tuple[str, str]],
        changed: Callable[[], object],
        *,
        look: LabelLook = "small",
    ) -> None:
        super().__init__()
        self.box = _Box()
        self.box.setObjectName(name)
        self.box.setAccessibleName(title)
        self.box.setMinimumContentsLength(6)  # more where there is room
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for value, word in choices:
            self.box.addItem(word, value)
        self.box.currentIndexChanged.connect(lambda _index: changed())
        self.setLayout(titled(title, self.box, look))

    def value(self) -> str:
        return str(self.box.currentData())

    def choose(self, value: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
