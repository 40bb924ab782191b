"""How much room words need, near enough to lay a picture out without a renderer."""

import unicodedata
from typing import Final

ELLIPSIS: Final = "…"
NARROW: Final = frozenset("iljtfrI.,:;'|!()[]1 ")
WIDE: Final = frozenset("mwMW@%—")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of one line, in units of the sheet."""
    ems = sum(_em(character) for character in text)
    return ems * size * (1.06 if bold else 1.0)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """`text`, or as much of it as `width` holds with an ellipsis at the end."""
    if width_of(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and width_of(kept.rstrip() + ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def lines_of(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """`text` broken into at most `most` lines that `width` holds; the last one is cut to fit.

    Japanese breaks between any two characters, other text at blanks and after hyphens.
    """
    broken: list[str] = []
    rest = " ".join(text.split())
    while rest and len(broken) < most - 1 and width_of(rest, size, bold=bold) > width:
        cut = _break(rest, width, size, bold=bold)
        broken.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*broken, fitted(rest, width, size, bold=bold)] if rest else broken


def _break(text: str, width: float, size: float, *, bold: bool) -> int:
    """After how many characters to break: where a word ends, else where the room does."""
    fits = 1
    while fits < len(text) and width_of(text[: fits + 1], size, bold=bold) <= width:
        fits += 1
    for cut in range(fits, 0, -1):
        if text[cut - 1] in " -" or text[cut : cut + 1] == " " or _wide(text[cut : cut + 1]):
            return cut
    return fits


def _wide(character: str) -> bool:
    return character != "" and unicodedata.east_asian_width(character) in "WF"


def _em(character: str) -> float:
    """Share of the font's size; measured on Inter, whose digits all have one width."""
    if unicodedata.combining(character):
        return 0.0
    if _wide(character):
        return 1.0
    if character in NARROW:
        return 0.36
    if character in WIDE:
        return 0.95
    return 0.70 if character.isupper() else 0.62
