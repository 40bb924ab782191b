"""A picture to move about in: drag, zoom, walk from box to box, press one.

What is near the visible part is painted once into a buffer, so that moving is no more than
copying; only when the buffer's edge comes in sight, or the zoom changes, is it painted anew.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.tree_walk import Way
from app.draw.colours import Colours
from app.draw.measure import width_of
from app.draw.types import Anchor, Box, Curve, Disc, Line, Picture, Shape, Spot, Words
from app.gui.theme import colours
from app.gui.widgets.picture import paint

MOST, STEP = 3.0, 1.25  # the largest zoom, and one step of it
DRAG = 4  # pixels before a press is a drag
ARROWS: Final = {
    Qt.Key.Key_Up: Way.CHILD,
    Qt.Key.Key_Down: Way.PARENT,
    Qt.Key.Key_Left: Way.BEFORE,
    Qt.Key.Key_Right: Way.AFTER,
}


class TreeView(QWidget):
    """`walk(here, way)` names the box one arrow key away; `chosen` tells which was pressed."""

    chosen = Signal(str)

    def __init__(self, picture: Picture, walk: Callable[[str, Way], str]) -> None:
        super().__init__()
        self._walk = walk
        self._scale = 0.0  # 0: not shown yet, so fit at the first sight
        self._corner = QPointF(0, 0)  # of the visible part, on the sheet
        self._pressed: QPointF | None = None
        self._dragged = False
        self.here = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.show_picture(picture)

    def show_picture(self, picture: Picture) -> None:
        """Another picture on a sheet of the same kind; the visible part stays where it was."""
        self.picture = picture
        self._spots = {spot.id: spot for spot in picture.spots}
        self._bounds = [(_bounds(shape), shape) for shape in picture.shapes]
        self._buffer: QPixmap | None = None
        self._buffered = QRectF()
        self._painted_in: tuple[Colours, float, float] | None = None
        if self.here not in self._spots:
            self.here = ""
        self._speak()
        self.update()

    # Moving

    def fit(self) -> None:
        """The whole width, from the top: the newest years first."""
        self._scale = self._least()
        self._corner = QPointF(0, 0)
        self._kept_in()

    def zoom(self, by: float, at: QPointF | None = None) -> None:
        """Larger or smaller, with what stands under `at` (the middle) staying there."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        held = self._corner + at / self._scale
        self._scale = min(MOST, max(self._least(), self._scale * by))
        self._corner = held - at / self._scale
        self._kept_in()

    def pan(self, across: float, down: float) -> None:
        """Move the picture by pixels."""
        self._corner -= QPointF(across, down) / self._scale
        self._kept_in()

    def go_to(self, name: str) -> None:
        """Put the keyboard's ring on a box and bring it into sight."""
        spot = self._spots.get(name)
        if spot is None:
            return
        self.here = name
        seen = self._visible()
        box = QRectF(spot.x, spot.y, spot.width, spot.height).adjusted(-30, -30, 30, 30)
        if not seen.contains(box):
            self._corner = box.center() - QPointF(seen.width() / 2, seen.height() / 2)
        self._speak()
        self._kept_in()

    def _least(self) -> float:
        """The zoom at which the whole width is in sight."""
        return min(1.0, max(0.2, self.width() / self.picture.width))

    def _kept_in(self) -> None:
        """Never farther than half a sight beyond the sheet's edge."""
        seen = self._visible()
        most_x = max(0.0, self.picture.width - seen.width())
        most_y = max(0.0, self.picture.height - seen.height())
        self._corner = QPointF(
            min(max(self._corner.x(), 0.0), most_x), min(max(self._corner.y(), 0.0), most_y)
        )
        if most_x == 0.0:  # narrower than the window: in its middle
            self._corner.setX((self.picture.width - seen.width()) / 2)
        self.update()

    def _visible(self) -> QRectF:
        size = QPointF(self.width(), self.height()) / (self._scale or 1.0)
        return QRectF(self._corner.x(), self._corner.y(), size.x(), size.y())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self._visible()
        scheme = colours()
        way = (scheme, self._scale, self.devicePixelRatioF())
        if self._painted_in != way or not self._buffered.contains(seen):
            self._paint_buffer(seen, scheme)
            self._painted_in = way
        assert self._buffer
        painter = QPainter(self)
        painter.drawPixmap((self._buffered.topLeft() - self._corner) * self._scale, self._buffer)
        spot = self._spots.get(self.here)
        if spot is not None:
            self._paint_ring(painter, spot, scheme)

    def _paint_buffer(self, seen: QRectF, scheme: Colours) -> None:
        """The visible part and half of its size around it."""
        around_x, around_y = seen.width() / 2, seen.height() / 2
        region = seen.adjusted(-around_x, -around_y, around_x, around_y)
        ratio = self.devicePixelRatioF()
        size = region.size() * self._scale * ratio
        buffer = QPixmap(round(size.width()), round(size.height()))
        buffer.setDevicePixelRatio(ratio)
        buffer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(buffer)
        painter.scale(self._scale, self._scale)
        painter.translate(-region.topLeft())
        near = tuple(shape for bounds, shape in self._bounds if bounds.intersects(region))
        paint(painter, Picture(self.picture.width, self.picture.height, near, ""), scheme)
        painter.end()
        self._buffer, self._buffered = buffer, region

    def _paint_ring(self, painter: QPainter, spot: Spot, scheme: Colours) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(scheme.text if self.hasFocus() else scheme.edge), 2.5))
        at = (QPointF(spot.x, spot.y) - self._corner) * self._scale
        size = QPointF(spot.width, spot.height) * self._scale
        painter.drawRoundedRect(QRectF(at.x() - 4, at.y() - 4, size.x() + 8, size.y() + 8), 8, 8)

    # Mouse and keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROWS:
            self.go_to(self._walk(self.here, ARROWS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.here:
            self.chosen.emit(self.here)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() > DRAG:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(moved.x(), moved.y())
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        pressed, self._pressed = self._pressed, None
        spot = self._spot_at(event.position())
        if pressed is not None and not self._dragged and spot is not None:
            self.go_to(spot.id)
            self.chosen.emit(spot.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.zoom(STEP ** (turned / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self._spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spot.spoken if spot else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._scale == 0.0 or self._scale < self._least():
            self.fit()
        else:
            self._kept_in()
        self.go_to(self.here)  # a card that opened may stand where the box was

    def sizeHint(self) -> QSize:
        return QSize(720, 480)

    def _spot_at(self, pixel: QPointF) -> Spot | None:
        at = self._corner + pixel / self._scale
        for spot in reversed(self.picture.spots):
            if QRectF(spot.x, spot.y, spot.width, spot.height).contains(at):
                return spot
        return None

    def _speak(self) -> None:
        """The picture's words as the name; the box with the ring as what is told of it."""
        self.setAccessibleName(self.picture.alt)
        spot = self._spots.get(self.here)
        self.setAccessibleDescription(spot.spoken if spot else "")


def _bounds(shape: Shape) -> QRectF:
    """What a shape covers at most, with room for its stroke."""
    match shape:
        case Line():
            points = shape.points
        case Curve():
            points = (shape.start, shape.bend_out, shape.bend_in, shape.end)
        case Box():
            points = ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
        case Disc():
            r = shape.radius
            points = ((shape.x - r, shape.y - r), (shape.x + r, shape.y + r))
        case Words():
            width = width_of(shape.text, shape.size, bold=shape.bold)
            left = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            x, y = shape.x - left, shape.y
            points = ((x, y - shape.size), (x + width, y + shape.size / 2))
    across = [x for x, _ in points]
    down = [y for _, y in points]
    box = QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))
    return box.adjusted(-8, -8, 8, 8)
