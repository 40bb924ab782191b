"""How a measurement ends when the endpoint fails: `python tests/bench/faults.py MOCK_SERVER.py`.

MOCK_SERVER.py is an OpenAI-compatible server on loopback that injects faults by name. Each fault
hits every request, then three in ten. Connection test and run are the program's own. Bars: every
run ends within 75 s; every text has an outcome, or one sentence says why nothing was asked; a
fault that hits each request once costs no answer, however long that takes. And 200 requests under
20 a second: all answered within 11 s with a hint, within 15 s without, at most 40 refused.
"""

import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from app.errors import AppError
from app.probe.ask import ask_all
from app.probe.endpoint import Endpoint
from app.probe.ready import ready_model
from app.probe.terms import Terms

LABELS = ("ham", "spam")
TEXTS = [f"Message number {at} to be sorted" for at in range(20)]
AT_ONCE = 4
LIMIT = 75  # seconds
RATES = ("1.0", "0.3")
TOGETHER = 3  # runs: nearly all of their time is waiting
PASSING = (
    "500:times=1", "502:html=1,times=1", "503:times=1", "529:times=1", "429:retry_after=1,times=1",
    "drop:times=1", "drop:rst=1,times=1", "drop_mid:times=1", "malformed:times=1",
    "short:times=1", "bad_chunk:times=1", "nochoices:times=1", "badgzip:times=1",
)  # fmt: skip
FAULTS = (
    "429:retry_after=1", "429:retry_after_ms=300", "429:date=1", "429:reset=1", "429:bare=1",
    "quota", "500", "500:html=1", "502", "503", "504", "529", "401", "403", "404", "400", "402",
    "413", "422", "context", "filter", "filter:filter_ok=1", "refusal", "empty", "null", "length",
    "offlabel", "malformed", "nochoices", "nousage", "schema", "html", "drop", "drop:rst=1",
    "drop_mid", "short", "hang", "slow:delay_ms=2000", "slow_headers", "stall_stream",
    "bad_chunk", "badgzip", "redirect", "latin1", "big:megabytes=5",
)  # fmt: skip


class Ended(NamedTuple):
    told: str  # the outcomes, or the sentence in place of them
    seconds: float
    requests: int
    fine: bool


@contextmanager
def server(mock: Path, *options: str) -> Iterator[str]:
    """The address of a server with these options."""
    command = [sys.executable, str(mock), "--port", "0", "--answer", "enum", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            yield f"http://127.0.0.1:{line.split('127.0.0.1:')[1].split('/')[0].split()[0]}"
        finally:
            process.kill()


def stats(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/__stats", timeout=10) as answer:
        return dict(json.load(answer))


def ended(mock: Path, fault: str, rate: str) -> Ended:
    spec = f"{fault}{',' if ':' in fault else ':'}rate={rate}"
    with server(mock, "--fault", spec) as address, TemporaryDirectory() as folder:
        began = time.perf_counter()
        passes = fault in PASSING
        try:
            with ready_model(
                Endpoint(f"{address}/v1", "mock"),
                LABELS,
                data_dir=Path(folder),
                concurrency=AT_ONCE,
                fetching=lambda done, total: None,
                cancelled=lambda: False,
            ) as model:
                answers = ask_all(TEXTS, model, concurrency=AT_ONCE, terms=Terms())
        except AppError as error:
            told, fine = f"{error.key}: {error}", not passes
        else:
            counts = Counter(str(answer.outcome) for answer in answers)
            told = ", ".join(f"{n} {name}" for name, n in counts.most_common())
            fine = len(answers) == len(TEXTS) and (not passes or set(counts) == {"ok"})
        seconds = time.perf_counter() - began
        fine = fine and (passes or seconds <= LIMIT)
        return Ended(told, seconds, stats(address)["requests"], fine)


def faults(mock: Path) -> bool:
    runs = [(fault, rate) for fault in (*FAULTS, *PASSING) for rate in RATES]
    with ThreadPoolExecutor(TOGETHER) as pool:
        found = pool.map(lambda run: (*run, ended(mock, *run)), runs)
        fine = []
        for fault, rate, run in found:
            fine.append(run.fine)
            mark = " " if run.fine else "!"
            print(
                f"{mark} {fault:26s} {rate}  {run.seconds:5.1f} s {run.requests:4d}  {run.told}",
                flush=True,
            )
    print(f"{sum(fine)} of {len(fine)} runs ended as they should")
    return all(fine)


def limits(mock: Path) -> bool:
    texts = [f"Message number {at} under a limit" for at in range(200)]
    fine = []
    for hint, bar in (("s", 11), ("ms", 11), ("none", 15)):
        limit = ("--limit-rps", "20", "--limit-burst", "20", "--limit-hint", hint)
        with server(mock, *limit) as address, TemporaryDirectory() as folder:
            with ready_model(
                Endpoint(f"{address}/v1", "mock"),
                LABELS,
                data_dir=Path(folder),
                concurrency=16,
                fetching=lambda done, total: None,
                cancelled=lambda: False,
            ) as model:
                began = time.perf_counter()
                answers = ask_all(texts, model, concurrency=16, terms=Terms())
                seconds = time.perf_counter() - began
            refused = stats(address)["codes"].get("429", 0)
        answered = sum(answer.outcome == "ok" for answer in answers)
        fine.append(answered == len(texts) and seconds <= bar and refused <= 40)
        print(f"hint {hint:4s}  {answered} of 200 in {seconds:.1f} s ({bar}), {refused} refused")
    return all(fine)


def main() -> None:
    if len(sys.argv) != 2:
        print(__doc__)
        return
    mock = Path(sys.argv[1]).resolve()
    kept = limits(mock)
    if not (faults(mock) and kept):
        sys.exit("Some runs fall short.")


if __name__ == "__main__":
    main()
