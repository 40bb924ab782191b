"""What a small model trained on the user's own labels does, and how it grows with their number.

It is the floor of fine-tuning: plain, quick, and always judged on texts it has not seen.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any, Final

from app.errors import Cancelled
from app.probe.clusters import joined, near_duplicates
from app.probe.compute import Cancel, Progress
from app.probe.features import Features, word_features
from app.probe.small_model import answers, best_strength
from app.probe.types import Example

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS: Final = 5
SIZES: Final = 6
WORD: Final = re.compile(r"\w\w")
COVERED: Final = 0.9  # share of the examples asked whose labels must be learnable
MOST: Final = 2500  # examples learned from; more would take minutes
REPEATS: Final = ((3_000_000, 4), (12_000_000, 2))  # up to this cost so many, above it one
LEAST_CURVE: Final = 30  # labels of the largest training below which there is no curve
NAME: Final = "{features}, logistic regression one-vs-rest, 5 folds"

Learner = Callable[[Sequence[str], Progress, Cancel], Features]


@dataclass(frozen=True, slots=True)
class Baseline:
    """How the small model did on the examples asked, `ids`; each was never in its training.

    `answers` are its labels by the example's id, from trainings on `trained_on` labels, four
    fifths of the `today` that there are. `hits[s][r][i]` is 1 if item i was right in repeat r
    after training on `sizes[s]` labels, else 0; no sizes: too few labels for a curve. It is kept
    as bytes: who only hands a small model on needs no NumPy.
    """

    name: str
    ids: tuple[str, ...]
    answers: Mapping[str, str]
    trained_on: int
    today: int
    sizes: tuple[int, ...]
    hits: tuple[tuple[bytes, ...], ...]

    def table(self) -> "NDArray[Any]":
        """`hits` as an array of truth values: sizes, repeats, items."""
        import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

        rows = [[np.frombuffer(row, dtype=bool) for row in rows] for rows in self.hits]
        return np.array(rows, dtype=bool)

    def only(self, wanted: Collection[str]) -> "Baseline":
        """The same training, seen on the examples with an id in `wanted` alone."""
        if len(self.ids) == len(wanted):
            return self
        places = [place for place, one in enumerate(self.ids) if one in wanted]
        ids = tuple(self.ids[place] for place in places)
        return replace(
            self,
            ids=ids,
            answers={one: self.answers[one] for one in ids},
            hits=tuple(
                tuple(bytes(row[place] for place in places) for row in rows) for rows in self.hits
            ),
        )


def train_baseline(
    examples: Sequence[Example],
    wanted: Collection[str],
    *,
    seed: int,
    features: Learner = word_features,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> Baseline | None:
    """Train on all the user's labels (at most MOST), ask for the examples with an id in `wanted`.

    What belongs together (texts nearly the same, or of one group of the user's) stays in one
    fold. The sizes of a fold are nested: the first labels of one random order. None where more
    than a tenth of the wanted examples have a label with fewer than FOLDS different texts, or
    the texts hold no words. Raises Cancelled within a second.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    used = learned_from(examples, wanted, seed)
    if not any(WORD.search(one.text) for one in used):
        return None  # nothing to count, such as pictures only
    texts = [one.text for one in used]
    clusters = joined(near_duplicates(texts, cancelled), used)
    if not _learnable(used, wanted, clusters):
        return None
    names = sorted({one.label for one in used})
    number = {label: place for place, label in enumerate(names)}
    labels = np.array([number[one.label] for one in used])
    asked = np.array([place for place, one in enumerate(used) if one.id in wanted])
    seen = features(texts, progress, cancelled)

    cost = seen.size * (1 if len(names) == 2 else len(names))
    repeats = next((times for limit, times in REPEATS if cost <= limit), 1)
    folds = [np.array(folds_of(clusters, seed + at)) for at in range(repeats)]
    largest = [int((fold_of != fold).sum()) for fold_of in folds for fold in range(FOLDS)]
    sizes = _sizes(round(sum(largest) / len(largest)), len(names))

    steps = list(product(range(repeats), range(FOLDS)))
    hits = np.zeros((len(sizes), repeats, len(asked)), dtype=bool)
    out_of_fold = np.zeros(len(asked), dtype=int)
    strengths: list[float] = []
    for done, (repeat, fold) in enumerate(steps):
        progress(done, len(steps))
        held = folds[repeat][asked] == fold
        order = np.random.default_rng([seed, repeat, fold]).permutation(len(used))
        train = order[folds[repeat][order] != fold]
        for at in reversed(range(len(sizes))):
            part = train if at == len(sizes) - 1 else train[: sizes[at]]
            if cancelled():
                raise Cancelled
            matrix = seen.matrix(part)
            if repeat == 0 and at == len(sizes) - 1:
                strengths.append(best_strength(matrix, labels, part, folds[0], cancelled))
            strength = strengths[fold] if repeat == 0 else Counter(strengths).most_common(1)[0][0]
            told = answers(matrix, labels, part, asked[held], strength, cancelled)
            hits[at, repeat, held] = told == labels[asked[held]]
            if repeat == 0 and at == len(sizes) - 1:
                out_of_fold[held] = told
    progress(len(steps), len(steps))
    ids = tuple(used[place].id for place in asked)
    return Baseline(
        name=NAME.format(features=seen.name),
        ids=ids,
        answers={one: names[told] for one, told in zip(ids, out_of_fold, strict=True)},
        trained_on=sizes[-1],
        today=len(used),
        sizes=sizes if len(sizes) == SIZES else (),
        hits=tuple(tuple(row.tobytes() for row in rows) for rows in hits),
    )


def _sizes(largest: int, labels: int) -> tuple[int, ...]:
    """Six numbers in equal steps of factor; the largest alone where there are too few."""
    first = max(10, min(2 * labels, largest // 3))
    if largest < LEAST_CURVE:
        return (largest,)
    factor = (largest / first) ** (1 / (SIZES - 1))
    return tuple(round(first * factor**step) for step in range(SIZES))


def _learnable(used: Sequence[Example], wanted: Collection[str], clusters: Sequence[int]) -> bool:
    """Nearly all that is asked has a label with enough different texts to learn from."""
    pairs = {(cluster, one.label) for cluster, one in zip(clusters, used, strict=True)}
    texts = Counter(label for _, label in pairs)
    common = {label for label, number in texts.items() if number >= FOLDS}
    asked = [one.label in common for one in used if one.id in wanted]
    return len(common) > 1 and sum(asked) >= COVERED * len(asked)


def folds_of(clusters: Sequence[int], seed: int) -> list[int]:
    """The fold of each example: by chance, what belongs together kept together, sizes alike.

    Labels are not spread evenly. An example would else be taught by n·4/5 of the n examples of
    its label, itself counted, where a new text is taught by as many of n - 1: with few examples of
    each label the curve came out several points too high.
    """
    sizes = Counter(clusters)
    order = list(sizes)
    Random(seed).shuffle(order)
    order.sort(key=lambda cluster: -sizes[cluster])
    fold_of = {cluster: place % FOLDS for place, cluster in enumerate(order)}
    return [fold_of[cluster] for cluster in clusters]


def learned_from(
    examples: Sequence[Example], wanted: Collection[str], seed: int
) -> Sequence[Example]:
    """At most MOST of the examples: all with an id in `wanted`, and others by the seed."""
    if len(examples) <= MOST:
        return examples
    others = [place for place, example in enumerate(examples) if example.id not in wanted]
    spare = max(0, MOST - (len(examples) - len(others)))
    kept = set(Random(seed).sample(others, min(spare, len(others))))
    return [one for place, one in enumerate(examples) if place in kept or one.id in wanted]
