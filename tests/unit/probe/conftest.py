"""A small endpoint on loopback that answers as a test tells it to."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

import pytest


class Said(NamedTuple):
    """What the endpoint says to one request."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    headers: Mapping[str, str] = {}


def stream(text: str, finish: str = "stop", **delta: str) -> Said:
    """`text` as a stream of two pieces, with the count of tokens at the end."""
    half = len(text) // 2
    pieces: list[dict[str, Any]] = [
        {"choices": [{"index": 0, "delta": {"content": text[:half], **delta}}]},
        {"choices": [{"index": 0, "delta": {"content": text[half:]}, "finish_reason": finish}]},
        {"choices": [], "usage": {"prompt_tokens": 40, "completion_tokens": 3}},
    ]
    lines = [f"data: {json.dumps({'id': 'x', **piece})}\n\n" for piece in pieces]
    return Said("".join([*lines, "data: [DONE]\n\n"]).encode(), kind="text/event-stream")


def fault(status: int, message: str, code: str = "", **headers: str) -> Said:
    body = json.dumps({"error": {"message": message, "code": code}}).encode()
    return Said(body, status, headers={name.replace("_", "-"): headers[name] for name in headers})


class Endpoint:
    """`requests` are the bodies it was sent, `keys` what came with them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []


Reaction = Callable[[dict[str, Any]], Said]


@contextmanager
def endpoint(react: Reaction) -> Iterator[Endpoint]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self.say(Said(json.dumps({"data": [{"id": "small"}, {"id": "large"}]}).encode()))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            running.requests.append(body)
            running.keys.append(self.headers["authorization"])
            self.say(react(body))

        def say(self, said: Said) -> None:
            self.send_response(said.status)
            self.send_header("content-type", said.kind)
            self.send_header("content-length", str(len(said.body)))
            for name, value in said.headers.items():
                self.send_header(name, value)
            with suppress(OSError):  # who stopped waits for no answer
                self.end_headers()
                self.wfile.write(said.body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Reaction], Endpoint]]:
    """Starts an endpoint that reacts as told; it ends with the test."""
    with ExitStack() as running:
        yield lambda react: running.enter_context(endpoint(react))


@pytest.fixture
def says() -> tuple[Callable[..., Said], Callable[..., Said], type[Said]]:
    """`stream`, `fault` and `Said`."""
    return stream, fault, Said
