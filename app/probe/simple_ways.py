"""Answers without a large model, made of the user's own examples by a few lines each.

Every way takes all texts and right answers, the places that it may learn from, those that are
asked, and the TF-IDF of all texts as learned from the former. It answers in the form of the kind.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Any, Final

from app.probe.kinds.extraction import written
from app.probe.kinds.words import words

Way = Callable[[Sequence[str], Sequence[str], Sequence[int], Sequence[int], Any], list[str]]

STRENGTHS: Final = (0.3, 1.0, 3.0, 10.0)  # of the ridge, chosen by leaving out one by one
MOSTLY: Final = 0.5  # share of its places in which a known piece has to be one
LONGEST_PIECE: Final = 8  # words
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")


def usual(
    texts: Sequence[str], golds: Sequence[str], train: Sequence[int], asked: Sequence[int], _: Any
) -> list[str]:
    """Always the most frequent answer."""
    often = Counter(golds[place] for place in train).most_common(1)[0][0]
    return [written(often)] * len(asked)


def nearest(
    texts: Sequence[str],
    golds: Sequence[str],
    train: Sequence[int],
    asked: Sequence[int],
    vectors: Any,
) -> list[str]:
    """The answer to the text that is most like it."""
    alike = (vectors[asked] @ vectors[train].T).toarray().argmax(axis=1)
    return [written(golds[train[place]]) for place in alike]


def opening(
    texts: Sequence[str], golds: Sequence[str], train: Sequence[int], asked: Sequence[int], _: Any
) -> list[str]:
    """The beginning of the text, as long as right answers are in the middle; whole words."""
    length = round(median(len(golds[place]) for place in train))
    return [_cut(texts[place].strip(), length) for place in asked]


def sentence(
    texts: Sequence[str], golds: Sequence[str], train: Sequence[int], asked: Sequence[int], _: Any
) -> list[str]:
    """The sentence with most words of the last one, where the question stands; rare words weigh
    more."""
    return [_nearest_sentence(texts[place]) for place in asked]


def known_pieces(
    texts: Sequence[str], golds: Sequence[str], train: Sequence[int], asked: Sequence[int], _: Any
) -> list[str]:
    """Every piece that was one in most of the texts that hold it, with its usual type."""
    known = _known([texts[place] for place in train], [golds[place] for place in train])
    return [_found(texts[place], known) for place in asked]


def ridge(
    texts: Sequence[str],
    golds: Sequence[str],
    train: Sequence[int],
    asked: Sequence[int],
    vectors: Any,
) -> list[str]:
    """Ridge regression on the words, held to the range of the right answers."""
    from sklearn.linear_model import RidgeCV  # noqa: PLC0415  (takes a second)

    wanted = [float(Fraction(golds[place])) for place in train]
    told = RidgeCV(alphas=STRENGTHS).fit(vectors[train], wanted).predict(vectors[asked])
    return [f"{min(max(value, min(wanted)), max(wanted)):.4f}" for value in told]


WAYS: Final[Mapping[str, Mapping[str, Way]]] = {  # by kind of task
    "numeric": {"usual": usual, "nearest": nearest},
    "extraction": {"usual": usual, "nearest": nearest, "sentence": sentence},
    "slots": {"known_pieces": known_pieces},
    "generation": {"opening": opening, "nearest": nearest},
    "regression": {"ridge": ridge},
}
LEARNING: Final = frozenset({"known_pieces", "ridge"})  # a floor for fine-tuning too


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    begun = text[: length + 1]
    return begun.rsplit(" ", 1)[0] if " " in begun else begun[:length]


def _nearest_sentence(text: str) -> str:
    sentences = [one for one in map(str.strip, _SENTENCE.split(text)) if one]
    *passage, question = sentences or [text]
    if not passage:
        return question
    held = [frozenset(words(one)) for one in passage]
    often = Counter(word for one in held for word in one)
    sought = frozenset(words(question))
    weights = [sum(1 / often[word] for word in one & sought) for one in held]
    return passage[weights.index(max(weights))]


_Piece = tuple[str, ...]


def _known(texts: Sequence[str], golds: Sequence[str]) -> Mapping[_Piece, str]:
    """The type of each piece, by its words."""
    types: dict[_Piece, Counter[str]] = defaultdict(Counter)
    for gold in golds:
        for kind, text in json.loads(gold):
            piece = tuple(words(text))
            if 0 < len(piece) <= LONGEST_PIECE:
                types[piece][kind] += 1
    lengths = {len(piece) for piece in types}
    held: Counter[_Piece] = Counter()
    for text in texts:
        spoken = words(text)
        held.update(
            piece
            for length in lengths
            for at in range(len(spoken) - length + 1)
            if (piece := tuple(spoken[at : at + length])) in types
        )
    return {
        piece: kinds.most_common(1)[0][0]
        for piece, kinds in types.items()
        if kinds.total() >= MOSTLY * held[piece]
    }


def _found(text: str, known: Mapping[_Piece, str]) -> str:
    """The longest known pieces of `text` from left to right, none inside another."""
    spoken, found, at = words(text), [], 0
    while at < len(spoken):
        for length in range(min(LONGEST_PIECE, len(spoken) - at), 0, -1):
            piece = tuple(spoken[at : at + length])
            if piece in known:
                found.append((known[piece], " ".join(piece)))
                at += length - 1
                break
        at += 1
    return json.dumps(sorted(found), ensure_ascii=False)
