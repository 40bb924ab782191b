"""Home: several profiles go into one document."""

from pathlib import Path
from typing import Any

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from app.gui.pages.home import HomePage


def test_the_selected_profiles_become_a_portfolio_and_two_a_comparison(
    desk: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    profiles = desk.find(QListView, "profiles")
    home = next(w for w in desk.window.findChildren(object) if isinstance(w, HomePage))
    portfolio = desk.window.findChild(QPushButton, "portfolio")
    assert not portfolio.isVisible()
    profiles.selectAll()
    chosen = home.chosen()
    assert len(chosen) == 2
    assert portfolio.isVisible()
    told = desk.window.findChild(QLabel, "home-told")
    home._collector.portfolio(chosen, tmp_path / "0.pdf")
    qtbot.waitUntil(lambda: "0.pdf" in told.text(), timeout=30_000)
    home._collector.compare(chosen[0], chosen[1], tmp_path / "1.pdf")
    qtbot.waitUntil(lambda: "1.pdf" in told.text(), timeout=30_000)
    matrix = PdfReader(tmp_path / "0.pdf").pages[0].extract_text()
    assert all(desk.session.store.get(number).profile.name in matrix for number in chosen)
    assert "Comparison" in PdfReader(tmp_path / "1.pdf").pages[0].extract_text()

    home._collector.portfolio(chosen, tmp_path / "nowhere" / "x.pdf")
    qtbot.waitUntil(lambda: "nowhere" in told.text(), timeout=30_000)
    assert told.property("look") == "error"
