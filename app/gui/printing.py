"""A document on paper, through the system's own dialog."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.gui.widgets.pages_view import picture_of

DOTS: Final = 300  # an inch


def ask_and_print(pages: Sequence[bytes], paper: str, name: str, parent: QWidget) -> bool:
    """Let the user choose a printer and pages, and print; whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, paper, name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    dialog.setFromTo(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    return print_pages(pages, printer)


def set_up(printer: QPrinter, paper: str, name: str) -> None:
    """The document's own paper to its edges: its margins are in the pages."""
    size = QPageSize.PageSizeId.Letter if paper == "us-letter" else QPageSize.PageSizeId.A4
    printer.setDocName(name)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)


def print_pages(pages: Sequence[bytes], printer: QPrinter) -> bool:
    """Print the pages the printer is set to; False when it refuses.

    Each goes as a picture of 300 dots an inch: as vectors Qt draws every letter with an outline.
    """
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(pages), len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    share = min(DOTS / printer.resolution(), 1)
    size = (paper.size() * share).toSize()
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        painter.drawImage(paper, picture_of(pages[number - 1], size))
    return painter.end()
