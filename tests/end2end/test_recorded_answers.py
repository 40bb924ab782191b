"""Real answers of a real model, replayed: its accuracy must come out exactly."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "tests" / "data" / "probe" / "recorded-topics.csv"


class Server(ThreadingHTTPServer):
    """Says what GPT-4 said: the topic it named, or the whole answer where it named none."""

    daemon_threads = True

    def __init__(self) -> None:
        with RECORDED.open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))
        super().__init__(("127.0.0.1", 0), Handler)

    def said(self, prompt: str) -> str:
        for row in self.rows:
            if row["text"] in prompt:
                return row["gpt4"] or row["gpt4_said"]
        return "Hello."


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        said = self.server.said(body["messages"][-1]["content"])
        choice = {"index": 0, "finish_reason": "stop", "message": {"content": said}}
        data = json.dumps({"choices": [choice], "model": "gpt-4"}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


def test_the_accuracy_of_a_recorded_model_comes_out_exactly(
    server: Server, data_dir: Path
) -> None:
    where = ("--base-url", f"http://127.0.0.1:{server.server_port}/v1", "--model", "gpt-4")
    columns = ("--text", "text", "--label", "label")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "app", "probe", str(RECORDED), *where, *columns),
            *("--data-dir", str(data_dir), "--json"),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    right = sum(row["gpt4"] == row["label"] for row in server.rows)
    silent = sum(not row["gpt4"] for row in server.rows)
    assert result["n"] == len(server.rows) == 60
    assert result["accuracy"]["value"] == right / 60
    assert result["outcomes"] == {"ok": 60 - silent, "off_label": silent}
    assert [one["answer"] or "" for one in result["predictions"]] == [
        row["gpt4"] for row in server.rows
    ]
    assert result["manifest"]["served_by"] == ["gpt-4"]
