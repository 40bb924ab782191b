"""Pictures in the window: painted as drawn, named for a screen reader, pressed where a spot is."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.draw.colours import DARK, LIGHT, Ink
from app.draw.types import Box, Picture, Spot
from app.gui.widgets.picture import PictureView, png

HALVES = Picture(
    200,
    100,
    (Box(0, 0, 100, 100, Ink.LLM), Box(100, 0, 100, 100, Ink.FINE_TUNED)),
    "Blue at the left, orange at the right.",
    (Spot("left", 0, 0, 100, 100, "Left"), Spot("right", 100, 0, 100, 100, "Right")),
)


def test_the_png_has_the_colours_of_its_scheme() -> None:
    for scheme in (LIGHT, DARK):
        image = QImage.fromData(png(HALVES, scheme, scale=2))
        assert (image.width(), image.height()) == (400, 200)
        assert image.pixelColor(100, 100) == QColor(scheme.llm)
        assert image.pixelColor(300, 100) == QColor(scheme.fine_tuned)


def test_a_picture_keeps_its_shape_and_is_read_out(qtbot: QtBot) -> None:
    view = PictureView(HALVES)
    qtbot.addWidget(view)
    assert view.accessibleName() == HALVES.alt
    assert view.heightForWidth(100) == 50
    assert view.heightForWidth(1000) == 100  # never blown up


def test_pressing_a_spot_tells_which(qtbot: QtBot) -> None:
    pressed: list[str] = []
    view = PictureView(HALVES, pressed.append)
    qtbot.addWidget(view)
    view.resize(100, 50)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(75, 25))
    assert pressed == ["right"]
