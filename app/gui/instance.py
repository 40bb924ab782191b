"""One window per data folder: a second start brings the first one to the front.

The second start leaves a call in the data folder, a file that names what it was started on; the
first window takes it out again, and that is the answer. So nothing but a folder is needed, which
both have: no socket, and no network library in memory for the rarest of events.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QLockFile, QObject, QTimer

WAIT_MS = 5_000
CALLS = "window-*.call"


class Instance(QObject):
    """Holds the data folder's lock. A lock left by a killed program is taken over."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        with suppress(OSError):  # told about when the store is opened
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = data_dir
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)  # judged by the process, never by the clock
        self._watcher: QFileSystemWatcher | None = None
        self._called: Callable[[Path | None], object] = lambda _file: None

    def is_first(self) -> bool:
        """Whether this is the only window on the folder. True where no lock can be written: a
        read-only folder is told about when the store is opened."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def call_first(self, file: Path | None = None) -> bool:
        """Ask the window that is already there to come up, and to open a file; False when it does
        not answer."""
        call = self._folder / CALLS.replace("*", str(os.getpid()))
        unseen = call.with_suffix(".new")
        try:
            unseen.write_bytes(os.fsencode(file.absolute()) if file else b"")
            unseen.replace(call)
        except OSError:
            return False
        waiting = QEventLoop()

        def look(_folder: str = "") -> None:
            if not call.exists():
                waiting.quit()

        watcher = QFileSystemWatcher([str(self._folder)])
        watcher.directoryChanged.connect(look)
        patience = QTimer()
        patience.timeout.connect(waiting.quit)
        patience.start(WAIT_MS)
        QTimer.singleShot(0, look)  # it may have been taken before anybody watched
        waiting.exec()
        taken = not call.exists()
        call.unlink(missing_ok=True)
        return taken

    def listen(self, called: Callable[[Path | None], object]) -> None:
        """Let later starts call this window, with the file they were started on."""
        self._called = called
        self._watcher = QFileSystemWatcher([str(self._folder)])
        self._watcher.directoryChanged.connect(self._answer)
        self._answer()  # those that came while the window was opening

    def release(self) -> None:
        self._watcher = None
        self._lock.unlock()

    def _answer(self, _folder: str = "") -> None:
        """Take every call out of the folder and pass it on."""
        for call in sorted(self._folder.glob(CALLS)):
            try:
                name = call.read_bytes()
                call.unlink()
            except OSError:  # the other start has given up waiting
                continue
            self._called(Path(os.fsdecode(name)) if name else None)
