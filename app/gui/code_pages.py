"""What starting ran through of the libraries' code need not stay in memory. Linux only."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

READ_ONLY: Final = frozenset({"r--p", "r-xp"})
NO_FILE: Final = "0"  # for the number of the file
DONT_NEED: Final = 4  # MADV_DONTNEED of <asm-generic/mman-common.h>
MAPPINGS: Final = Path("/proc/self/smaps")


def let_code_go() -> int:
    """Take the pages of code and constants out of this process; how many bytes were looked at.

    After starting there are 54 MB of them, of which an idle window then uses one or two. They are
    as they are in their files: the system has them in its cache as long as it has room, and maps
    back those that are touched again, several at a time.
    """
    if sys.platform != "linux" or not MAPPINGS.exists():
        return 0
    from ctypes import CDLL, c_int, c_size_t, c_void_p  # noqa: PLC0415  (not before the paint)

    advise = CDLL(None).madvise
    advise.argtypes = (c_void_p, c_size_t, c_int)
    with MAPPINGS.open(encoding="utf-8", errors="replace") as lines:
        spans = list(unchanged(lines))
    for begin, size in spans:  # what the system refuses stays
        advise(begin, size, DONT_NEED)
    return sum(size for _, size in spans)


def unchanged(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Address and size of each mapping that is all as in its file: it cannot be written to, and
    has no page of its own (proc_pid_smaps(5), `Anonymous`). Tables that were relocated before
    they became read-only have such pages, which no file holds."""
    span: tuple[int, int] | None = None
    for line in lines:
        first, *rest = line.split(maxsplit=5)
        if not first.endswith(":"):
            begin, end = (int(part, 16) for part in first.split("-"))
            held = rest[0] in READ_ONLY and rest[3] != NO_FILE
            span = (begin, end - begin) if held else None
        elif first == "Anonymous:" and span is not None and rest[0] == "0":
            yield span
