"""Help that opens on request, by mouse or keyboard, and stays text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout

from app.gui.widgets.blocks import clear, column, label, marked
from app.gui.widgets.guide_link import GuideLink, Read


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts under a title, if it has one; where they come from in small print, and the article
    of the guide to read about it, if there is one."""

    title: str
    texts: tuple[str, ...]
    small: str
    article: str = ""


Line = str | Entry


class Disclosure(QFrame):
    """A heading with an arrow; pressing it shows or hides the lines under it. `link` is the word
    that leads to an article, `read` shows it."""

    def __init__(
        self,
        title: str,
        name: str,
        lines: Sequence[Line] = (),
        *,
        link: str = "",
        read: Read | None = None,
    ) -> None:
        super().__init__()
        self._link, self._read = link, read
        self.setProperty("look", "card")
        self._head = QToolButton()
        self._head.setObjectName(f"disclosure-{name}")
        self._head.setText(title)
        self._head.setCheckable(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setStyleSheet(
            "QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 3px 6px;"
            " background: transparent; font-weight: 600; font-size: 14px; }"
            "QToolButton:focus { border-color: palette(highlight); }"
        )
        self._head.toggled.connect(self._show)
        self._lines = lines
        self._written = False
        self._body = QFrame()
        self._body.setLayout(column(spacing=6, margin=6))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 12, 6)
        whole.setSpacing(2)
        whole.addWidget(self._head, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._body)
        self._show(opened=False)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Hold other lines; what is open stays open."""
        self._lines, self._written = lines, False
        self._show(opened=self._head.isChecked())

    def _show(self, opened: bool) -> None:
        self._head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        if opened and not self._written:  # lines nobody opens cost nothing
            self._write()
        self._body.setVisible(opened)

    def _write(self) -> None:
        inside = self._body.layout()
        assert isinstance(inside, QVBoxLayout)
        clear(inside)
        for line in self._lines:
            if isinstance(line, Entry):
                head = [label(line.title, "strong")] if line.title else []
                texts = [label(text) for text in line.texts]
                inside.addLayout(column(*head, *texts, self._small(line), spacing=2))
                inside.addSpacing(6)
            elif len(self._lines) > 1:
                inside.addLayout(marked(label("•", wrap=False), label(line)))
            else:
                inside.addWidget(label(line))
        self._written = True

    def _small(self, line: Entry) -> QLabel:
        if line.article and self._read:
            return GuideLink(line.small, self._link, line.article, self._read)
        return label(line.small, "small")
