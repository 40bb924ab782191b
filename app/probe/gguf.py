"""What a GGUF file says of its model, read from its head without loading it.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (versions 2 and 3).
"""

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Final

SIMPLE: Final = dict(enumerate("BbHhIif?", start=0)) | {10: "Q", 11: "q", 12: "d"}
STRING, LIST = 8, 9
MOST: Final = 10_000_000  # entries of a list, or bytes of a string: more is damage
WHOLE: Final = 1_000  # entries of a list that are kept; of longer ones only the number


def gguf_facts(file: Path) -> Mapping[str, Any]:
    """The key-value pairs at the head of `file`; a long list is its number of entries.

    Raises ValueError where the head is damaged, OSError where it cannot be read.
    """
    with file.open("rb") as opened:
        magic, version, _tensors, pairs = _read(opened, "<4sIQQ")
        if magic != b"GGUF" or version not in (2, 3) or pairs > MOST:
            raise ValueError("no GGUF of a known version")
        return dict(_pair(opened) for _ in range(pairs))


def _pair(file: IO[bytes]) -> tuple[str, Any]:
    key = _string(file)
    (kind,) = _read(file, "<I")
    return key, _value(file, kind)


def _value(file: IO[bytes], kind: int) -> Any:
    if kind == STRING:
        return _string(file)
    if kind == LIST:
        inner, length = _read(file, "<IQ")
        if length > MOST:
            raise ValueError("a list without end")
        if inner in SIMPLE and length > WHOLE:
            file.seek(struct.calcsize(f"<{SIMPLE[inner]}") * length, 1)
            return length
        entries = [_value(file, inner) for _ in range(length)]
        return entries if length <= WHOLE else length
    if kind not in SIMPLE:
        raise ValueError("an unknown kind of value")
    (value,) = _read(file, f"<{SIMPLE[kind]}")
    return value


def _string(file: IO[bytes]) -> str:
    (length,) = _read(file, "<Q")
    if length > MOST:
        raise ValueError("a string without end")
    return file.read(length).decode("utf-8", "replace")


def _read(file: IO[bytes], layout: str) -> tuple[Any, ...]:
    data = file.read(struct.calcsize(layout))
    try:
        return struct.unpack(layout, data)
    except struct.error:
        raise ValueError("the file ends too early") from None
