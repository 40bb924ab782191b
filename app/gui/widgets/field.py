"""Form fields: a title, a hint, the control, and room for what is wrong with it."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.gui.widgets.blocks import column, label, restyle

NO_NUMBER = -1  # counts are never negative


class _Lines(QPlainTextEdit):
    """A small text box that says when its text has been left, and lets Tab move on."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(84)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextField(QWidget):
    """One line of text, or a few. `changed(text)` is called when the user has left the field."""

    def __init__(
        self,
        title: str,
        name: str,
        changed: Callable[[str], object],
        *,
        hint: str = "",
        example: str = "",
        lines: bool = False,
    ) -> None:
        super().__init__()
        self._changed = changed
        head = label(title, "strong")
        self.edit: QLineEdit | _Lines = _Lines() if lines else QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.setPlaceholderText(example)
        if isinstance(self.edit, _Lines):
            self.edit.left.connect(self.settle)
        else:
            self.edit.editingFinished.connect(self.settle)
        head.setBuddy(self.edit)
        self._wrong = label("", "error")
        self._wrong.hide()
        parts: list[QWidget] = [head, self.edit, self._wrong]
        if hint:
            parts.insert(1, label(hint, "small"))
        self.setLayout(column(*parts, spacing=4))

    def text(self) -> str:
        return (
            self.edit.toPlainText() if isinstance(self.edit, QPlainTextEdit) else self.edit.text()
        ).strip()

    def show_text(self, text: str) -> None:
        if text == self.text():
            return
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setPlainText(text)
        else:
            self.edit.setText(text)

    def settle(self) -> None:
        """Hand over what stands in the field now."""
        self._changed(self.text())

    def show_fault(self, fault: str) -> None:
        self._wrong.setText(fault)
        self._wrong.setVisible(bool(fault))
        self.edit.setProperty("wrong", "true" if fault else "false")
        restyle(self.edit)


class NumberField(TextField):
    """A whole number or nothing; thousands may be grouped. `changed(number or None)`.

    What is not a number stays on screen and `fault` says so; it is not handed over.
    """

    def __init__(
        self,
        title: str,
        name: str,
        changed: Callable[[int | None], object],
        *,
        fault: str,
        hint: str = "",
        example: str = "",
    ) -> None:
        super().__init__(title, name, lambda _text: None, hint=hint, example=example)
        self._take = changed
        self._fault = fault
        self.edit.setMaximumWidth(220)

    def fault(self) -> str:
        return self._fault if self.number() == NO_NUMBER else ""

    def settle(self) -> None:
        number = self.number()
        self.show_fault(self.fault())
        if number != NO_NUMBER:
            self._take(number)

    def show_number(self, number: float | None) -> None:
        if number != self.number():
            self.show_text("" if number is None else f"{number:,}")
            self.show_fault("")

    def number(self) -> int | None:
        """The number, None where nothing stands, NO_NUMBER where something else does."""
        text = unicodedata.normalize("NFKC", self.text())
        digits = text.translate(dict.fromkeys(map(ord, ",_ '’\u00a0\u202f")))
        if not digits:
            return None
        return (
            int(digits)
            if digits.isascii() and digits.isdigit() and len(digits) <= 12
            else NO_NUMBER
        )
