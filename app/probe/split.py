"""A part of the examples set apart, on which ways of asking are tried and examples chosen."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random
from typing import Final, NamedTuple

from app.probe.types import Example

SHARE: Final = 0.3  # of the examples that is set apart
SHOTS: Final = 8  # solved examples in a prompt
LONGEST_SHOTS: Final = 6000  # characters of all of them


class Split(NamedTuple):
    """`tried` and `scored` share no example, no text that reads alike and no group."""

    tried: tuple[Example, ...]
    scored: tuple[Example, ...]


def set_apart(examples: Sequence[Example], seed: int, *, by_label: bool) -> Split:
    """About SHARE of the examples, of each label if `by_label`; in the order of the file."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        groups[_source(example)].append(example)
    order = sorted(groups)
    Random(seed).shuffle(order)
    wanted = Counter(_stratum(example, by_label=by_label) for example in examples)
    taken: Counter[str] = Counter()
    tried: set[str] = set()
    for source in order:
        stratum = _stratum(groups[source][0], by_label=by_label)
        size = len(groups[source])
        if taken[stratum] + size <= round(SHARE * wanted[stratum]):
            taken[stratum] += size
            tried.update(example.id for example in groups[source])
    return Split(
        tuple(example for example in examples if example.id in tried),
        tuple(example for example in examples if example.id not in tried),
    )


def solved_examples(
    tried: Sequence[Example], number: int, seed: int, *, by_label: bool
) -> tuple[Example, ...]:
    """At most `number` of `tried` to show in a prompt, no more than LONGEST_SHOTS characters in
    all: every label in turn if `by_label`, in an order of chance."""
    random = Random(seed)
    by_stratum: dict[str, list[Example]] = defaultdict(list)
    for example in tried:
        by_stratum[_stratum(example, by_label=by_label)].append(example)
    strata = sorted(by_stratum)
    random.shuffle(strata)
    for stratum in strata:
        random.shuffle(by_stratum[stratum])
        by_stratum[stratum].sort(key=lambda one: len(one.text) > LONGEST_SHOTS // max(1, number))
    chosen: list[Example] = []
    room = LONGEST_SHOTS
    while len(chosen) < number and any(by_stratum.values()):
        for stratum in strata:
            if by_stratum[stratum] and len(chosen) < number:
                example = by_stratum[stratum].pop(0)
                if len(example.text) <= room:
                    room -= len(example.text)
                    chosen.append(example)
    random.shuffle(chosen)
    return tuple(chosen)


def _stratum(example: Example, *, by_label: bool) -> str:
    return example.label if by_label else ""


def _source(example: Example) -> str:
    """The same for examples that must not be parted."""
    if example.group:
        return f"group {example.group}"
    text = unicodedata.normalize("NFKC", example.text).casefold()
    return f"text {' '.join(text.split())}"
