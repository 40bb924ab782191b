"""The steps of one page, to see where one is and to go back."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.gui.widgets.blocks import label


class Stepper(QWidget):
    """`steps` are (id, word) pairs in order; `go` is called with the id that was pressed."""

    def __init__(
        self, spoken: str, steps: Sequence[tuple[str, str]], go: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self._words = dict(steps)
        self._buttons: dict[str, QToolButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for number, (step, _word) in enumerate(steps, 1):
            if number > 1:
                line.addWidget(self._between())
            made = QToolButton()
            made.setObjectName(f"step-{step}")
            made.setProperty("look", "step")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.clicked.connect(partial(self._pressed, go, step))
            self._buttons[step] = made
            line.addWidget(made)
        line.addStretch(1)

    def show_at(self, now: str, done: Collection[str], open_: Collection[str]) -> None:
        """Where one is; which steps are `done`, and which others can be gone to."""
        for number, (step, made) in enumerate(self._buttons.items(), 1):
            mark = "✓" if step in done and step != now else str(number)
            made.setText(f"{mark}  {self._words[step]}")
            made.setAccessibleName(f"{number} {self._words[step]}")
            made.setChecked(step == now)
            made.setEnabled(step == now or step in open_)

    def _pressed(self, go: Callable[[str], object], step: str, _checked: bool = False) -> None:
        self._buttons[step].setChecked(True)  # whether one is there is said by `show_at`
        go(step)

    @staticmethod
    def _between() -> QLabel:
        return label("›", "muted", wrap=False)
