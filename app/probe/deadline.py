"""An end to every request as a whole, however slowly bytes come in.

The client's own time limits hold for each read alone: a server that drips its headers one by one
stays within them for ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from time import monotonic
from typing import Any, Final

CONNECTED: Final = "connect_tcp.complete"


class Deadline:
    """When the request of each thread has to be over.

    `watch` is a request hook of the client; what is sent and read inside `within(seconds)` on the
    connections that it saw, encrypted or not, raises TimeoutError once they have passed.
    """

    def __init__(self) -> None:
        self._of_this_thread = local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        self._of_this_thread.end = monotonic() + seconds
        try:
            yield
        finally:
            del self._of_this_thread.end

    def watch(self, request: Any) -> None:
        request.extensions["trace"] = self._seen

    def _seen(self, event: str, about: dict[str, Any]) -> None:
        if event.endswith(CONNECTED):
            self._hold(about["return_value"])

    def _hold(self, stream: Any) -> None:
        """A connection outlives the request it was made for: each read asks for the time left."""
        read, write, start_tls = stream.read, stream.write, stream.start_tls

        def held_start_tls(ssl_context: Any, server_hostname: Any, timeout: float | None) -> Any:
            inner = start_tls(ssl_context, server_hostname, self._left(timeout))
            self._hold(inner)
            return inner

        stream.read = lambda most, timeout=None: read(most, self._left(timeout))
        stream.write = lambda data, timeout=None: write(data, self._left(timeout))
        stream.start_tls = held_start_tls

    def _left(self, timeout: float | None) -> float | None:
        end = getattr(self._of_this_thread, "end", None)
        if end is None:
            return timeout
        left = float(end - monotonic())
        if left <= 0:
            raise TimeoutError
        return left if timeout is None else min(left, timeout)
