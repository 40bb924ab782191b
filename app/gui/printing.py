"""A document on paper, through the system's own dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QWidget


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
    """Print the pages the printer is set to, as vectors; False when it refuses."""
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(pages), len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        renderer = QSvgRenderer(QByteArray(pages[number - 1]))
        renderer.render(painter, printer.paperRect(QPrinter.Unit.DevicePixel))
    return painter.end()
