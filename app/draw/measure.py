"""How much room words need, near enough to lay a picture out without a renderer."""

import unicodedata
from functools import lru_cache
from typing import Final

ELLIPSIS: Final = "…"
NARROW: Final = frozenset("iljtfrI.,:;'|!()[]1 ")
WIDE: Final = frozenset("mwMW@%—")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of one line, in units of the sheet."""
    return _width(sum(map(_em, text)), size, bold=bold)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """`text`, or as much of it as `width` holds with an ellipsis at the end."""
    if _held(text, width, size, bold=bold) == len(text):
        return text
    held = _held(text, width, size, bold=bold, taken=_em(ELLIPSIS))
    return text[:held].rstrip() + ELLIPSIS


def lines_of(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """`text` broken into at most `most` lines that `width` holds; the last one is cut to fit.

    Japanese breaks between any two characters, other text at blanks and after hyphens.
    """
    broken: list[str] = []
    rest = " ".join(text.split())
    while rest and len(broken) < most - 1:
        held = _held(rest, width, size, bold=bold)
        if held == len(rest):
            break
        cut = _break(rest, max(1, held))
        broken.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*broken, fitted(rest, width, size, bold=bold)] if rest else broken


def _held(text: str, width: float, size: float, *, bold: bool, taken: int = 0) -> int:
    """How many characters `width` holds beside what is `taken`, each looked at once."""
    for place, character in enumerate(text):
        taken += _em(character)
        if _width(taken, size, bold=bold) > width:
            return place
    return len(text)


def _break(text: str, held: int) -> int:
    """After how many characters to break of which `held` have room: where a word ends, else
    where the room does."""
    for cut in range(held, 0, -1):
        if text[cut - 1] in " -" or text[cut : cut + 1] == " " or _wide(text[cut : cut + 1]):
            return cut
    return held


def _width(ems: int, size: float, *, bold: bool) -> float:
    return ems / 100 * size * (1.06 if bold else 1.0)


def _wide(character: str) -> bool:
    return character != "" and unicodedata.east_asian_width(character) in "WF"


@lru_cache(4096)
def _em(character: str) -> int:
    """Hundredths of the font's size: whole numbers, whose sum is the same in any order. Measured
    on Inter, whose digits all have one width."""
    if unicodedata.combining(character):
        return 0
    if _wide(character):
        return 100
    if character in NARROW:
        return 36
    if character in WIDE:
        return 95
    return 70 if character.isupper() else 62
