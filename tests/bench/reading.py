"""A first look at 100,000 rows, all of 200,000, and how long other threads wait meanwhile."""

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

from app.probe.preview import preview
from app.probe.read_table import read_table

FIRST = 1_000_000  # bytes
WORDS = ["parcel", "invoice", "late", "charged", "label", "broken", "where", "order", "card"]


def main() -> None:
    print("first look at 100,000 rows (read and previewed); all rows; longest wait of a thread")
    with TemporaryDirectory() as folder:
        for path in files(Path(folder)):
            look, _ = timed(partial(look_at, path, FIRST))
            whole, wait = timed(partial(look_at, path, None))
            print(f"  {path.name:<10}{look:6.2f} s {whole:6.2f} s {wait * 1000:6.0f} ms")
        print(
            f"  while nothing is done, a thread waits {timed(lambda: sleep(1))[1] * 1000:.0f} ms"
        )


def look_at(path: Path, first: int | None) -> None:
    preview(read_table(path, first=first))


def files(folder: Path) -> list[Path]:
    chance = random.Random(1)
    rows = [
        {"text": f"{' '.join(chance.choices(WORDS, k=12))} #{n}", "label": chance.choice("abc")}
        for n in range(200_000)
    ]
    lines = "".join(f"{row['text']},{row['label']}\n" for row in rows)
    data = {
        "200k.csv": f"text,label\n{lines}",
        "100k.csv": f"text,label\n{lines[: len(lines) // 2]}",
        "100k.jsonl": "".join(json.dumps(row) + "\n" for row in rows[:100_000]),
        "100k.json": json.dumps(rows[:100_000]),
    }
    for name, text in data.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in data]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that `work` takes on a thread of its own, and the longest wait of this one."""
    begun = last = perf_counter()
    longest = 0.0
    thread = Thread(target=work)
    thread.start()
    while thread.is_alive():
        sleep(0.001)
        now = perf_counter()
        longest, last = max(longest, now - last), now
    return last - begun, longest


if __name__ == "__main__":
    main()
