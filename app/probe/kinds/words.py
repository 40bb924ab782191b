"""Words of any script, for measures that count them."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

UNSPACED: Final = (  # scripts written without spaces between words: one character is one word
    "CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN",
    "HALFWIDTH KATAKANA",
)  # fmt: skip
ARTICLES: Final = frozenset({"a", "an", "the"})


def words(text: str) -> list[str]:
    """Case and width apart: runs of letters, marks and digits; single characters of scripts that
    put no spaces between words."""
    found: list[str] = []
    current = ""
    for character in _plain(text):
        kind = unicodedata.category(character)[0]
        if kind == "M" and current:
            current += character
        elif kind == "M" and found:
            found[-1] += character
        elif kind in "LN" and not unspaced(character):
            current += character
        else:
            if current:
                found.append(current)
            current = ""
            if kind in "LN":
                found.append(character)
    return [*found, current] if current else found


def answer_words(text: str) -> list[str]:
    """As the SQuAD evaluation cuts an answer (Rajpurkar et al. 2016), in every script: marks and
    English articles do not count."""
    plain = "".join(
        character for character in _plain(text) if unicodedata.category(character)[0] not in "PS"
    )
    cut = [word for part in plain.split() if part not in ARTICLES for word in words(part)]
    return cut or words(text) or _plain(text).split()


def unspaced(character: str) -> bool:
    return ord(character) > 0x0E00 and _unspaced(character)


def overlap_f1(one: Sequence[str], other: Sequence[str]) -> float:
    """F1 of the words that two texts share, as often as both have them; 1 where both are empty."""
    if not one or not other:
        return float(not one and not other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def sequence_f1(one: Sequence[str], other: Sequence[str]) -> float:
    """F1 by the longest common subsequence of words (ROUGE-L of one sentence, Lin 2004)."""
    if not one or not other:
        return float(not one and not other)
    before = [0] * (len(other) + 1)
    for word in one:
        row = [0]
        for place, each in enumerate(other):
            row.append(before[place] + 1 if word == each else max(row[place], before[place + 1]))
        before = row
    return 2 * before[-1] / (len(one) + len(other))


@lru_cache(maxsize=65_536)
def _unspaced(character: str) -> bool:
    return unicodedata.name(character, "").startswith(UNSPACED)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
