"""Settings: how documents look is kept at once, and what cannot be used is told."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.gui.pages.branding import BrandingForm
from app.report.brand import checked_accent
from app.settings import load_settings

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


@pytest.fixture
def form(desk: Any) -> BrandingForm:
    desk.workspace.go("settings")
    (found,) = (w for w in desk.window.findChildren(QWidget) if isinstance(w, BrandingForm))
    return found


def enter(desk: Any, name: str, text: str) -> None:
    field = desk.find(QLineEdit, name)
    field.setFocus()
    field.setText(text)
    desk.press(Qt.Key.Key_Return)


def test_a_name_and_a_line_are_kept_for_all_documents(desk: Any, form: BrandingForm) -> None:
    enter(desk, "organisation", "Ours Ltd")
    enter(desk, "footer", "Internal use only")
    kept = load_settings(desk.data_dir).settings.branding
    assert (kept.organisation, kept.footer) == ("Ours Ltd", "Internal use only")


def test_a_pale_colour_is_refused_and_the_nearest_is_taken_with_one_press(
    desk: Any, form: BrandingForm
) -> None:
    enter(desk, "accent", "#FFCC00")
    assert load_settings(desk.data_dir).settings.branding.accent == ""
    assert any("too pale" in text for text in desk.texts(QLabel))
    desk.find(QPushButton, "accent-nearest").click()
    taken = load_settings(desk.data_dir).settings.branding.accent
    assert taken == checked_accent(taken) != ""
    assert not any("too pale" in text for text in desk.texts(QLabel))


def test_a_logo_is_copied_shown_and_removed(desk: Any, form: BrandingForm, tmp_path: Path) -> None:
    file = tmp_path / "ours.svg"
    file.write_text(SVG)
    form.take_logo(file)
    file.unlink()
    assert not desk.find(QLabel, "logo").pixmap().isNull()
    desk.find(QPushButton, "logo-remove").click()
    assert load_settings(desk.data_dir).settings.branding.logo == ""


def test_a_file_that_is_no_logo_changes_nothing(
    desk: Any, form: BrandingForm, tmp_path: Path
) -> None:
    file = tmp_path / "ours.gif"
    file.write_bytes(b"GIF89a")
    form.take_logo(file)
    assert any("ours.gif" in text for text in desk.texts(QLabel))
    assert load_settings(desk.data_dir).settings.branding.logo == ""
