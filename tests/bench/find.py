"""The cost of finding a type of task, and how often everyday words find it among three."""

import statistics
from pathlib import Path
from time import perf_counter

from app.guide.load import load_guide
from app.guide.task_search import task_index

DATA = Path(__file__).resolve().parent.parent / "data"


def main() -> None:
    guide = load_guide()
    started = perf_counter()
    index = task_index(guide)
    making = perf_counter() - started
    seconds, first, third, asked, digest = [], 0, 0, 0, ""
    for language in ("en", "ja"):
        for line in (DATA / f"task-phrasings-{language}.txt").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                digest = line
                continue
            started = perf_counter()
            hits = index.search(line)
            seconds.append(perf_counter() - started)
            found = [guide.task[hit.id].digest for hit in hits[:3]]
            asked, first, third = (
                asked + 1,
                first + (found[:1] == [digest]),
                third + (digest in found),
            )
    seconds.sort()
    print(f"Finding {len(guide.tasks)} types of task by {asked} everyday phrasings")
    print(f"  making the index    {making * 1000:8.1f} ms")
    print(f"  median search       {statistics.median(seconds) * 1000:8.3f} ms    (bar: 50 ms)")
    print(f"  slowest             {seconds[-1] * 1000:8.3f} ms")
    print(f"  first of all        {first / asked:8.1%}")
    print(f"  among the first 3   {third / asked:8.1%}       (bar: 95 %)")


if __name__ == "__main__":
    main()
