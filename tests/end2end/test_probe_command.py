"""`signpost probe` as a user runs it: a real model, a real server on loopback, a real file."""

import csv
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from app.probe.again import AGAIN

ROOT = Path(__file__).resolve().parents[2]
TOPICS = ROOT / "tests" / "data" / "probe" / "topics.csv"
KEY = "canary-7f3a91"
CONTRACT = {
    "n", "accuracy", "macro_f1", "majority", "baseline", "crossover", "verdict", "reason",
    "outcomes", "latency_ms", "tokens", "cost", "device", "manifest", "predictions",
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """An OpenAI-compatible server that knows the answers, and no key but KEY."""

    daemon_threads = True

    def __init__(self) -> None:
        with TOPICS.open(encoding="utf-8", newline="") as file:
            self.answers = {row["text"]: row["label"] for row in csv.DictReader(file)}
        self.asked: list[str] = []
        self.hang_after = 10**9
        self.hanging = Event()
        self.let_go = Event()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.headers["authorization"] != f"Bearer {KEY}":
            self._say(401, {"error": {"message": f"no such key {self.headers['authorization']}"}})
            return
        if body["model"] != "oracle":
            self._say(404, {"error": {"message": "no such model"}})
            return
        prompt = body["messages"][-1]["content"]
        text = next((known for known in self.server.answers if known in prompt), "")
        if text:
            self.server.asked.append(text)
        if len(self.server.asked) > self.server.hang_after:
            self.server.hanging.set()
            self.server.let_go.wait(30)
        said = json.dumps({"label": self.server.answers.get(text, "sports")})
        choice = {"index": 0, "finish_reason": "stop", "message": {"content": said}}
        usage = {"prompt_tokens": 50, "completion_tokens": 5, "total_tokens": 55}
        self._say(200, {"choices": [choice], "usage": usage, "model": "oracle"})

    def do_GET(self) -> None:
        self._say(200, {"object": "list", "data": [{"id": "oracle", "object": "model"}]})

    def _say(self, status: int, body: Any) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        with suppress(BrokenPipeError):  # who stopped waits for no answer
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


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the environment variable that holds the key."""
    monkeypatch.setenv("PROBE_KEY", KEY)
    return "PROBE_KEY"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "app", "probe", *map(str, arguments)]


def probe(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_default_model_measures_a_file_on_this_computer_alone(
    small_model: Path, data_dir: Path
) -> None:
    (data_dir / "models").mkdir(parents=True)
    (data_dir / "models" / small_model.name).symlink_to(small_model)
    done = probe(TOPICS, "--local", "default", "--data-dir", data_dir, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result.keys() >= CONTRACT
    assert result["n"] == sum(result["outcomes"].values()) == 40
    right = sum(one["answer"] == one["label"] for one in result["predictions"])
    assert result["accuracy"]["value"] == right / 40 >= 0.8
    assert result["accuracy"]["low"] < right / 40 <= result["accuracy"]["high"]
    assert result["majority"] == 0.5
    assert result["device"].startswith(("CPU: ", "GPU: "))
    assert result["manifest"]["host"] == "127.0.0.1"
    assert str(ROOT) not in done.stdout


def test_an_endpoint_on_this_computer_needs_no_consent_and_the_key_is_told_to_nobody_else(
    server: Server, key: str
) -> None:
    done = probe(
        TOPICS, "--base-url", server.url, "--model", "oracle", "--api-key-env", key, "--json"
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["accuracy"]["value"] == 1
    assert set(server.asked) == set(server.answers)
    assert len(server.asked) == len(server.answers) + AGAIN  # that the answers stay the same
    assert result["tokens"] == {"prompt": 2000, "completion": 200}
    assert KEY not in done.stdout + done.stderr


def test_how_a_file_is_read_and_asked_about_can_be_said(
    server: Server, key: str, tmp_path: Path, data_dir: Path
) -> None:
    rows = tmp_path / "rows.txt"
    lines = (f'"{text}";{label}\n' for text, label in server.answers.items())
    rows.write_bytes("".join(lines).encode("utf-16"))
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    reading = ("--separator", ";", "--encoding", "utf-16", "--no-header", "--data-dir", data_dir)
    columns = ("--text", "column 1", "--label", "column 2", "--kind", "classification")
    done = probe(rows, *where, *reading, *columns, "--variant", "few-shot", "--shots", 4, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    manifest = result["manifest"]
    assert (result["kind"], manifest["variant"], manifest["set_apart"]) == (
        "classification", "few-shot", 12,
    )  # fmt: skip
    assert (result["n"], result["accuracy"]["value"]) == (28, 1)
    assert len(manifest["shots"]) == 4
    assert not {*manifest["shots"]} & {one["id"] for one in result["predictions"]}
    kept = data_dir / "examples" / f"{manifest['data_sha256']}.txt"
    assert kept.read_bytes() == rows.read_bytes()


def test_a_number_is_measured_without_being_told_so(
    server: Server, key: str, tmp_path: Path, data_dir: Path
) -> None:
    sums = {f"How much is {n} and {n}?": str(2 * n) for n in range(10, 50)}
    server.answers |= sums
    rows = tmp_path / "sums.csv"
    body = "".join(f"{text},{number}\n" for text, number in sums.items())
    rows.write_text(f"question,answer\n{body}", encoding="utf-8")
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    done = probe(rows, *where, "--data-dir", data_dir, "--lang", "ja")
    assert done.returncode == 0, done.stderr
    assert "測定した課題の種類：数値（合っているか違うか）" in done.stdout
    assert "正解率：91～100 %" in done.stdout
    assert "別の種類を選んでください" in done.stderr


def test_intervals_stand_before_the_points_for_a_reader(server: Server, key: str) -> None:
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    done = probe(TOPICS, *where, "--limit", 30, "--lang", "ja")
    assert done.returncode == 0, done.stderr
    assert "正解率：89～100 %（95 % 区間）、この標本では 100 %" in done.stdout
    assert len(set(server.asked)) == 30


def test_the_advice_of_a_profile_is_what_is_measured(
    server: Server, key: str, tmp_path: Path
) -> None:
    profile = tmp_path / "profile.json"
    answers = {"human_like": "yes"}
    document = {"format": "signpost-profile", "version": 1, "name": "x", "answers": answers}
    profile.write_text(json.dumps(document), encoding="utf-8")
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    done = probe(TOPICS, *where, "--profile", profile, "--json")
    result = json.loads(done.stdout)
    assert (result["manifest"]["advice"], result["verdict"]) == ("llm", "supports")


def test_a_target_is_fixed_before_the_run_and_decides(server: Server, key: str) -> None:
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    done = probe(TOPICS, *where, "--target", "0.9", "--json")
    assert done.returncode == 0, done.stderr
    assert "155 would show 10 points" in done.stderr
    assert "your target of 90 %" in done.stderr
    result = json.loads(done.stdout)
    assert (result["verdict"], result["target"]) == ("supports", 0.9)
    assert result["reason_values"]["target"] == 90
    assert result["manifest"]["target"] == 0.9
    assert result["manifest"]["power"]["items_for_10_points"] == 155
    assert result["crossover"]["today"] == 40
    assert [point["labels"] for point in result["curve"]["points"]] == [10, 13, 16, 20, 25, 32]
    (comparison,) = result["comparisons"]
    learned = sum(one["baseline"] == one["label"] for one in result["predictions"])
    assert comparison["accuracy"]["value"] == result["baseline"]["value"] == learned / 40
    assert probe(TOPICS, *where, "--target", "90").returncode == 2


def test_an_embedding_model_gives_a_second_baseline(
    server: Server, key: str, small_model: Path
) -> None:
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    done = probe(TOPICS, *where, "--embedder", small_model, "--json")
    assert done.returncode == 0, done.stderr
    words, vectors = json.loads(done.stdout)["comparisons"]
    assert words["against"].startswith("TF-IDF")
    assert vectors["against"].startswith("embeddings of SmolLM2")
    assert min(words["p_holm"], vectors["p_holm"]) >= min(words["p"], vectors["p"])


@pytest.mark.parametrize("agreed", [False, True])
def test_nothing_leaves_this_computer_before_the_plan_is_shown_and_agreed_to(
    agreed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only way out is a proxy that is not there, so that the test itself sends nothing."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    where = ("--base-url", "https://models.invalid/v1", "--model", "big")
    done = probe(TOPICS, *where, "--limit", 10, "--json", *(["--yes"] if agreed else []))
    assert (done.returncode, done.stdout) == (1, "")
    assert "models.invalid" in done.stderr
    assert "10 texts" in done.stderr
    assert "tokens" in done.stderr
    assert "10 examples cannot decide anything" in done.stderr
    assert ("--yes" in done.stderr) is not agreed
    assert "Traceback" not in done.stderr


def test_a_wrong_key_an_unknown_model_and_a_dead_endpoint_are_one_sentence_each(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROBE_KEY", "wrong-key-55")
    at = (TOPICS, "--base-url", server.url, "--api-key-env", "PROBE_KEY")
    refused = probe(*at, "--model", "oracle", "--json")
    monkeypatch.setenv("PROBE_KEY", KEY)
    unknown = probe(*at, "--model", "orakel", "--json")
    dead = probe(TOPICS, "--base-url", "http://127.0.0.1:9/v1", "--model", "oracle", "--json")
    for done, said in ((refused, "key"), (unknown, "oracle"), (dead, "127.0.0.1:9")):
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr.splitlines()[-1]
        assert done.stderr.startswith("signpost: ")
        assert "wrong-key-55" not in done.stderr


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("text,label\na,x\nb,y\n", ["--label", "class"], "no column “class”"),
        ("text,label\na,x\nb,x\n", [], "At least two different labels"),
        ("", [], "is empty"),
        ("text,label\n", [], "no rows"),
        ("a\nb\nc\n", [], "--text and --label"),
        ("text,label\na,x\nb,y\n", ["--kind", "numeric"], "no row has both"),
        ("text,label\na,x\nb,y\n", ["--encoding", "utf-16"], "cannot be read as utf-16"),
        ("text,label\na,x\nb,y\n", ["--prompt", "pyproject.toml"], "exactly once"),
    ],
)
def test_a_file_that_cannot_be_measured_is_refused_before_a_model_is_loaded(
    tmp_path: Path, content: str, options: list[str], said: str
) -> None:
    data = tmp_path / "rows.csv"
    data.write_text(content, encoding="utf-8")
    done = probe(data, "--local", "default", "--data-dir", tmp_path / "none", *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr.splitlines()[-1]
    assert not (tmp_path / "none").exists()


def test_a_broken_model_file_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "mödel file.gguf"
    broken.write_bytes(b"GGUF" + bytes(2000))
    done = probe(TOPICS, "--local", broken)
    assert (done.returncode, done.stdout) == (1, "")
    assert "mödel file.gguf" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_exits_with_2() -> None:
    assert probe(TOPICS).returncode == 2
    assert probe(TOPICS, "--base-url", "http://127.0.0.1:9/v1").returncode == 2
    assert probe(TOPICS, "--local", "default", "--limit", "0").returncode == 2
    assert probe(TOPICS, "--local", "default", "--separator", ", ").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no Ctrl+C to one process")
def test_stopping_with_control_c_shows_what_was_finished(server: Server, key: str) -> None:
    server.hang_after = 6
    where = ("--base-url", server.url, "--model", "oracle", "--api-key-env", key)
    with subprocess.Popen(
        command(TOPICS, *where, "--concurrency", 1, "--json"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert server.hanging.wait(30)
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=10)
    result = json.loads(out)
    assert result["n"] == 6
    assert result["outcomes"] == {"ok": 6, "cancelled": 34}
    assert result["verdict"] == "not_measured"
