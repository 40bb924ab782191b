"""The last step: what was measured, and the way to measure again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.gui.pages.probe_result import ProbeResultPage
from app.gui.session import Session
from app.gui.widgets.blocks import button, column


class ResultStep(QWidget):
    def __init__(self, session: Session, data_dir: Path, again: Callable[[], object]) -> None:
        super().__init__()
        self.again = button(session.say("probing.again"), "measure-again", again)
        self.page = ProbeResultPage(session, data_dir, self.again)
        self.setLayout(column(self.page))
