"""The user's settings while the window is open."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.settings import Settings, load_settings, save_settings


class Preferences(QObject):
    """What is set now. Whoever shows something that depends on it listens to `changed`."""

    changed = Signal(object, object)  # the settings before and after

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir = data_dir
        self.now: Settings = load_settings(data_dir).settings

    def change(self, **fields: object) -> None:
        """Set and keep some of them. Raises AppError when the file cannot be written; the change
        then holds until the window is closed."""
        before, self.now = self.now, self.now.model_copy(update=fields)
        if self.now == before:
            return
        self.changed.emit(before, self.now)
        save_settings(self._data_dir, self.now)
