"""How often the intervals hold the truth: `python tests/bench/coverage.py [DATA.csv …]`.

Accuracy by exact enumeration, paired differences and macro-F1 by simulation. With labelled files
(columns `text` and `label`) also the crossover: a sample is taken as the user's, the truth comes
from training on up to three times as many labels of the whole file.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import comb, exp, log, sqrt
from pathlib import Path
from statistics import mean, median, stdev
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.probe.baseline import train_baseline
from app.probe.crossover import crossover
from app.probe.features import WordFeatures
from app.probe.per_label import means
from app.probe.score import paired_difference, wilson
from app.probe.small_model import answers
from app.probe.types import Confusion, Example

SIZES = (20, 30, 50, 100, 200, 400)
SHARES = (0.60, 0.70, 0.80, 0.85, 0.90, 0.95, 0.97, 0.99)
SAMPLES = (100, 200, 300, 400, 600)  # labels that the user has, drawn at random
MULTIPLES = (0.4, 0.7, 1.3, 2.0, 2.7)  # where the truth lies, in multiples of them
SEEDS = 8  # samples of each size
MODELS = 4  # large models with the same true share right
TESTED = 400  # rows on which the truth is measured
TRUTHS = 8  # trainings for each point of it
NEVER = float("inf")


def main(files: Sequence[Path]) -> None:
    accuracy()
    paired()
    macro_f1()
    if files:
        crossing(files)


def accuracy() -> None:
    print("Accuracy, exact coverage of the 95 % interval (bar: 0.93 on average)")
    print("     n  " + " ".join(f"{share:6.2f}" for share in SHARES))
    every = []
    for n in SIZES:
        row = []
        for share in SHARES:
            covered = 0.0
            for hits in range(n + 1):
                told = wilson(hits, n)
                if told.low <= share <= told.high:
                    covered += exp(
                        log(comb(n, hits)) + hits * log(share) + (n - hits) * log(1 - share)
                    )
            row.append(covered)
        every += row
        print(f"  {n:4d}  " + " ".join(f"{covered:6.3f}" for covered in row))
    print(f"  mean {mean(every):.3f}, least {min(every):.3f}\n")


def paired() -> None:
    print("Paired difference, coverage of the 95 % interval over 20,000 draws (bar: 0.95)")
    random = np.random.default_rng(0)
    every = []
    for n in (20, 50, 100, 200, 400):
        row = []
        for discordant, apart in ((0.05, 0.0), (0.1, 0.05), (0.2, 0.0), (0.2, 0.1), (0.3, 0.2)):
            shares = ((discordant + apart) / 2, (discordant - apart) / 2, 1 - discordant)
            counts, times = np.unique(
                random.multinomial(n, shares, 20_000)[:, :2], axis=0, return_counts=True
            )
            told = [paired_difference(int(b), int(c), n) for b, c in counts]
            row.append(
                sum(
                    int(many)
                    for one, many in zip(told, times, strict=True)
                    if one.low <= apart <= one.high
                )
                / 20_000
            )
        every += row
        print(f"  n {n:4d}  " + " ".join(f"{covered:6.3f}" for covered in row))
    print(f"  mean {mean(every):.3f}, least {min(every):.3f}\n")


def macro_f1() -> None:
    print("Macro-F1, three labels, 400 draws, true recall 0.8 (bar: 0.90 from 10 per label on)")
    random = np.random.default_rng(0)
    for name, mix in (("80/15/5 %", (0.80, 0.15, 0.05)), ("balanced", (1 / 3, 1 / 3, 1 / 3))):
        cells = np.array(
            [[s * (0.8 if i == j else 0.1) for j in range(3)] + [0] for i, s in enumerate(mix)]
        )
        truth = means(_table(cells * 1e9), 0).macro_f1.value
        for n in (30, 50, 100, 200):
            covered = 0
            for draw in range(400):
                told = means(_table(random.multinomial(n, cells.ravel()).reshape(3, 4)), draw)
                covered += told.macro_f1.low <= truth <= told.macro_f1.high
            print(f"  {name:10s} n {n:4d}  {covered / 400:.3f}")
    print()


def _table(counts: "NDArray[np.float64] | NDArray[np.int64]") -> Confusion:
    return Confusion(labels=("a", "b", "c"), counts=tuple(tuple(map(int, row)) for row in counts))


class Run(NamedTuple):
    """One crossing: where it truly is and what was told, in labels."""

    labels: int
    seed: int
    region: str
    truth: float
    low: float
    value: float
    high: float
    category: str


def crossing(files: Sequence[Path]) -> None:
    print("Crossover, 80 % range (bar: holds the truth in 0.75 inside three times the labels)")
    runs: list[Run] = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as opened:
            rows = [
                Example(id=str(at), text=row["text"], label=row["label"])
                for at, row in enumerate(csv.DictReader(opened))
            ]
        found = list(_runs(rows))
        for n in SAMPLES:
            _tell(
                f"{file.parent.name or file.stem} {n}", [run for run in found if run.labels == n]
            )
        runs += found
    _tell("all", runs)


def _runs(rows: Sequence[Example]) -> Iterator[Run]:
    sizes, shares = _truth(rows)
    for n in SAMPLES:
        for seed in range(SEEDS):
            drawn = np.random.default_rng([n, seed]).permutation(len(rows))[:n]
            chosen = [rows[place] for place in drawn]
            ids = {one.id for one in chosen}
            trained = train_baseline(chosen, ids, seed=seed)
            if trained is None or not trained.sizes:
                continue
            for multiple in MULTIPLES:
                labels = multiple * n
                if not sizes[0] <= labels <= sizes[-1]:
                    continue
                share = float(np.interp(np.log(labels), np.log(sizes), shares))
                for draw in range(MODELS):
                    random = np.random.default_rng([seed, n, round(10 * multiple), draw])
                    hits = random.random(len(trained.ids)) < share
                    told = crossover(trained, [float(hit) for hit in hits], seed)
                    if told is not None:
                        yield Run(
                            n,
                            seed,
                            "inside" if multiple <= 1 else "to three times",
                            labels,
                            told.low or NEVER,
                            told.value or NEVER,
                            told.high or NEVER,
                            told.category,
                        )


def _truth(rows: Sequence[Example]) -> tuple[list[int], list[float]]:
    """The share right after training on so many labels, on rows that were not among them."""
    names = sorted({one.label for one in rows})
    labels = np.array([names.index(one.label) for one in rows])
    features = WordFeatures([one.text for one in rows])
    sizes = [round(size) for size in np.geomspace(30, len(rows) - TESTED, 9)]
    shares: dict[int, list[float]] = defaultdict(list)
    for draw in range(TRUTHS):
        order = np.random.default_rng(draw).permutation(len(rows))
        asked, pool = order[:TESTED], order[TESTED:]
        for size in sizes:
            train = pool[:size]
            told = answers(features.matrix(train), labels, train, asked, 10.0, lambda: False)
            shares[size].append(float((told == labels[asked]).mean()))
    rising = np.maximum.accumulate([mean(shares[size]) for size in sizes])
    print("  truth " + ", ".join(f"{n}: {s:.3f}" for n, s in zip(sizes, rising, strict=True)))
    return sizes, [float(share) for share in rising]


def _tell(name: str, runs: Sequence[Run]) -> None:
    for region in ("inside", "to three times"):
        these = [run for run in runs if run.region == region]
        if these:
            held = mean(run.low <= run.truth <= run.high for run in these)
            off = [max(run.value / run.truth, run.truth / run.value) for run in these]
            late = mean(run.value > run.truth for run in these)
            print(
                f"  {name:26s} {region:15s} {len(these):3d} runs  holds {held:.2f} "
                f"± {_unsure(these):.2f}  "
                f"median off by a factor of {median(off):.2f}, too late in {late:.2f}",
                flush=True,
            )
    if runs:
        held = mean(run.low <= run.truth <= run.high for run in runs)
        wrong = mean(
            (run.category in ("already", "inside") and run.truth > 1.5 * run.high)
            or (run.category == "beyond_three")
            for run in runs
        )
        print(
            f"  {name:26s} {'together':15s} {len(runs):3d} runs  holds {held:.2f} "
            f"± {_unsure(runs):.2f}  plainly wrong word {wrong:.2f}",
            flush=True,
        )


def _unsure(runs: Sequence[Run]) -> float:
    """The standard error of the share held: the runs of one sample of labels stand together."""
    samples: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for run in runs:
        samples[run.labels, run.seed].append(run.low <= run.truth <= run.high)
    return stdev(map(mean, samples.values())) / sqrt(len(samples)) if len(samples) > 1 else NEVER


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
