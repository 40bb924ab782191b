"""How long `signpost probe` takes, from its start to its exit, beside a process with a bare loop.

    python tests/bench/whole_run.py DATA.csv [URL] [CONCURRENCY] [LATENCY_MS] [ROUNDS]

DATA has the columns text and label; URL is an OpenAI-compatible server on loopback, by default the
one of `endpoint.py`. The measurement includes the connection test, an answer on disk for each row,
the small model with its learning curve, and the verdict; the loop only asks. Ratios count.
"""

import csv
import runpy
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def loop(data: Path, url: str, concurrency: int) -> None:
    """All that the bare process does."""
    bare = runpy.run_path(str(HERE / "endpoint.py"))["bare"]
    with data.open(encoding="utf-8", newline="") as file:
        bare(url, [row["text"] for row in csv.DictReader(file)], concurrency)


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - began


def compare(data: Path, url: str, concurrency: int, rounds: int) -> None:
    with data.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    loops, runs = [], []
    for _ in range(rounds):
        loops.append(seconds([sys.executable, __file__, "loop", str(data), url, str(concurrency)]))
        with TemporaryDirectory() as folder:
            command = [sys.executable, "-P", "-m", "app", "probe", str(data)]
            command += ["--data-dir", folder, "--text", "text", "--label", "label", "--json"]
            command += ["--base-url", url, "--model", "bench", "--concurrency", str(concurrency)]
            runs.append(seconds(command))
    ratios = [one / other for one, other in zip(loops, runs, strict=True)]
    print(f"{rows} rows, {concurrency} at once, {rounds} rounds, medians")
    print(f"  bare AsyncOpenAI loop, whole process  {statistics.median(loops):6.2f} s")
    print(f"  signpost probe, whole process         {statistics.median(runs):6.2f} s")
    print(f"  rate beside the loop                  {statistics.median(ratios):6.2f} x (bar: 0.6)")


def main() -> None:
    if len(sys.argv) < 2:
        print(__doc__)
        return
    data = Path(sys.argv[1]).resolve()
    url, *others = sys.argv[2:] or [""]
    numbers = [int(one) for one in others]
    concurrency, latency, rounds = [*numbers, *(16, 50, 3)[len(numbers) :]]
    if url:
        compare(data, url, concurrency, rounds)
        return
    command = [sys.executable, str(HERE / "endpoint.py"), "serve", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip()
            compare(data, f"http://127.0.0.1:{port}/v1", concurrency, rounds)
        finally:
            server.kill()


if __name__ == "__main__":
    if sys.argv[1:2] == ["loop"]:
        loop(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    else:
        main()
