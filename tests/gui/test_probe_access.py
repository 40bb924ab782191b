"""Every step of the probe fits the smallest window, and nothing in it is silent."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.measuring import KeyKind
from app.gui.pages.probe.page import ProbePage
from app.gui.widgets.blocks import breakable
from app.settings import Endpoint
from app.words import Language

FAR = Endpoint(name="", base_url=f"https://{'long.' * 8}example.com/v1", model="m" * 60)
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)


def silent(window: QWidget) -> list[str]:
    """Controls in view that take the keyboard and have no name."""
    return [
        widget.objectName() or repr(widget)
        for kind in CONTROLS
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


@pytest.mark.parametrize("language", [*Language])
def test_every_step_fits_and_speaks(
    qtbot: QtBot, open_desk: Any, rows_file: Path, language: Language
) -> None:
    """At 800 × 600, with long names; also with everything that can be opened open."""
    desk = open_desk(language)
    desk.window.resize(800, 600)
    desk.workspace.begin()
    desk.workspace.ask("probe")
    page: ProbePage = desk.find(ProbePage, "page-probe")

    def check() -> None:
        QApplication.processEvents()
        area = page.parentWidget()
        assert area is not None
        assert page.minimumSizeHint().width() <= area.width()
        assert silent(desk.window) == []

    check()
    named = rows_file.rename(rows_file.with_name(f"{'long ' * 12}name.csv"))
    text = named.read_text(encoding="utf-8").replace("text,label", f"{'t' * 90},{'l' * 90}")
    named.write_text(f"{text}N/A,None\nother,SPAM\nother,Spam\n", encoding="utf-8")
    page.data.load(named)
    qtbot.waitUntil(lambda: page.data.ready, timeout=10_000)
    check()
    page.go("model")
    check()
    page.model.use_file(named.with_suffix(".gguf"))
    check()
    page.model.use_endpoint(FAR, KeyKind.ENTERED, "key")
    check()
    page.go("plan")
    qtbot.waitUntil(lambda: page.plan.outlook is not None, timeout=10_000)
    page.plan.asking.choose("few-shot", 4, None)
    desk.find(QAbstractButton, "show-prompt").click()
    qtbot.waitUntil(lambda: page.plan.outlook is not None, timeout=10_000)
    check()


def test_long_names_may_go_on_in_the_next_line_between_folders_first() -> None:
    """Nothing is lost or added that can be seen."""
    path = f"/home/somebody/{'x' * 30}/rows.csv"
    told = breakable(f"{path} is empty.")
    assert told.replace("\u200b", "") == f"{path} is empty."
    assert max(map(len, re.split(r"[\s\u200b]", told))) <= 24
    assert "rows.csv" in told
    assert breakable("short words stay") == "short words stay"
