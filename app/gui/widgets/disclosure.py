"""Help that opens on request, by mouse or keyboard, and stays text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QToolButton, QVBoxLayout, QWidget

from app.gui.widgets.blocks import column, label, marked


class Disclosure(QFrame):
    """A heading with an arrow; pressing it shows or hides the lines under it."""

    def __init__(
        self, title: str, name: str, lines: Sequence[str], *, opened: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._head = QToolButton()
        self._head.setObjectName(f"disclosure-{name}")
        self._head.setText(title)
        self._head.setCheckable(True)
        self._head.setChecked(opened)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setStyleSheet(
            "QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 3px 6px;"
            " background: transparent; font-weight: 600; font-size: 14px; }"
            "QToolButton:focus { border-color: palette(highlight); }"
        )
        self._head.toggled.connect(self._show)
        self._body = QFrame()
        several = len(lines) > 1
        texts: list[QWidget | QLayout] = [
            marked(label("•", wrap=False), label(line)) if several else label(line)
            for line in lines
        ]
        self._body.setLayout(column(*texts, spacing=6, margin=6))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 12, 6)
        whole.setSpacing(2)
        whole.addWidget(self._head, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._body)
        self._show(opened)

    def _show(self, opened: bool) -> None:
        self._head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self._body.setVisible(opened)
