"""The data folder cannot be used as it is: what is wrong, and the ways out. Nothing is lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.errors import AppError
from app.gui.widgets.blocks import button, card, label, row
from app.store import BACKUPS, restore
from app.words import Language, say


class TroublePage(QWidget):
    def __init__(
        self, error: AppError, language: Language, data_dir: Path, again: Callable[[], object]
    ) -> None:
        super().__init__()
        self._language = language
        self._data_dir = data_dir
        self._again = again
        self._told = label(error.text(language))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(48, 48, 48, 48)
        inside.setSpacing(14)
        inside.addWidget(label(self.title(), "title"))
        inside.addWidget(card(self._told, look="problem"))
        inside.addWidget(label(say(language, "trouble.nothing_lost", folder=data_dir), "muted"))
        inside.addLayout(
            row(
                button(say(language, "trouble.again"), "again", again, "primary"),
                button(say(language, "trouble.restore"), "restore", self._restore),
                button(say(language, "trouble.open_folder"), "open-folder", self._open_folder),
                None,
            )
        )
        inside.addStretch(1)

    def title(self) -> str:
        return say(self._language, "trouble.title")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir)))

    def _restore(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, say(self._language, "trouble.restore"), str(self._data_dir / BACKUPS)
        )
        if not chosen:
            return
        try:
            restore(self._data_dir, Path(chosen))
        except AppError as error:
            self._told.setText(error.text(self._language))
        else:
            self._again()
