"""A measurement that is killed goes on where it was, and never asks twice for what it paid for."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import pytest

from app.probe.again import AGAIN

ROOT = Path(__file__).resolve().parents[2]
ROWS, AT_ONCE, KILLED_AT = 40, 6, 18
KEY = "sk-canary-51c0ffee"


class Server(ThreadingHTTPServer):
    """Answers every text with its last word; from `hang_at` requests on it keeps silent."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.lock = Lock()
        self.hang_at = KILLED_AT
        self.hanging = Event()
        self.let_go = Event()
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        prompt = body["messages"][-1]["content"]
        label = "spam" if "prize" in prompt else "ham"
        with self.server.lock:
            if "row " in prompt:
                self.server.asked.append(body["model"] + prompt.split("row ")[1].split()[0])
            silent = len(self.server.asked) > self.server.hang_at
        if silent:
            self.server.hanging.set()
            self.server.let_go.wait(30)
        said = json.dumps({"label": label})
        choice = {"index": 0, "finish_reason": "stop", "message": {"content": said}}
        data = json.dumps({"choices": [choice], "model": body["model"]}).encode()
        with suppress(OSError):
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.let_go.set()
        running.shutdown()


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_killed_run_asks_again_for_no_more_than_was_under_way(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBE_KEY", KEY)
    data, folder = tmp_path / "rows.csv", tmp_path / "data"
    words = ("prize", "lunch")
    lines = [f"row {at} {words[at % 2]},{'ham' if at % 2 else 'spam'}" for at in range(ROWS)]
    data.write_text("text,label\n" + "\n".join(lines) + "\n")
    url = f"http://127.0.0.1:{server.server_port}/v1"

    def command(model: str) -> list[str]:
        return [
            *(sys.executable, "-m", "app", "probe", str(data), "--base-url", url),
            *("--model", model, "--api-key-env", "PROBE_KEY", "--json"),
            *("--concurrency", str(AT_ONCE), "--data-dir", str(folder)),
        ]  # fmt: skip

    with subprocess.Popen(command("one"), cwd=ROOT, stdout=subprocess.DEVNULL) as running:
        assert server.hanging.wait(30)
        os.kill(running.pid, signal.SIGKILL)
    server.let_go.set()
    before = len(server.asked)
    assert before < ROWS
    server.hang_at = 10**9

    done = subprocess.run(
        command("one"), cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    result = json.loads(done.stdout)
    assert result["n"] == ROWS
    assert result["accuracy"]["value"] == 1
    assert len(server.asked) - ROWS - AGAIN <= AT_ONCE
    assert len(set(server.asked)) == ROWS
    assert result["manifest"]["resumed"] >= before - AT_ONCE
    assert "cut off" in done.stderr
    assert not list(folder.glob("runs/*")), "a journal is left although its result is out"

    server.asked.clear()
    other = subprocess.run(
        command("two"), cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert len(server.asked) == ROWS + AGAIN, "another model got the answers of the first"
    assert KEY not in done.stdout + done.stderr + other.stdout + other.stderr
    for file in folder.rglob("*"):
        assert file.is_dir() or KEY.encode() not in file.read_bytes()
