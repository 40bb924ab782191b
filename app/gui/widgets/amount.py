"""A field for an amount of money or a share: a number that may have decimals, or nothing."""

import re
import unicodedata
from collections.abc import Callable

from app.gui.widgets.field import TextField


class AmountField(TextField):
    """`changed(amount or None)`. What is no amount stays on screen and is not handed over."""

    def __init__(
        self,
        title: str,
        name: str,
        changed: Callable[[float | None], object],
        *,
        fault: str,
        hint: str = "",
    ) -> None:
        super().__init__(title, name, lambda _text: None, hint=hint)
        self._take = changed
        self._fault = fault
        self.edit.setMaximumWidth(220)

    def settle(self) -> None:
        text = self._plain()
        amount = _amount(text)
        self.show_fault(self._fault if text and amount is None else "")
        if not text or amount is not None:
            self._take(amount)

    def show_amount(self, amount: float | None) -> None:
        if amount != _amount(self._plain()) or self._plain() == "":
            self.show_text("" if amount is None else f"{amount:,.10g}")
            self.show_fault("")

    def amount(self) -> float | None:
        return _amount(self._plain())

    def _plain(self) -> str:
        text = unicodedata.normalize("NFKC", self.text())
        return text.translate(dict.fromkeys(map(ord, ",_ $'’\u00a0\u202f")))


def _amount(text: str) -> float | None:
    """Digits with at most one point, up to a million million."""
    if not re.fullmatch(r"\d{1,12}(\.\d{0,6})?|\.\d{1,6}", text):
        return None
    return float(text)
