"""A search field with its results under it: type, arrows, Enter. Knows only what it is given."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.gui.widgets.blocks import column, label, reveal
from app.gui.widgets.results import ROW, Found, Query, ResultList

SHOWN: Final = 4  # rows on screen; further ones are scrolled to


class SearchField(QWidget):
    """`search(text)` gives the results for a text; `chosen(id)` is sent when one is picked."""

    chosen = Signal(str)

    def __init__(
        self,
        title: str,
        name: str,
        search: Callable[[str], Sequence[Found]],
        *,
        hint: str,
        example: str,
        results: str,
        nothing: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._search, self._says_nothing = search, nothing
        head = label(title, "strong")
        self.list = ResultList(results, f"{name}-results")
        self.edit = Query(self.list)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.setPlaceholderText(example)
        self.edit.setClearButtonEnabled(True)
        self.edit.textChanged.connect(self.refresh)
        head.setBuddy(self.edit)
        self.list.picked.connect(self._pick)
        self.list.left.connect(self.leave_list)
        self._nothing = label("", "muted")
        self._nothing.setObjectName(f"{name}-nothing")
        self.setLayout(
            column(head, label(hint, "small"), self.edit, self._nothing, self.list, spacing=4)
        )
        self.refresh()

    def refresh(self) -> None:
        """Search anew for what stands in the field."""
        text = self.edit.text().strip()
        found = self._search(text) if text else ()
        self.list.show_found(found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(min(len(found), SHOWN) * ROW + 6)
        self._nothing.setText(self._says_nothing(text) if text and not found else "")
        self._nothing.setVisible(bool(self._nothing.text()))
        if found:
            reveal(self.list)

    def clear(self) -> None:
        self.edit.clear()

    def leave_list(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, picked: str) -> None:
        self.clear()
        self.chosen.emit(picked)
