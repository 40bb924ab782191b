"""All kinds of task there are, and which of them a file of examples looks like."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean
from types import MappingProxyType
from typing import Final

from app.probe.kinds import (
    choice,
    classification,
    extraction,
    generation,
    numeric,
    regression,
    slots,
)
from app.probe.kinds.kind import Kind
from app.probe.kinds.numbers import number

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        module.KIND.id: module.KIND
        for module in (
            classification, choice, numeric, extraction, slots, generation, regression,
        )
    }
)  # fmt: skip
LOOKED_AT: Final = 500  # rows
MOST: Final = 0.9  # share of the rows that have to look alike
FEW_VALUES: Final = 20  # different numbers, up to which they can be classes
FEWEST: Final = 10  # rows below which different labels say nothing
HALF: Final = 0.5
LONG_LABEL: Final = 40  # characters
REPEATED: Final = 3  # times each of them occurs in the mean
_QUESTION: Final = re.compile(
    r"[?？]|\bhow (?:many|much|long|far|old)\b|(?:いくつ|何[個人枚本円]|いくら)", re.I
)


def likely_kind(texts: Sequence[str], cells: Sequence[str]) -> Kind:
    """The kind that the first rows look like: a guess to be shown and changed."""
    pairs = [
        (text, cell.strip())
        for text, cell in zip(texts[:LOOKED_AT], cells[:LOOKED_AT], strict=True)
        if cell.strip()
    ]
    if not pairs:
        return classification.KIND
    values = [cell for _, cell in pairs]
    most = MOST * len(pairs)
    if sum(_lists(cell) for cell in values) >= most:
        return extraction.KIND if all(map(_texts, values)) else slots.KIND
    options = sum(bool(choice.options(text)) for text, _ in pairs)
    if options >= most and sum(gold is not None for gold in choice.golds(values)) >= most:
        return choice.KIND
    if sum(number(cell) is not None for cell in values) >= most:
        return _of_numbers([text for text, _ in pairs], values)
    if not _many(values):
        return classification.KIND
    inside = sum(cell.casefold() in text.casefold() for text, cell in pairs)
    return extraction.KIND if inside >= MOST * len(pairs) else generation.KIND


def _of_numbers(texts: Sequence[str], values: Sequence[str]) -> Kind:
    """Classes with numbers for names, amounts on a scale, or solutions of questions."""
    found = [value for value in map(number, values) if value is not None]
    kinds = Counter(found)
    whole = all(value.denominator == 1 for value in found)
    if whole and len(kinds) <= FEW_VALUES and len(found) >= REPEATED * len(kinds):
        return classification.KIND
    asked = sum(bool(_QUESTION.search(text)) for text in texts)
    return numeric.KIND if asked * 2 >= len(texts) else regression.KIND


def _many(values: Sequence[str]) -> bool:
    """Nearly every row has an answer of its own, or most have and they are long: no labels."""
    if len(values) < FEWEST:
        return False
    different = len({value.casefold() for value in values}) / len(values)
    return different > MOST or (different > HALF and mean(map(len, values)) > LONG_LABEL)


def _lists(cell: str) -> bool:
    return cell.startswith("[") and isinstance(_parsed(cell), list)


def _texts(cell: str) -> bool:
    value = _parsed(cell)
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def _parsed(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None
