"""Text made comparable: what differs only in case, width, accent, kana or ending becomes alike."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

_PART: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[ぁ-ゖ一-龠々〆]+")
_KANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)} | {ord("ー"): None}
_ISE: Final = re.compile(r"is(e[sdr]?|ing|ations?)$")
_STOP: Final = """
a also an and any are as at be been but by can could did do does for from get give had has have how
i if in into is it its just let make makes many may me more much my need needs not of on only or
our out please should so some someone something than that the their them then there these they this
those to up us use using very want was we were what when where which who whose will with would you
your
"""
_STOPPED: Final = frozenset(_STOP.split())


def fold(text: str) -> str:
    """One width, lower case, no accents, hiragana for katakana, no long-vowel marks."""
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_KANA)
    if wide.isascii():
        return wide
    return "".join(
        unicodedata.normalize("NFD", sign)[0] if "À" <= sign <= "ɏ" else sign for sign in wide
    )


def terms(text: str) -> tuple[str, ...]:
    """What a text is found by: stems of its words, pairs of its Japanese characters."""
    return tuple(dict.fromkeys(_terms(_parts(text))))


def joined(words: Sequence[str]) -> Iterator[str]:
    """Neighbours written as one: "chat bot" is also "chatbot"."""
    for one, other in pairwise(words):
        if one.isascii() and other.isascii():
            yield one + other


def words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, as they are written but for case and width."""
    return tuple(
        piece
        for part in _parts(text)
        if part[0].isascii()
        for piece in part.split("-")
        if piece not in _STOPPED
    )


@lru_cache(maxsize=1)  # terms and words of one text are asked for in turn
def _parts(text: str) -> tuple[str, ...]:
    return tuple(_PART.findall(fold(text)))


def _terms(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        if part[0].isascii():
            pieces = part.split("-")
            if len(pieces) > 1:
                yield stem("".join(pieces))
            yield from (stem(piece) for piece in pieces if piece not in _STOPPED)
        else:
            yield from (part[place : place + 2] for place in range(len(part) - 1))
            yield from (sign for sign in part if "一" <= sign <= "龠")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without the commonest English endings; British -ise is written -ize."""
    word = _ISE.sub(r"iz\1", word) if len(word) > 5 else word
    for ending, rest, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: len(word) - len(ending)] + rest
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "slz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


_ENDINGS: Final = (  # ending, what takes its place, how much must be left
    ("izations", "iz", 3),
    ("ization", "iz", 3),
    ("ications", "i", 3),
    ("ication", "i", 3),
    ("ations", "at", 3),
    ("ation", "at", 3),
    ("ions", "", 4),
    ("ion", "", 4),
    ("ying", "i", 3),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ied", "i", 2),
    ("ies", "i", 2),
    ("sses", "ss", 2),
    ("xes", "x", 2),
    ("ches", "ch", 2),
    ("shes", "sh", 2),
    ("ers", "", 4),
    ("er", "", 4),
    ("ed", "", 3),
    ("ss", "ss", 1),
    ("s", "", 2),
    ("y", "i", 3),
)
