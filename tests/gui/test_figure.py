"""A picture in the window leaves it as a file or over the clipboard."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.charts.whiskers import Row, whiskers
from app.gui.widgets.figure import Figure
from app.words import Language

WAIT_MS = 10_000


def figure(qtbot: QtBot) -> Figure:
    rows = [Row("gpt-4", 0.8, 0.7, 0.9, "70–90 %")]
    made = Figure(Language.EN, "figure_shares", "How often", whiskers(rows, "Right on 70–90 %."))
    qtbot.addWidget(made)
    return made


def test_a_picture_is_saved_as_its_ending_says(qtbot: QtBot, tmp_path: Path) -> None:
    shown = figure(qtbot)
    for ending, begin in (("svg", b"<svg"), ("png", b"\x89PNG")):
        file = tmp_path / f"curve.{ending}"
        shown.save(file)
        qtbot.waitUntil(file.exists, timeout=WAIT_MS)
        assert file.read_bytes().startswith(begin)


def test_a_picture_that_cannot_be_saved_is_told_in_a_sentence(
    qtbot: QtBot, tmp_path: Path
) -> None:
    shown = figure(qtbot)
    told = shown.findChild(QLabel, "told-figure_shares")
    assert isinstance(told, QLabel)
    shown.save(tmp_path / "no such folder" / "curve.svg")
    qtbot.waitUntil(lambda: "no such folder" in told.text(), timeout=WAIT_MS)


def test_a_picture_is_copied_with_what_it_says(qtbot: QtBot) -> None:
    shown = figure(qtbot)
    shown.copy()
    assert QGuiApplication.clipboard().text() == "Right on 70–90 %."
    assert not QGuiApplication.clipboard().image().isNull()
