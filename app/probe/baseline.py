"""What a small model trained on the same labels does: the floor of fine-tuning."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from app.probe.types import Example

FOLDS: Final = 5
MOST: Final = 4000  # examples trained on; more would take minutes and change little
NAME: Final = "TF-IDF of words (1-2) and characters (2-5), logistic regression, 5 folds"


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
    model. Texts that read alike stay in one fold. None when a label of a wanted example occurs in
    fewer than FOLDS different texts, or when cancelled.
    """
    used = _used(examples, wanted, seed)
    groups = [_alike(example.text) for example in used]
    texts_of = Counter(
        label for _, label in {(group, used[at].label) for at, group in enumerate(groups)}
    )
    asked = {example.label for example in used if example.id in wanted}
    if len(texts_of) < 2 or min(texts_of[label] for label in asked) < FOLDS:
        return None

    # scikit-learn takes more than a second to load, and only a probe needs it
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415

    hits: dict[str, bool] = {}
    sizes = []
    labels = [example.label for example in used]
    number = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for train, test in folds.split(labels, labels, [number[group] for group in groups]):
        if cancelled():
            return None
        asked_here = [used[at] for at in test if used[at].id in wanted]
        known = [used[at] for at in train]
        if not asked_here:
            continue
        model = _model(seed)
        if len({example.label for example in known}) < 2:
            return None
        model.fit([example.text for example in known], [example.label for example in known])
        told = model.predict([example.text for example in asked_here])
        hits |= {one.id: one.label == answer for one, answer in zip(asked_here, told, strict=True)}
        sizes.append(len(known))
    return Baseline(hits, sum(sizes) // len(sizes))


def _model(seed: int) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  (as above)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
    letters = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True)
    regression = LogisticRegression(
        C=10, class_weight="balanced", max_iter=1000, random_state=seed
    )
    return make_pipeline(make_union(words, letters), regression)


def _used(examples: Sequence[Example], wanted: Collection[str], seed: int) -> Sequence[Example]:
    if len(examples) <= MOST:
        return examples
    others = [place for place, example in enumerate(examples) if example.id not in wanted]
    spare = max(0, MOST - (len(examples) - len(others)))
    kept = set(Random(seed).sample(others, min(spare, len(others))))
    return [one for place, one in enumerate(examples) if place in kept or one.id in wanted]


def _alike(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
