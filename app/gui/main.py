"""Start the window: first something to see, then everything heavy."""

import gc
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, qVersion
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app import __version__
from app.gui.crash import tell_bugs
from app.gui.instance import Instance
from app.gui.jobs import Job
from app.gui.look import Look, first_look, translate_qt
from app.gui.theme import STYLE, apply_theme, load_fonts, starts_dark
from app.gui.window import Window
from app.paths import default_data_dir
from app.words import Language, say

if TYPE_CHECKING:
    from app.gui.workspace import Workspace

# For measuring: leave right after the first paint.
EXIT_AFTER_PAINT = "SIGNPOST_EXIT_AFTER_PAINT"
NEVER = 1_000_000  # searches of younger objects by the collector before one through all
SETTLED_MS = 1_000  # after the pages came: the first of them is painted by then


class Opener(QObject):
    """Files to open: named at the start, by a second start, or by macOS.

    They wait until the pages are there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._workspace: Workspace | None = None
        self._waiting: list[Path] = []

    def open(self, file: Path) -> None:
        if self._workspace is None:
            self._waiting.append(file)
        else:
            self._workspace.open_file(file)

    def ready(self, workspace: "Workspace | None") -> None:
        """The pages are there, or None while the data folder cannot be used."""
        self._workspace = workspace
        if workspace is not None:
            waiting, self._waiting = self._waiting, []
            for file in waiting:
                workspace.open_file(file)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.open(Path(event.file()))
            return True
        return super().eventFilter(watched, event)


def run_window(data_dir: Path | None, file: Path | None = None) -> int:
    """Open the window on a data folder, and on a file, until it is closed; the exit code."""
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)  # until `app.gui.spare`
    application = QApplication([*sys.argv[:1], *STYLE])
    application.setApplicationName("Signpost")
    application.setDesktopFileName("signpost")
    folder = data_dir or default_data_dir()
    instance = Instance(folder)
    look = first_look(folder)
    if not instance.is_first():
        return _leave_to_first(instance, look, file)
    load_fonts("*" if look.language is Language.JA else "Inter-*")  # the others after the paint
    apply_theme(application, dark=wants_dark(application, look))
    tell_bugs(look.language)
    window = Window(folder, look.language)
    opener = Opener()
    if sys.platform == "darwin":  # elsewhere nobody sends it, and every event would pass here
        application.installEventFilter(opener)
    if file is not None:
        opener.open(file.absolute())
    if os.environ.get(EXIT_AFTER_PAINT):
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: os._exit(0)))
    else:
        window.painted.connect(lambda: QTimer.singleShot(0, start))

    def start() -> None:
        log = import_module("app.log")  # not before the first paint
        log.open_log(folder, program_line())
        instance.listen(partial(called, window, opener))
        if look.language is not Language.JA:
            load_fonts("[!I]*")
        loading = Job(lambda _progress, _cancelled: import_module("app.gui.workspace"))
        loading.succeeded.connect(fill)
        loading.start()

    def fill(workspace: ModuleType) -> None:
        # PySide looks into the source of each module imported, and Python keeps what was read
        import_module("linecache").clearcache()
        translate_qt(application, look.language)
        workspace.open_workspace(window, folder, look, opener.ready)
        QTimer.singleShot(SETTLED_MS, import_module("app.gui.spare").give_back)

    window.show()
    code = application.exec()
    instance.release()
    if Job.still_at_work():  # it would crash where Qt is taken down under it; all is kept by now
        os._exit(code)
    return code


def called(window: Window, opener: Opener, file: Path | None) -> None:
    """The program was started a second time, perhaps on a file."""
    window.raise_up()
    if file is not None:
        opener.open(file)


def program_line() -> str:
    """What runs here, for the log."""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Signpost {__version__}, {sys.platform}, Python {python}, Qt {qVersion()}"


def _leave_to_first(instance: Instance, look: Look, file: Path | None) -> int:
    """Bring the window that is open already to the front; 1 where it does not answer."""
    if instance.call_first(file):
        return 0
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (3 ms before the first paint)

    QMessageBox.warning(None, "Signpost", say(look.language, "window.already_open"))
    return 1


def wants_dark(application: QApplication, look: Look) -> bool:
    return look.scheme == "dark" or (look.scheme == "system" and starts_dark(application))
