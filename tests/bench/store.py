"""Opening a store with 10,000 profiles, and what is done most often in it."""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from app.decision.profile import Answer, Profile, Reply
from app.store import Store

PROFILES = 10_000


def main() -> None:
    with TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with Store.open(data_dir) as store:
            for number in range(PROFILES):
                answers = {"human_like": Answer(value=Reply.NO)}
                profile = Profile(
                    project=f"Project {number % 100}", name=f"Task {number}", answers=answers
                )
                store.add(profile)
        opening, listing, saving = [], [], []
        for _ in range(5):
            started = perf_counter()
            store = Store.open(data_dir)
            opened = perf_counter()
            summaries = store.summaries()
            listed = perf_counter()
            opening.append(opened - started)
            listing.append(listed - opened)
            saved = store.get(summaries[0].id)
            for reply in (Reply.YES, Reply.NO):
                changed = saved.profile.with_answer("few_labels", Answer(value=reply))
                begun = perf_counter()
                store.save(saved.id, changed, "few_labels")
                saving.append(perf_counter() - begun)
            store.close()
        size = sum(path.stat().st_size for path in data_dir.rglob("*") if path.is_file())
    print(f"A store with {PROFILES} profiles ({size / 1e6:.1f} MB), medians")
    for what, seconds in (("open", opening), ("list all", listing), ("save an answer", saving)):
        print(f"  {what:<22}{statistics.median(seconds) * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
