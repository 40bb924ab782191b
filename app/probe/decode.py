"""From the bytes of a text file to its text, by what the bytes themselves show."""

import codecs
import re
from typing import Final, NamedTuple

MARKS: Final = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE_MARKS: Final = tuple(mark for mark, encoding in MARKS if encoding != "utf-8-sig")
KANA: Final = re.compile("[\u3041-\u30ff]")
NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
CONTROL: Final = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
STEP: Final = 1_000_000  # characters
LINE_ENDS: Final = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")


class Decoded(NamedTuple):
    """`repaired` are the numbers of lines that were not in `encoding` but in Windows-1252."""

    text: str
    encoding: str
    repaired: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, or None when it is no text.

    Tried in order: a byte-order mark, UTF-16 by its zero bytes, UTF-8, UTF-8 with single lines in
    Windows-1252, Japanese Windows (cp932) where it yields kana, Windows-1252.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _as(data, encoding)
    wide = _wide(data)
    if wide:
        return _as(data, wide)
    return (
        _as(data, "utf-8") or _mended(data) or _japanese(data) or _as(data, "cp1252")
        if data
        else Decoded("", "utf-8")
    )


def decode_as(data: bytes, encoding: str) -> Decoded | None:
    """The text of `data` in the encoding the user chose; None when it is not that."""
    return _as(data, encoding)


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    steps = range(0, len(text), STEP)  # a search through all of it would stop the other threads
    if sum(len(CONTROL.findall(text, at, at + STEP)) for at in steps) > len(text) / 200:
        return None
    return Decoded(text, encoding)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: zero bytes on one side of the pairs only, and not a few of them."""
    sample = data[: 1 << 16]
    left, right = sample[0::2].count(0), sample[1::2].count(0)
    if max(left, right) < len(sample) / 10 or min(left, right) > len(sample) / 100:
        return ""
    return "utf-16-le" if right > left else "utf-16-be"


def _mended(data: bytes) -> Decoded | None:
    """A UTF-8 file into which some lines of another program were pasted.

    Only where more lines are sound UTF-8 beyond ASCII than are not: else all of it is something
    else, and its sound lines are chance.
    """
    lines, repaired, sound = [], [], 0
    for number, line in enumerate(LINE_ENDS.split(data), 1):
        try:
            text = line.decode("utf-8")
            sound += not line.isascii()
        except UnicodeDecodeError:
            try:
                text = line.decode("cp1252")
            except UnicodeDecodeError:
                return None
            repaired.append(number)
        lines.append(text)
    if not sound or sound < len(repaired):
        return None
    return Decoded("".join(lines), "utf-8", tuple(repaired))


def _japanese(data: bytes) -> Decoded | None:
    decoded = _as(data, "cp932")
    if decoded is None:
        return None
    kana, foreign = len(KANA.findall(decoded.text)), len(NOT_ASCII.findall(decoded.text))
    return decoded if kana > foreign / 5 else None
