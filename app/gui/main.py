"""Start the window: first something to see, then everything heavy."""

import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.gui.crash import tell_bugs
from app.gui.instance import Instance
from app.gui.jobs import Job
from app.gui.look import Look, first_look, translate_qt
from app.gui.theme import apply_theme, load_fonts, system_is_dark
from app.gui.window import Window
from app.paths import default_data_dir
from app.words import Language, say

# For measuring: leave right after the first paint.
EXIT_AFTER_PAINT = "SIGNPOST_EXIT_AFTER_PAINT"


def run_window(data_dir: Path | None) -> int:
    """Open the window on a data folder and stay until it is closed. Returns the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Signpost")
    application.setDesktopFileName("signpost")
    folder = data_dir or default_data_dir()
    instance = Instance(folder)
    look = first_look(folder)
    if not instance.is_first():
        return _leave_to_first(instance, look)
    load_fonts("*" if look.language is Language.JA else "Inter-*")  # the others after the paint
    apply_theme(application, dark=wants_dark(application, look))
    tell_bugs(look.language)
    window = Window(folder, look.language)
    if os.environ.get(EXIT_AFTER_PAINT):
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: os._exit(0)))
    else:
        window.painted.connect(lambda: QTimer.singleShot(0, start))

    def start() -> None:
        instance.listen(window.raise_up)
        if look.language is not Language.JA:
            load_fonts("[!I]*")
        loading = Job(lambda _progress, _cancelled: import_module("app.gui.workspace"))
        loading.succeeded.connect(fill)
        loading.start()

    def fill(workspace: ModuleType) -> None:
        translate_qt(application, look.language)
        workspace.open_workspace(window, folder, look)

    window.show()
    code = application.exec()
    instance.release()
    return code


def _leave_to_first(instance: Instance, look: Look) -> int:
    """Bring the window that is open already to the front; 1 where it does not answer."""
    if instance.call_first():
        return 0
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (3 ms before the first paint)

    QMessageBox.warning(None, "Signpost", say(look.language, "window.already_open"))
    return 1


def wants_dark(application: QApplication, look: Look) -> bool:
    return look.scheme == "dark" or (look.scheme == "system" and system_is_dark(application))
