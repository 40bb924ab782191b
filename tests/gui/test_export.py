"""Export: what is seen is what is written, and what was handed out can be had again."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.gui.pages.export import ExportPage
from app.gui.printing import print_pages, set_up
from app.gui.widgets.pages_view import PagesView
from app.issued import Status
from app.letterhead import take_logo
from app.report.pdf import Paper, page_svgs
from app.settings import Branding

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


@pytest.fixture
def page(asked: Any) -> ExportPage:
    asked.press(Qt.Key.Key_Y, alt=True)
    asked.workspace.ask("export")
    found = asked.find(object, "page-export")
    assert isinstance(found, ExportPage)
    return found


@pytest.fixture
def ended(page: ExportPage, qtbot: QtBot) -> Callable[[], None]:
    """Waits until the document is written, or told why not."""
    return lambda: qtbot.waitUntil(lambda: not page.working(), timeout=30_000)


def test_every_page_is_previewed_as_it_is_set_for_the_pdf(
    asked: Any, page: ExportPage, ended: Callable[[], None], qtbot: QtBot, tmp_path: Path
) -> None:
    view: PagesView = asked.find(PagesView, "preview")
    qtbot.waitUntil(lambda: len(view.svgs()) > 1, timeout=30_000)
    page.save("pdf", tmp_path / "a.pdf")
    ended()
    assert len(view.svgs()) == len(PdfReader(tmp_path / "a.pdf").pages)
    pages = asked.find(QListWidget, "pages")
    assert pages.count() == len(view.svgs())

    pages.setCurrentRow(2)
    assert asked.find(QLabel, "preview-where").text() == f"Page 3 of {pages.count()}"
    fitting = view.zoom()
    view.zoom_by(1)
    assert view.zoom() > fitting
    view.zoom_by(-1)
    view.zoom_by(-1)
    view.fit_width()
    assert view.zoom() == pytest.approx(fitting)


def test_an_issued_document_is_printed_again_to_the_same_bytes_although_all_else_changed(
    asked: Any, page: ExportPage, ended: Callable[[], None], data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_text(LOGO)
    logo = take_logo(data_dir, tmp_path / "logo.svg")
    looks = Branding(organisation="Ours Ltd", logo=logo, accent="#7A1FA2", footer="Internal")
    page._preferences.change(branding=looks)
    page.save("pdf", tmp_path / "first.pdf")
    ended()
    page.save("html", tmp_path / "first.html")
    ended()
    asked.session.describe(name="Something else", summary="New.")
    page._preferences.change(branding=Branding())
    first, second = asked.session.store.issued(asked.session.id)

    page.reprint(first, tmp_path / "again.pdf")
    ended()
    page.reprint(second, tmp_path / "again.html")
    ended()

    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "first.html").read_bytes()


def test_what_became_of_a_document_is_kept_as_the_user_says(
    asked: Any, page: ExportPage, ended: Callable[[], None], tmp_path: Path
) -> None:
    page.save("md", tmp_path / "a.md")
    ended()
    (issued,) = asked.session.store.issued(asked.session.id)
    QApplication.processEvents()  # a new row comes to the screen with the next events
    box = asked.find(QComboBox, f"status-{issued.seq}")
    box.setCurrentIndex(box.findData("accepted"))
    assert asked.session.store.issued(asked.session.id)[0].status is Status.ACCEPTED


def test_a_document_is_compared_with_the_profile_as_it_is_now(
    asked: Any, page: ExportPage, ended: Callable[[], None], tmp_path: Path
) -> None:
    page.save("md", tmp_path / "a.md")
    ended()
    (issued,) = asked.session.store.issued(asked.session.id)
    asked.session.describe(name="Renamed")
    page.compare(issued, tmp_path / "compared.pdf")
    ended()
    text = PdfReader(tmp_path / "compared.pdf").pages[0].extract_text()
    assert "Ticket routing" in text
    assert "Renamed" in text


def test_a_logo_that_is_gone_is_told_in_one_sentence(
    asked: Any, page: ExportPage, ended: Callable[[], None], tmp_path: Path
) -> None:
    page._preferences.change(branding=Branding(logo="gone.svg"))
    page.save("pdf", tmp_path / "a.pdf")
    ended()
    assert "gone.svg" in asked.find(QLabel, "export-done").text()
    assert list(tmp_path.glob("*.pdf")) == []


def test_pages_are_printed_on_their_own_paper_and_only_those_asked_for(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    making: Callable[[], Any] = page._making(datetime(2026, 11, 24, tzinfo=UTC))
    pages = page_svgs(making(), Paper.LETTER)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_up(printer, "us-letter", "Ticket routing")
    printer.setFromTo(1, 2)
    assert print_pages(pages, printer)
    printed = PdfReader(tmp_path / "printed.pdf").pages
    assert len(printed) == 2
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
    assert [round(float(side)) for side in printed[0].mediabox[2:]] == [612, 792]


def test_the_window_answers_while_a_document_is_made_and_edits_go_into_the_next_one(
    asked: Any, page: ExportPage, ended: Callable[[], None], tmp_path: Path
) -> None:
    page.save("pdf", tmp_path / "a.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
    assert not asked.find(QPushButton, "export-pdf").isEnabled()
    assert "Making" in asked.find(QLabel, "export-doing").text()
    asked.session.describe(name="Renamed meanwhile", summary="New.")
    ended()
    assert asked.find(QPushButton, "export-pdf").isEnabled()
    (issued,) = asked.session.store.issued(asked.session.id)
    assert issued.profile.name == "Ticket routing"
    page.reprint(issued, tmp_path / "again.pdf")
    ended()
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "a.pdf").read_bytes()


def test_the_keyboard_is_where_it_was_once_a_document_is_written(
    asked: Any, page: ExportPage, ended: Callable[[], None], tmp_path: Path
) -> None:
    """The buttons are disabled meanwhile, and Qt moves on from what is disabled."""
    start = asked.find(QPushButton, "export-pdf")
    start.setFocus()
    page.save("pdf", tmp_path / "a.pdf")
    assert not start.isEnabled()
    ended()
    assert asked.window.focusWidget() is start

    page.save("pdf", tmp_path / "b.pdf")
    elsewhere = asked.find(QListWidget, "pages")
    elsewhere.setFocus()
    ended()
    assert asked.window.focusWidget() is elsewhere


def test_a_document_that_is_cancelled_is_neither_written_nor_noted(
    asked: Any, page: ExportPage, tmp_path: Path
) -> None:
    page.save("pdf", tmp_path / "a.pdf")
    asked.find(QPushButton, "export-cancel").click()
    assert not page.working()
    assert "Nothing was written" in asked.find(QLabel, "export-done").text()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert not (tmp_path / "a.pdf").exists()
    assert asked.session.store.issued(asked.session.id) == []


def test_a_folder_that_is_gone_is_told_after_the_document_was_made(
    asked: Any, page: ExportPage, ended: Callable[[], None], tmp_path: Path
) -> None:
    page.save("pdf", tmp_path / "nowhere" / "a.pdf")
    ended()
    told = asked.find(QLabel, "export-done")
    assert "nowhere" in told.text()
    assert told.property("look") == "error"
    assert asked.session.store.issued(asked.session.id) == []
