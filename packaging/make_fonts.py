"""Rebuild `resources/fonts` from Debian's font packages: `python packaging/make_fonts.py`.

Needs Debian or Ubuntu (apt-get, dpkg-deb) and fonttools; the versions used are in THIRD_PARTY.md.
Inter and DejaVu are shipped as they are. Noto Sans CJK is cut to the characters below and, being
changed, carries a name of our own: "Signpost Sans JP". Its bold has the kanji of Japan's character
sets, its regular also the rest of the Unified Ideographs and Hangul, so that a name in Chinese or
Korean prints. `coverage.txt` lists, as hexadecimal ranges, what the shipped fonts have together.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, pairwise
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
PACKAGES = ("fonts-inter", "fonts-noto-cjk", "fonts-dejavu-core")
UNCHANGED = (
    "opentype/inter/Inter-Regular.otf",
    "opentype/inter/Inter-SemiBold.otf",
    "opentype/inter/Inter-Bold.otf",
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/dejavu/DejaVuSans-Bold.ttf",
)
FAMILY = "Signpost Sans JP"
ORIGIN = "Subset of Noto Sans CJK JP, renamed because it was changed."
EVERY_SCRIPT = range(0x3400)  # Latin to kana and CJK symbols, as far as the source has them
FORMS = chain(range(0xFE10, 0xFE20), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))
KANJI_OF_UNICODE = (*range(0x4E00, 0xA000), *range(0xF900, 0xFB00))
HANGUL = range(0xAC00, 0xD7A4)
JAMO = range(0x1100, 0x1200)  # with these alone a shaper takes syllables apart


def kanji_of_japan() -> Iterator[int]:
    """The ideographs of JIS X 0213:2004, beyond the basic plane too, and those of Windows (髙)."""
    for code in chain(range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x30000)):
        for encoding in ("euc_jis_2004", "cp932"):
            with suppress(UnicodeEncodeError):
                chr(code).encode(encoding)
                yield code


def subset(source: Path, style: str, characters: Iterable[int], target: Path) -> None:
    """Write face 0 (Japanese) of a collection, cut to `characters` and renamed to FAMILY."""
    font = TTCollection(str(source)).fonts[0]
    font.recalcTimestamp = False  # the same packages give the same bytes
    options = Options()
    options.layout_features = ["ccmp", "kern", "palt", "halt", "mark", "mkmk", "vert"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 9, 11, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, style)
    font.save(str(target))


def rename(font: TTFont, style: str) -> None:
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 2: style, 3: postscript, 4: f"{FAMILY} {style}", 6: postscript, 10: ORIGIN}
    table = font["name"]
    for name_id, text in names.items():
        table.removeNames(nameID=name_id)
        table.setName(text, name_id, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    top = outlines.topDictIndex[0]
    top.FamilyName, top.FullName = FAMILY, names[4]
    top.rawDict.pop("Notice", None)  # a trademark notice for the name it no longer has


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Sorted codes as "41-5A" or "B7" lines."""
    edges = sorted(set(codes))
    starts = [edges[0], *(later for earlier, later in pairwise(edges) if later != earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(edges) if later != earlier + 1), edges[-1]]
    for start, end in zip(starts, ends, strict=True):
        yield f"{start:X}" if start == end else f"{start:X}-{end:X}"


def main() -> int:
    with TemporaryDirectory() as folder:
        work = Path(folder)
        subprocess.run(["apt-get", "download", *PACKAGES], cwd=work, check=True)
        for package in work.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, work / "x"], check=True)
        fonts = work / "x" / "usr" / "share" / "fonts"
        for path in UNCHANGED:
            copyfile(fonts / path, FONTS / Path(path).name)
        both = {*EVERY_SCRIPT, *FORMS, *kanji_of_japan()} - {*JAMO}
        for style, characters in (
            ("Regular", {*both, *KANJI_OF_UNICODE, *HANGUL, *JAMO}),
            ("Bold", both),
        ):
            source = fonts / "opentype" / "noto" / f"NotoSansCJK-{style}.ttc"
            subset(source, style, characters, FONTS / f"SignpostSansJP-{style}.otf")
    covered = chain.from_iterable(
        TTFont(str(path), lazy=True).getBestCmap() for path in sorted(FONTS.glob("*.[ot]tf"))
    )
    (FONTS / "coverage.txt").write_text("\n".join(ranges(covered)) + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
