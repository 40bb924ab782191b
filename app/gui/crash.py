"""A bug is told loudly. The user's work is on disk already, so leaving is safe."""

import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication

from app import __version__
from app.log import note_bug
from app.words import Language, say

EXIT_CODE = 70  # "internal software error" of sysexits.h


def tell_bugs(language: Language) -> None:
    """From now on an unexpected exception is shown, written to stderr, and ends the program."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.excepthook = sys.__excepthook__  # a bug in here must not come round again
        sys.__excepthook__(kind, error, trace)
        note_bug(error)
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (3 ms before the first paint)

        box = QMessageBox(QMessageBox.Icon.Critical, "Signpost", say(language, "window.bug"))
        box.setInformativeText(say(language, "window.bug_saved"))
        details = "".join(traceback.format_exception(kind, error, trace))
        box.setDetailedText(f"Signpost {__version__}\n{details}")
        box.exec()
        QApplication.exit(EXIT_CODE)

    sys.excepthook = told
