"""Which characters the shipped fonts can show, read from the fonts themselves."""

import struct
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from app.paths import RESOURCES

FOLDER: Final = RESOURCES / "fonts"
REGULAR: Final = ("Inter-Regular.otf", "SignpostSansJP-Regular.otf", "DejaVuSans.ttf")
STRONG: Final = ("Inter-Bold.otf", "SignpostSansJP-Bold.otf", "DejaVuSans-Bold.ttf")


class Characters:
    """A set of characters kept as ranges of code points."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for first, last in sorted(ranges):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        self._firsts = [first for first, _ in merged]
        self._lasts = [last for _, last in merged]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self._firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self._lasts[place]


@cache
def characters(fonts: tuple[str, ...]) -> Characters:
    """Every character that at least one of these fonts of the shipped folder has."""
    return Characters(pair for font in fonts for pair in _ranges(FOLDER / font))


def _ranges(font: Path) -> list[tuple[int, int]]:
    """The code points of an OpenType font's "cmap" table, format 12, which all ours have."""
    with font.open("rb") as file:
        (count,) = struct.unpack(">4xH6x", file.read(12))
        tables = [struct.unpack(">4s4xII", file.read(16)) for _ in range(count)]
        offset, length = next(table[1:] for table in tables if table[0] == b"cmap")
        file.seek(offset)
        cmap = file.read(length)
    (encodings,) = struct.unpack_from(">2xH", cmap)
    starts = {struct.unpack_from(">4xI", cmap, 4 + 8 * record)[0] for record in range(encodings)}
    start = next(at for at in starts if struct.unpack_from(">H", cmap, at) == (12,))
    (groups,) = struct.unpack_from(">I", cmap, start + 12)
    return [struct.unpack_from(">II", cmap, start + 16 + 12 * group) for group in range(groups)]
