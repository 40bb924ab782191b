"""Cut Qt's Unicode data to what Qt's parts in the bundle can ask for: 32 MB become 4 MB.

Qt Core calls ICU to compare words (collation), to convert text encodings and to name time zones;
for languages that are left out ICU answers with its root data, as for any it does not know.
The library holds nothing but one table of named entries ("CmnD", ICU's common data format), so a
smaller table in a library of the same name takes its place. Needs `as` and `ld` of binutils.
"""

import re
import shutil
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ALIGNED: Final = 16
LANGUAGES: Final = r"(root|pool|res_index|en|en_001|en_GB|en_US|ja|ja_JP)"
KEPT: Final = re.compile(
    rf"""
      (coll|zone)/{LANGUAGES}\.res | coll/ucadata\.icu | {LANGUAGES}\.res
    | (currencyNumericCodes|dayPeriods|genderList|grammaticalFeatures|icustd|icuver|keyTypeData
      |likelySubtags|metaZones|metadata|numberingSystems|plurals|pluralRanges|supplementalData
      |timezoneTypes|tzdbNames|windowsZones|zoneinfo64)\.res
    | [^/]+\.(icu|nrm)
    | (ibm-943_P15A-2003|ibm-943_P130-1999|ibm-33722_P12A_P12A-2009_U2|ibm-954_P101-2007
      |jisx-212)\.cnv
    | (ibm-5346|ibm-5347|ibm-5348|ibm-5349|ibm-5350|ibm-5354|ibm-912|ibm-913|ibm-914|ibm-915
      |ibm-920|ibm-923)_[^/]+\.cnv
    """,
    re.VERBOSE,
)
ASSEMBLY: Final = """\
    .section .rodata
    .globl {symbol}
    .type {symbol}, @object
    .balign 16
{symbol}:
    .incbin "table.dat"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", @progbits
"""


def can_cut() -> bool:
    return bool(shutil.which("as") and shutil.which("ld"))


def cut_icu_data(library: Path) -> int:
    """Replace the library by one with fewer entries; answers the bytes saved."""
    before = library.stat().st_size
    version = library.name.rpartition(".")[2]
    table = smaller_table(library.read_bytes())
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "table.dat").write_bytes(table)
        source = ASSEMBLY.format(symbol=f"icudt{version}_dat")
        (folder / "table.s").write_text(source, encoding="ascii")
        subprocess.run(["as", "-o", "table.o", "table.s"], cwd=folder, check=True)
        link = ["ld", "-shared", "-soname", library.name, "-o", "table.so", "table.o"]
        subprocess.run(link, cwd=folder, check=True)
        library.unlink()
        shutil.copyfile(folder / "table.so", library)
    return before - library.stat().st_size


def smaller_table(data: bytes) -> bytes:
    """The table inside the bytes of the library, with only the entries that are KEPT.

    Layout: a header of as many bytes as its first number says; then the number of entries, then
    for each the offsets of name and content from there, sorted by name; then names, then contents.
    """
    start = data.index(b"CmnD") - 12
    (header,) = struct.unpack_from("<H", data, start)
    base = start + header
    (count,) = struct.unpack_from("<I", data, base)
    offsets = [struct.unpack_from("<II", data, base + 4 + 8 * place) for place in range(count)]
    ends = [content for _name, content in offsets[1:]] + [len(data) - base]
    entries = []
    for (name_at, content_at), end in zip(offsets, ends, strict=True):
        name = data[base + name_at : data.index(b"\0", base + name_at)]
        if KEPT.fullmatch(name.decode("ascii").partition("/")[2]):
            entries.append((name + b"\0", data[base + content_at : base + end]))
    return data[start:base] + _table(entries)


def _table(entries: list[tuple[bytes, bytes]]) -> bytes:
    names_at = 4 + 8 * len(entries)
    contents_at = _aligned(names_at + sum(len(name) for name, _content in entries))
    index, names, contents = struct.pack("<I", len(entries)), b"", bytearray()
    for name, content in entries:
        index += struct.pack("<II", names_at + len(names), contents_at + len(contents))
        names += name
        contents += content.ljust(_aligned(len(content)), b"\0")
    return (index + names).ljust(contents_at, b"\0") + bytes(contents)


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
