"""The few shapes every page is built from.

The window's frame uses them before its first paint, so `QtCore.Qt` is named only inside functions:
PySide6 makes every one of its enumerations, 20 ms of them, at the first look.
"""

import re
from collections.abc import Callable
from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

LabelLook = Literal["plain", "title", "heading", "eyebrow", "muted", "small", "strong", "error"]
LONG_WORD = 24  # characters
BREAK = "\u200b"  # takes no room
LAID_OUT_MS = 40  # a page of nested layouts settles over several turns of the event loop
ButtonLook = Literal["plain", "primary", "quiet", "nav"]


def label(text: str, look: LabelLook = "plain", *, wrap: bool = True) -> QLabel:
    """Text in one of the window's styles. User text stays text: it is never read as markup."""
    made = QLabel()
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    made.setProperty("look", look)
    return made


def breakable(text: str) -> str:
    """The same to look at, but long names, addresses and paths may go on in the next line."""
    at_folders = re.sub(
        rf"\S{{{LONG_WORD + 1},}}", lambda word: re.sub(r"([/\\])", f"\\1{BREAK}", word[0]), text
    )
    part = rf"[^\s{BREAK}]"
    return re.sub(rf"({part}{{{LONG_WORD}}})(?={part})", f"\\1{BREAK}", at_folders)


class PushButton(QPushButton):
    """A button whose Alt key presses it at once, without Qt's animation of 0.1 s."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)


def button(
    text: str, name: str, clicked: Callable[[], object], look: ButtonLook = "plain"
) -> QPushButton:
    """A button. `name` is its object name, which tests and style sheets know it by."""
    made = PushButton(text)
    made.setObjectName(name)
    made.setProperty("look", look)
    made.setAutoDefault(True)  # Enter presses a focused button outside a dialog too
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def caption(text: str) -> str:
    """The words of a button as the title of the dialog it opens: without key mark and dots."""
    return re.sub(r"\(&\w\)|&", "", text).rstrip("…. ")


def card(*parts: QWidget | QLayout, look: str = "card", margin: int = 18) -> QFrame:
    """Parts that belong together, on a card of their own."""
    frame = QFrame()
    frame.setProperty("look", look)
    frame.setLayout(column(*parts, spacing=8, margin=margin))
    return frame


def column(
    *parts: QWidget | QLayout, spacing: int = 12, margin: int = 0, stretch: bool = False
) -> QVBoxLayout:
    """Parts one under the other; `stretch` leaves the spare height below them."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        layout.addWidget(part) if isinstance(part, QWidget) else layout.addLayout(part)
    if stretch:
        layout.addStretch(1)
    return layout


def row(*parts: QWidget | QLayout | None, spacing: int = 8) -> QHBoxLayout:
    """Parts side by side; None is the stretch that pushes the others apart."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def marked(mark: QWidget, text: QWidget | QLayout, spacing: int = 10) -> QHBoxLayout:
    """A mark (bullet, number, word) at the top left of a text that takes the rest of the line."""
    line = row(mark, text, spacing=spacing)
    line.setAlignment(mark, QtCore.Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


def rule() -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "rule")
    return frame


def scrolled(inside: QWidget) -> QScrollArea:
    """The widget in a frame that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def reveal(widget: QWidget) -> None:
    """Scroll the page so that the widget is seen, once what changed has got its room."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is not None and inside is not None and widget.isVisible():
            for y in (widget.height(), 0):  # of a list, Qt's own way shows the current row only
                above.ensureVisible(0, widget.mapTo(inside, QtCore.QPoint(0, y)).y(), 0, 12)

    QtCore.QTimer.singleShot(LAID_OUT_MS, widget, scroll)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        if (inside := item.layout()) is not None:
            clear(inside)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def restyle(widget: QWidget) -> None:
    """Apply the style sheet anew after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
