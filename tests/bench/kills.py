"""What a kill at any moment costs: `python tests/bench/kills.py DATA.csv WRITTEN.csv [KILLS]`.

DATA has the columns text and label, WRITTEN input and target; the first is measured with its small
model, the second with answers graded by the model. Each is run whole once, then killed (SIGKILL)
and run again KILLS times, in turn after a time and after a number of requests, by chance. Bars:
the two runs together send no more than what was under way above the whole one; the key is in no
file, packed or not, and in nothing printed.
"""

import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[2]
KEY: Final = "sk-canary-7d1e44b0c9"
AT_ONCE: Final = 6
ROWS: Final = 300
GRADED: Final = 30
PROFILE: Final = '{"format": "signpost-profile", "version": 1, "name": "x", "answers": {}}'


class Server(ThreadingHTTPServer):
    """Gives each text the label in `known`, every answer to grade the same grade, else a sentence;
    counts the requests that hold a text of the user's."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known
        self.asked = Counter[str]()
        self.lock = Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side was killed: expected here."""

    def said(self, prompt: str, held: bool) -> str:
        text = next((one for one in self.known if one in prompt), None)
        if text is not None:
            with self.lock:
                self.asked[prompt] += 1
        if "Grades:" in prompt:
            said = "good" if "plain" in prompt else "bad"
        else:
            said = self.known.get(text or "", "Hello")
        return json.dumps({"label": said}) if held else said


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        said = self.server.said(body["messages"][-1]["content"], "response_format" in body)
        time.sleep(0.05)
        choice = {"index": 0, "finish_reason": "stop", "message": {"content": said}}
        usage = {"prompt_tokens": 50, "completion_tokens": 5}
        data = json.dumps({"choices": [choice], "model": "m", "usage": usage}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def with_key(folder: Path) -> list[str]:
    """The files in which the key stands, as it is or in a deflated stream."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            packed = b"".join(_streams(data)) if data.startswith(b"%PDF") else b""
            if KEY.encode() in data + packed or KEY.encode("utf-16-le") in data:
                found.append(str(file))
    return found


def _streams(data: bytes) -> list[bytes]:
    streams = []
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            streams.append(zlib.decompressobj().decompress(data[match.end() :]))
        except zlib.error:
            continue
    return streams


def run(command: list[str], due: Callable[[float], bool] | None = None) -> tuple[float, bytes]:
    """Seconds and what was printed; killed once it is `due`, which is told the seconds."""
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PROBE_KEY": KEY},
    ) as running:
        while due and running.poll() is None and not due(time.perf_counter() - began):
            time.sleep(0.01)
        if due and running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        printed, _ = running.communicate()
    return time.perf_counter() - began, printed


def trial(name: str, data: Path, extra: list[str], known: dict[str, str], kills: int) -> bool:
    server = Server(known)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    chance = random.Random(name)
    fine = []

    def command(folder: Path) -> list[str]:
        return [
            *(sys.executable, "-P", "-m", "app", "probe", str(data), "--base-url", url, "--json"),
            *("--model", "m", "--api-key-env", "PROBE_KEY", "--concurrency", str(AT_ONCE)),
            *("--data-dir", str(folder), *extra),
        ]

    with TemporaryDirectory() as folder:
        whole_time, printed = run(command(Path(folder)))
        needed = server.asked.total()
        print(f"{name}: whole in {whole_time:.1f} s with {needed} requests", flush=True)
        result = json.loads(printed[printed.index(b"{\n") :])
        (Path(folder) / "result.json").write_text(json.dumps(result))
        (Path(folder) / "profile.json").write_text(PROFILE)
        report = ["report", f"{folder}/profile.json", "--pdf", f"{folder}/out.pdf", "--answers"]
        report += ["--probe", f"{folder}/result.json", "--data-dir", folder]
        _, told = run([sys.executable, "-P", "-m", "app", *report])
        written = (Path(folder) / "out.pdf").exists()
        fine.append(written and not with_key(Path(folder)) and KEY.encode() not in printed + told)
        print(f"  document {'written' if written else told.decode()}, {with_key(Path(folder))}")
    for at in range(kills):
        with TemporaryDirectory() as folder:
            server.asked.clear()
            after, number = chance.uniform(0.15, 1.0) * whole_time, chance.randrange(1, needed)

            def late(seconds: float, at: int = at, after: float = after, n: int = number) -> bool:
                return server.asked.total() >= n if at % 2 else seconds >= after

            passed, first = run(command(Path(folder)), late)
            before, leaked = server.asked.total(), with_key(Path(folder))
            _, second = run(command(Path(folder)))
            more = server.asked.total() - needed
            leaked += with_key(Path(folder))
            ended = b'"predictions"' in second
            good = ended and more <= AT_ONCE and not leaked and KEY.encode() not in first + second
            fine.append(good)
            print(
                f"{' ' if good else '!'} killed after {passed:5.1f} s, {before:4d} requests:"
                f" {more:+d} requests, {'whole' if ended else second.decode()[-300:]}, {leaked}",
                flush=True,
            )
    server.shutdown()
    return all(fine)


def rows(file: Path, text: str, wanted: str) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as opened:
        return {row[text]: row[wanted] for row in list(csv.DictReader(opened))[:ROWS]}


def main() -> None:
    if len(sys.argv) < 3:
        print(__doc__)
        return
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    with TemporaryDirectory() as folder:
        labelled = rows(Path(sys.argv[1]), "text", "label")
        written = rows(Path(sys.argv[2]), "input", "target")
        files = {}
        for name, known in (("labelled", labelled), ("written", written)):
            files[name] = Path(folder) / f"{name}.csv"
            with files[name].open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([("text", "label"), *known.items()])
        grades = Path(folder) / "grades.csv"
        with grades.open("w", encoding="utf-8", newline="") as file:
            table = [
                (text, f"{'plain' if at % 2 else 'wild'} words", "good" if at % 2 else "bad")
                for at, text in enumerate([*written][:GRADED])
            ]
            csv.writer(file).writerows([("text", "answer", "grade"), *table])
        judged = ["--kind", "generation", "--grades", str(grades)]
        fine = [
            trial("labels and small model", files["labelled"], [], labelled, kills),
            trial("answers and judge", files["written"], judged, written, max(1, kills // 2)),
        ]
    if not all(fine):
        sys.exit("Some kills cost too much.")


if __name__ == "__main__":
    main()
