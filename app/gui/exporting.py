"""One document at a time, made and written off the window's thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.files import write_file
from app.gui.jobs import Job, Latest


class Exporting(QObject):
    """Makes something of a document and hands it on.

    `stage` is "making", which can be cancelled, "writing", which cannot, or "" when nothing is
    going on; `staged` tells when it changes. `failed` tells a fault of either.
    """

    staged = Signal()
    failed = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = ""
        self._then: Callable[[Any], None] = lambda _made: None
        self._making = Latest(self)
        self._making.succeeded.connect(self._made)
        self._making.failed.connect(self._fail)
        self._writing: Job | None = None
        self._written: Callable[[], None] = lambda: None

    def make(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Let `work` make it, from values alone, and give it to `then` on this thread."""
        self._then = then
        self._enter("making")
        self._making.run(lambda _progress, _cancelled: work())

    def write(self, path: Path, work: Callable[[], bytes], then: Callable[[], None]) -> None:
        """Let `work` make a file and write it whole as `path`; `then` is called after that."""
        self._written = then
        self.make(work, partial(self._write, path))

    def cancel(self) -> None:
        """Give up what is being made: nothing of it is written."""
        if self.stage == "making":
            self._making.drop()
            self._enter("")

    def _enter(self, stage: str) -> None:
        self.stage = stage
        self.staged.emit()

    def _made(self, made: object) -> None:
        self._enter("")
        self._then(made)

    def _write(self, path: Path, data: bytes) -> None:
        self._enter("writing")
        self._writing = Job(lambda _progress, _cancelled: write_file(path, data))
        self._writing.succeeded.connect(self._wrote)
        self._writing.failed.connect(self._fail)
        self._writing.start()

    def _wrote(self, _nothing: object) -> None:
        self._enter("")
        self._written()

    def _fail(self, error: Exception) -> None:
        self._enter("")
        self.failed.emit(error)
