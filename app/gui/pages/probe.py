"""Stub."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.gui.session import Session


class ProbePage(QWidget):
    def __init__(self, session: Session, data_dir: Path) -> None:
        super().__init__()

    def show_page(self, page: str) -> None: ...
    def title(self) -> str:
        return "Probe"

    def fault(self) -> str:
        return ""

    def first_focus(self) -> None:
        return None
