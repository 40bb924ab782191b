"""One window per data folder: a second start brings the first one to the front."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

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

    def call_first(self, file: Path | None = None) -> bool:
        """Ask the window that is already there to come up, and to open a file; False when it does
        not answer."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  (5 ms before the first paint)

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        name = str(file.absolute()) if file else ""
        socket.write(f"{name}\n".encode("utf-8", "surrogateescape"))
        sent = socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return sent

    def listen(self, called: Callable[[Path | None], object]) -> None:
        """Let later starts call this window, with the file they were started on."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  (5 ms before the first paint)

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._called(called))
        self._server.listen(self._name)

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _called(self, called: Callable[[Path | None], object]) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(partial(self._heard, socket, called))

    def _heard(self, socket: "QLocalSocket", called: Callable[[Path | None], object]) -> None:
        """All that the other start had to say has come: it has hung up."""
        name = bytes(socket.readAll().data()).decode("utf-8", "surrogateescape").rstrip("\n")
        socket.deleteLater()
        called(Path(name) if name else None)
