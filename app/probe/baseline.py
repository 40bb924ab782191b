"""What a small model trained on the same labels does: the floor of fine-tuning."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from app.probe.types import Example

FOLDS: Final = 5
WORD: Final = re.compile(r"\w\w")
COVERED: Final = 0.9  # share of the examples asked whose labels must be learnable
MOST: Final = 4000  # examples trained on; more would take minutes and change little
NAME: Final = (
    "TF-IDF of words (1-2) and characters (2-5), logistic regression one-vs-rest, 5 folds"
)


@dataclass(frozen=True, slots=True)
class Baseline:
    """`hits`: by the example's id, whether it was labelled right by a model that had not seen it.

    `trained_on` is the number of labels of one training, four fifths of those used.
    """

    hits: dict[str, bool]
    trained_on: int
    name: str = NAME


def baseline_hits(
    examples: Sequence[Example],
    wanted: Collection[str],
    *,
    seed: int,
    cancelled: Callable[[], bool] = lambda: False,
) -> Baseline | None:
    """How such a model does on the examples whose ids are `wanted`, always unseen in training.

    It learns from all the user's labels (at most MOST), not only from those asked of the other
    model. Texts that read alike stay in one fold. None when cancelled, and where more than a
    tenth of the wanted examples have a label with fewer than FOLDS different texts.
    """
    used = _used(examples, wanted, seed)
    fold_of = _folds(used, seed)
    if not _learnable(used, wanted):
        return None
    hits: dict[str, bool] = {}
    sizes = []
    for fold in range(FOLDS):
        if cancelled():
            return None
        known = [one for one, at in zip(used, fold_of, strict=True) if at != fold]
        asked = [
            one for one, at in zip(used, fold_of, strict=True) if at == fold and one.id in wanted
        ]
        if not any(WORD.search(one.text) for one in known):
            return None  # nothing to count, such as pictures only
        if not asked:
            continue
        model = _model(seed)
        model.fit([one.text for one in known], [one.label for one in known])
        told = model.predict([one.text for one in asked])
        hits |= {one.id: one.label == answer for one, answer in zip(asked, told, strict=True)}
        sizes.append(len(known))
    return Baseline(hits, sum(sizes) // len(sizes))


def _learnable(used: Sequence[Example], wanted: Collection[str]) -> bool:
    """Nearly all that is asked has a label with enough different texts to learn from."""
    texts = Counter(label for _, label in {(_alike(one.text), one.label) for one in used})
    common = {label for label, number in texts.items() if number >= FOLDS}
    asked = [one.label in common for one in used if one.id in wanted]
    return len(common) > 1 and sum(asked) >= COVERED * len(asked)


def _folds(used: Sequence[Example], seed: int) -> list[int]:
    """The fold of each example: labels spread evenly, texts that read alike kept together."""
    label_of = {_alike(one.text): one.label for one in used}
    groups = list(label_of)
    Random(seed).shuffle(groups)
    groups.sort(key=lambda group: label_of[group])
    fold_of = {group: place % FOLDS for place, group in enumerate(groups)}
    return [fold_of[_alike(one.text)] for one in used]


def _model(seed: int) -> Any:
    # scikit-learn takes more than a second to load, and only a probe needs it
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.multiclass import OneVsRestClassifier  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
    letters = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True)
    regression = LogisticRegression(
        C=10,
        class_weight="balanced",
        solver="liblinear",
        dual=True,  # as right as the default solver, and fifty times as fast on so many features
        max_iter=10_000,
        random_state=seed,
    )
    return make_pipeline(make_union(words, letters), OneVsRestClassifier(regression))


def _used(examples: Sequence[Example], wanted: Collection[str], seed: int) -> Sequence[Example]:
    if len(examples) <= MOST:
        return examples
    others = [place for place, example in enumerate(examples) if example.id not in wanted]
    spare = max(0, MOST - (len(examples) - len(others)))
    kept = set(Random(seed).sample(others, min(spare, len(others))))
    return [one for place, one in enumerate(examples) if place in kept or one.id in wanted]


def _alike(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
