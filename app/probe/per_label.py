"""How the labels fared: confusion, recall and precision of each, and their means."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.probe.score import wilson
from app.probe.types import Confusion, Interval, LabelFigures, OutcomeClass, Prediction

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS: Final = 4000
CELLS: Final = 400_000  # of random numbers held at once
CLAIM: Final = 10  # examples of a label below which nothing is claimed about it
MEAN: Final = 5  # examples of the rarest label below which no mean over labels is printed


class Means(NamedTuple):
    macro_f1: Interval
    balanced_accuracy: Interval


def confusion(predictions: Sequence[Prediction], labels: Sequence[str]) -> Confusion:
    """Counts by true label and answer; the last column holds what was no label or no answer."""
    place = {label: number for number, label in enumerate(labels)}
    counts = [[0] * (len(labels) + 1) for _ in labels]
    for one in predictions:
        answer = one.answer if one.outcome is OutcomeClass.OK else None
        counts[place[one.label]][place.get(answer or "", len(labels))] += 1
    return Confusion(labels=tuple(labels), counts=tuple(map(tuple, counts)))


def per_label(table: Confusion) -> tuple[LabelFigures, ...]:
    """Recall and precision of each label with Wilson's intervals; None where there is none."""
    figures = []
    for place, label in enumerate(table.labels):
        n, hits = sum(table.counts[place]), table.counts[place][place]
        given = sum(row[place] for row in table.counts)
        figures.append(
            LabelFigures(
                label=label,
                n=n,
                recall=wilson(hits, n) if n else None,
                precision=wilson(hits, given) if given else None,
            )
        )
    return tuple(figures)


def means(table: Confusion, seed: int) -> Means:
    """Mean F1 and mean recall over the declared labels; what is no label is never right.

    The intervals hold the middle 95 % of draws of the confusion matrix from
    Dirichlet(counts + 0.5 / number of labels): with few items per label they cover the truth
    more often than a bootstrap does.
    """
    import numpy as np  # noqa: PLC0415  (0.1 s that the first paint must not wait for)

    counts = np.array(table.counts, dtype=float)
    size = len(counts)
    random = np.random.default_rng(seed)
    batch = max(1, CELLS // counts.size)
    f1, recall = [], []
    for start in range(0, DRAWS, batch):
        shape = (min(batch, DRAWS - start), *counts.shape)
        drawn = random.standard_gamma(counts + 0.5 / size, shape)
        f1.append(_mean_f1(drawn))
        recall.append(_mean_recall(drawn))

    def interval(draws: "list[NDArray[Any]]", of: "Callable[[Any], Any]") -> Interval:
        value = float(of(counts))
        low, high = np.quantile(np.concatenate(draws), (0.025, 0.975))
        return Interval(value=value, low=min(float(low), value), high=max(float(high), value))

    return Means(interval(f1, _mean_f1), interval(recall, _mean_recall))


def _mean_f1(counts: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np  # noqa: PLC0415  (as above)

    size = counts.shape[-2]
    hits = np.diagonal(counts[..., :size], axis1=-2, axis2=-1)
    both = counts.sum(-1) + counts[..., :size].sum(-2)
    return np.asarray(_ratio(2 * hits, both).mean(-1))


def _mean_recall(counts: "NDArray[Any]") -> "NDArray[Any]":
    """Over the labels that occur; a draw holds them all."""
    import numpy as np  # noqa: PLC0415  (as above)

    size = counts.shape[-2]
    hits = np.diagonal(counts[..., :size], axis1=-2, axis2=-1)
    asked = counts.sum(-1)
    return np.asarray(_ratio(hits, asked).sum(-1) / np.maximum(1, (asked > 0).sum(-1)))


def _ratio(part: "NDArray[Any]", whole: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np  # noqa: PLC0415  (as above)

    return np.asarray(np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0))
