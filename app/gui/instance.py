"""One window per data folder: a second start brings the first one to the front."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 2_000


class Instance(QObject):
    """Holds the data folder's lock. A lock left by a killed program is taken over."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        with suppress(OSError):  # told about when the store is opened
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = str(data_dir.resolve()).encode()  # Qt's hash: hashlib takes 5 ms to load
        digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256).toHex().data()
        self._name = f"signpost-{bytes(digest).decode()[:16]}"
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)  # judged by the process, never by the clock
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether this is the only window on the folder. True where no lock can be written: a
        read-only folder is told about when the store is opened."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def call_first(self) -> bool:
        """Ask the window that is already there to come up; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  (5 ms before the first paint)

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(b"raise\n")
        sent = socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return sent

    def listen(self, raise_window: Callable[[], object]) -> None:
        """Let later starts call this window."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  (5 ms before the first paint)

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._called(raise_window))
        self._server.listen(self._name)

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _called(self, raise_window: Callable[[], object]) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            raise_window()
