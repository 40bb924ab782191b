"""A small choice on one line: a titled group of radio buttons side by side."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton

from app.gui.widgets.blocks import label
from app.gui.widgets.group import NamedGroup


class ReplyRow(NamedGroup):
    """`choices` are (value, word) pairs; `changed` is called when the user picks another one."""

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        changed: Callable[[], object],
        *,
        show_title: bool = True,
    ) -> None:
        super().__init__()
        self.setTitle(title)
        self._values = [value for value, _ in choices]
        self._changed = changed
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        if show_title:
            line.addWidget(label(title, "strong", wrap=False))
        for place, (value, word) in enumerate(choices):
            made = QRadioButton(word, self)
            made.setObjectName(str(value))
            self._group.addButton(made, place)
            line.addWidget(made)
        line.addStretch(1)
        self._group.idClicked.connect(lambda _place: self._changed())

    def choose(self, value: str | None) -> None:
        """Show a value without calling `changed`; None shows nothing chosen."""
        self._group.setExclusive(False)
        for place, known in enumerate(self._values):
            self._group.button(place).setChecked(known == value)
        self._group.setExclusive(True)

    def chosen(self) -> str | None:
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def first_button(self) -> QAbstractButton:
        """Where the keyboard enters the group."""
        return self._group.checkedButton() or self._group.button(0)
