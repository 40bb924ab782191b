"""Small print that ends in a link to an article of the guide."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel

from app.gui.theme import colours

JOINER = "\N{WORD JOINER}"  # keeps a link on one line, in Japanese too, which may break anywhere
Read = Callable[[str], object]  # shows the article with this id


class GuideLink(QLabel):
    """`text` is shown as it is, `link` after it; mouse, Tab and Enter follow it."""

    def __init__(self, text: str, link: str, article: str, read: Read) -> None:
        super().__init__()
        self._text, self._link, self.article = text, link, article
        self.setProperty("look", "small")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )
        self.setObjectName("guide-link")
        self.setAccessibleName(" · ".join(filter(None, (text, link))))
        self.linkActivated.connect(read)
        self._write()

    def _write(self) -> None:
        style = f"color:{colours().accent}; text-decoration:none"
        words = escape(JOINER.join(f"{self._link} →".replace(" ", "\N{NO-BREAK SPACE}")))
        link = f'<a href="{escape(self.article)}" style="{style}">{words}</a>'
        said = f"{escape(self._text)}&nbsp; " if self._text else ""
        self.setText(f"{said}{link}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is on the link at once; Qt would ask for a second Tab."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.hasSelectedText():
            self.focusNextPrevChild(True)

    def changeEvent(self, event: QEvent) -> None:
        """The colour is in the text, so another scheme writes it anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
