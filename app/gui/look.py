"""What must be known before the first paint: language and colour scheme.

Read straight from the settings file, because the typed settings cost more time to import than
showing the window does. What cannot be read here is reported later, by `app.settings`.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QJsonDocument, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.words import Language


@dataclass(frozen=True, slots=True)
class Look:
    language: Language
    scheme: str  # "system", "light" or "dark"


def first_look(data_dir: Path) -> Look:
    """The user's choices, or the system's where nothing was chosen or can be read."""
    file = data_dir / "settings.json"
    chosen = _chosen(file) if file.exists() else {}
    if not isinstance(chosen, dict):
        chosen = {}
    language, scheme = chosen.get("language"), chosen.get("colour_scheme")
    return Look(
        Language(str(language)) if language in [*Language] else system_language(),
        scheme if scheme in ("light", "dark") else "system",
    )


def _chosen(file: Path) -> object:
    """The file as JSON, None where it is none. By Qt: importing Python's `json` takes 3 ms."""
    try:
        return QJsonDocument.fromJson(file.read_bytes()).toVariant()
    except OSError:
        return None


def system_language() -> Language:
    japanese = QLocale.system().language() is QLocale.Language.Japanese
    return Language.JA if japanese else Language.EN


def translate_qt(application: QApplication, language: str) -> None:
    """Qt's own words (file dialogs, buttons of messages) in the window's language."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
