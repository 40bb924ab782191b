"""A picture of `app.draw` in the window, as wide as there is room, and as a PNG."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.draw.colours import Colours, Ink, Paint
from app.draw.fonts import FAMILIES
from app.draw.svg import svg
from app.draw.types import (
    Anchor,
    Box,
    Curve,
    Dash,
    Disc,
    Line,
    Picture,
    Shape,
    Stroke,
    Words,
)
from app.files import write_file
from app.gui.theme import colours

NO_BRUSH: Final = QBrush()
NO_PEN: Final = QPen(Qt.PenStyle.NoPen)
BACK: Final = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}  # of the words' width
DASHES: Final = {Dash.DASHED: (5.0, 4.0), Dash.DOTTED: (1.5, 3.0)}


class PictureView(QWidget):
    """Shows one picture, never larger than it is unless `grow`. Spots call `pressed`."""

    def __init__(
        self,
        picture: Picture,
        pressed: Callable[[str], object] | None = None,
        *,
        grow: float = 1.0,
    ) -> None:
        super().__init__()
        self._pressed = pressed
        self._grow = grow
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.picture = picture
        self.setAccessibleName(picture.alt)

    def show_picture(self, picture: Picture) -> None:
        """Another picture in the place of this one."""
        before, self.picture = self.picture, picture
        if picture == before:
            return
        self.setAccessibleName(picture.alt)
        if (picture.width, picture.height) != (before.width, before.height):
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self.picture.width), round(self.picture.height))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._scale(width) * self.picture.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        paint(painter, self.picture, colours())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        at = event.position() / self._scale(self.width())
        for spot in reversed(self.picture.spots):
            if QRectF(spot.x, spot.y, spot.width, spot.height).contains(at):
                self._pressed(spot.id)
                return

    def _scale(self, width: int) -> float:
        return min(self._grow, width / self.picture.width)


def paint(painter: QPainter, picture: Picture, scheme: Colours) -> None:
    """Paint every shape at the painter's own scale."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        _paint(painter, shape, scheme)


def png(picture: Picture, scheme: Colours, scale: float = 2.0, ground: Ink = Ink.CARD) -> bytes:
    """The picture as PNG, `scale` pixels to the unit, on a filled ground."""
    image = QImage(
        round(picture.width * scale),
        round(picture.height * scale),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(QColor(scheme.of(ground)))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, picture, scheme)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def save_picture(picture: Picture, scheme: Colours, file: Path) -> Path:
    """Write it as SVG or PNG, as the file's ending says, and tell where. AppError where it cannot
    be written."""
    vector = file.suffix.lower() == ".svg"
    write_file(file, svg(picture, scheme, Ink.CARD).encode() if vector else png(picture, scheme))
    return file


def _paint(painter: QPainter, shape: Shape, scheme: Colours) -> None:
    if isinstance(shape, Words):
        _write(painter, shape, scheme)
        return
    painter.setPen(_pen(shape.stroke, scheme))
    if isinstance(shape, Curve):
        path = QPainterPath(QPointF(*shape.start))
        path.cubicTo(QPointF(*shape.bend_out), QPointF(*shape.bend_in), QPointF(*shape.end))
        painter.strokePath(path, painter.pen())
        return
    _fill(painter, shape.fill, 1.0 if isinstance(shape, Disc) else shape.opacity, scheme)
    match shape:
        case Box():
            box = QRectF(shape.x, shape.y, shape.width, shape.height)
            painter.drawRoundedRect(box, shape.radius, shape.radius)
        case Disc():
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Line():
            points = QPolygonF([QPointF(x, y) for x, y in shape.points])
            if shape.closed:
                painter.drawPolygon(points)
            else:
                painter.drawPolyline(points)


def _fill(painter: QPainter, ink: Paint | None, opacity: float, scheme: Colours) -> None:
    painter.setBrush(NO_BRUSH if ink is None else _brush(scheme.of(ink), opacity))


def _pen(stroke: Stroke | None, scheme: Colours) -> QPen:
    if stroke is None:
        return NO_PEN
    return _line(scheme.of(stroke.ink), stroke.width, stroke.dash)


# Kept, because each call into Qt may have to wait for other threads, and a picture is painted anew
# several times a second while answers come in.


@lru_cache(maxsize=256)
def _brush(colour: str, opacity: float) -> QBrush:
    filled = QColor(colour)
    filled.setAlphaF(opacity)
    return QBrush(filled)


@lru_cache(maxsize=256)
def _line(colour: str, width: float, dash: Dash) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash in DASHES:  # Qt counts in widths of the pen
        pen.setDashPattern([length / width for length in DASHES[dash]])
    return pen


@lru_cache(maxsize=64)
def _font(pixels: int, *, bold: bool) -> tuple[QFont, QFontMetricsF]:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font, QFontMetricsF(font)


def _write(painter: QPainter, words: Words, scheme: Colours) -> None:
    font, metrics = _font(max(1, round(words.size)), bold=words.bold)
    painter.setFont(font)
    painter.setPen(_line(scheme.of(words.ink), 1.0, Dash.SOLID))
    back = BACK[words.anchor]
    left = -back * metrics.horizontalAdvance(words.text) if back else 0.0
    if not words.turn:
        painter.drawText(QPointF(words.x + left, words.y), words.text)
        return
    painter.save()
    painter.translate(words.x, words.y)
    painter.rotate(words.turn)
    painter.drawText(QPointF(left, 0), words.text)
    painter.restore()
