"""A picture with its title and a sentence below, to save as SVG or PNG and to copy."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu

from app.draw.types import Picture
from app.errors import AppError
from app.files import safe_name
from app.gui.jobs import Job
from app.gui.theme import colours
from app.gui.widgets.blocks import button, caption, column, label, row
from app.gui.widgets.picture import PictureView, png, save_picture
from app.words import Language, say

SUFFIXES = ("svg", "png")


class Figure(QFrame):
    """`name` tells its controls from those of other figures; `text` is said below the picture."""

    def __init__(
        self, language: Language, name: str, title: str, picture: Picture, text: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._language = language
        self._title = title
        self.view = PictureView(picture)
        self.view.setObjectName(name)
        self.view.setAccessibleDescription(title)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        save = button(self._say("save_picture"), f"save-{name}", self._choose_file, "quiet")
        copy = button(self._say("copy_picture"), f"copy-{name}", self.copy, "quiet")
        for made in (save, copy):
            made.setAccessibleName(f"{caption(made.text())}: {title}")
        self._told = label("", "small")
        self._told.setObjectName(f"told-{name}")
        self._told.hide()
        head = row(label(title, "heading"), copy, save)
        head.setStretch(0, 1)
        inside = column(head, self.view, spacing=8, margin=18)
        if text:
            inside.addWidget(label(text, "muted"))
        inside.addWidget(self._told)
        self.setLayout(inside)

    def copy(self) -> None:
        """The picture to the clipboard, and what it says for where no picture can stand."""
        data = QMimeData()
        data.setImageData(QImage.fromData(png(self.view.picture, colours())))
        data.setText(self.view.picture.alt)
        QGuiApplication.clipboard().setMimeData(data)
        self._tell(self._say("copied"))

    def save(self, file: Path) -> None:
        """The picture as a file; the ending says as what."""
        picture, scheme = self.view.picture, colours()
        job = Job(lambda _progress, _cancelled: save_picture(picture, scheme, file))
        job.succeeded.connect(self._saved)
        job.failed.connect(self._not_saved)
        job.start()

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        for suffix in SUFFIXES:
            menu.addAction(
                say(self._language, f"probe_result.save_{suffix}"), partial(self._choose, suffix)
            )
        menu.addAction(self._say("copy_picture"), self.copy)
        menu.addAction(self._say("copy_text"), self._copy_text)
        menu.exec(self.view.mapToGlobal(where))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.view.picture.alt)
        self._tell(self._say("copied"))

    def _choose_file(self) -> None:
        self._choose(*SUFFIXES)

    def _choose(self, *kinds: str) -> None:
        proposed = str(Path.home() / f"{safe_name(self._title)}.{kinds[0]}")
        filters = ";;".join(f"{kind.upper()} (*.{kind})" for kind in kinds)
        title = caption(self._say("save_picture"))
        chosen, kind = QFileDialog.getSaveFileName(self, title, proposed, filters)
        if chosen:
            file = Path(chosen)
            known = file.suffix.lower().lstrip(".") in SUFFIXES
            self.save(
                file if known else Path(f"{chosen}.{kind.split(' ')[0].lower() or kinds[0]}")
            )

    def _saved(self, file: Path) -> None:
        self._tell(self._say("saved", file=file))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self._tell(error.text(self._language))

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"probe_result.{key}", **values)
