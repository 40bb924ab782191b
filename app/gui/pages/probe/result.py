"""The last step: what was measured."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.session import Session
from app.gui.widgets.blocks import button, clear, column, label, row
from app.gui.widgets.probe_result import ProbeResultView


class ResultStep(QWidget):
    def __init__(self, session: Session, again: Callable[[], object]) -> None:
        super().__init__()
        self._session = session
        self._result = QVBoxLayout()
        self.again = button(session.say("probing.again"), "measure-again", again)
        self.setLayout(column(self._result, row(self.again, None), spacing=14))

    def show_last(self, texts: Mapping[str, str]) -> None:
        """The newest measurement of the open profile; `texts` are the examples by id, where their
        file is still loaded."""
        clear(self._result)
        saved = self._session.last_probe()
        if saved is None:
            return
        self._result.addWidget(label(self._session.say("probing.result"), "heading"))
        self._result.addWidget(ProbeResultView(saved.result, self._session.language, texts))
