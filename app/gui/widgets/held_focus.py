"""The keyboard stays with the control that began some work, although it is disabled meanwhile."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


class HeldFocus:
    """Qt moves the keyboard on from what is disabled or hidden: at the end it is given back,
    unless the user has gone elsewhere."""

    def __init__(self) -> None:
        self._left: QWidget | None = None  # had the keyboard when the work began
        self._moved_to: QWidget | None = None  # got it from Qt, not from the user

    @contextmanager
    def changing(self, controls: Sequence[QWidget], at_work: bool) -> Iterator[None]:
        """Inside, controls may be disabled, enabled, shown and hidden. `controls` can begin work;
        `at_work` tells whether it goes on behind this change."""
        window = controls[0].window()
        held = window.focusWidget()
        if at_work and held in controls:
            self._left = self._moved_to = held
        yield
        if held is not None and held is self._moved_to:
            self._moved_to = window.focusWidget()
            if not at_work and self._left is not None:
                self._left.setFocus()
        if not at_work:
            self._left = self._moved_to = None
