"""An article on screen: one text to read, mark and copy, with links for mouse and keyboard."""

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QTextBrowser

from app.gui.theme import colours
from app.reference.article import Article
from app.reference.html import SCHEME, page
from app.reference.reference import Reference

INDENT, MARGIN = 16, 18


class Reader(QTextBrowser):
    """`wanted(id)` is sent when a link to an article is followed; an address outside is handed to
    the system, and only then."""

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self._whole: Reference | None = None
        self._article: Article | None = None

    def show_article(self, whole: Reference, article: Article, *, scrolled: int = 0) -> None:
        self._whole, self._article = whole, article
        self.setAccessibleName(f"{article.over}: {article.title}")
        self._write()
        self.verticalScrollBar().setValue(scrolled)

    def _write(self) -> None:
        if self._whole is None or self._article is None:
            return
        document = self.document()
        document.setIndentWidth(INDENT)
        document.setDocumentMargin(MARGIN)
        self.setHtml(page(self._whole, self._article, colours()))

    def _follow(self, target: QUrl) -> None:
        address = target.toString()
        if address.startswith(SCHEME):
            self.wanted.emit(address.removeprefix(SCHEME))
        else:
            QDesktopServices.openUrl(target)

    def changeEvent(self, event: QEvent) -> None:
        """Colours are in the text, so another scheme writes it anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            down = self.verticalScrollBar().value()
            self._write()
            self.verticalScrollBar().setValue(down)
