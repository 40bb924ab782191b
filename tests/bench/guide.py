"""Loading the guide, beside parsing its files once with the standard library's reader.

The ratio is what to watch: times move with the machine's load. Prints medians.
"""

import statistics
import tomllib
from time import perf_counter

from app.guide.load import FOLDER, load_guide

RUNS = 15


def main() -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.toml"))]
    load_guide()  # types and files are warm
    parsing, loading = [], []
    for _ in range(RUNS):
        started = perf_counter()
        for text in files:
            tomllib.loads(text)
        parsing.append(perf_counter() - started)
        started = perf_counter()
        load_guide()
        loading.append(perf_counter() - started)
    ratio = statistics.median(ours / plain for plain, ours in zip(parsing, loading, strict=True))
    size = sum(len(text.encode()) for text in files)
    print(f"The guide, {size / 1000:.0f} kB in {len(files)} files, {RUNS} pairs")
    print(f"  tomllib alone         {statistics.median(parsing) * 1000:7.1f} ms")
    print(f"  loaded and checked    {statistics.median(loading) * 1000:7.1f} ms    (bar: 60 ms)")
    print(f"  ratio                 {ratio:7.2f}")


if __name__ == "__main__":
    main()
