"""A PDF without what surrounds each of its small objects: five in a hundred of its bytes.

A tagged document has over a thousand objects of a hundred bytes, each with a head and a line in
the table of offsets. They go into streams of objects (ISO 32000-1, 7.5.7), and the table becomes a
stream too (7.5.8). Nothing is deflated here: libraries that deflate differ from machine to
machine, and the same document has to have the same bytes on all.
"""

import re
from itertools import pairwise
from typing import Final

TOGETHER: Final = 200  # objects in a stream: a reader has to take in all for one
ENTRY: Final = 20  # bytes of a line in the table of offsets
TABLE: Final = re.compile(rb"xref\n0 (\d+)\n")
TRAILER: Final = re.compile(rb"trailer\n<<(.*?)>>\nstartxref", re.DOTALL)


def packed(pdf: bytes) -> bytes:
    """The same document; `pdf` is as Typst writes it: one revision, with a table of offsets."""
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    table = TABLE.match(pdf, start)
    trailer = TRAILER.search(pdf, start)
    assert table is not None
    assert trailer is not None
    size = int(table[1])
    lines = [pdf[table.end() + n * ENTRY :][:ENTRY] for n in range(size)]
    places = sorted((int(line[:10]), n) for n, line in enumerate(lines) if line[17:18] == b"n")
    made = bytearray(pdf[: places[0][0]])
    where: dict[int, tuple[int, int, int]] = {}
    small: list[tuple[int, bytes]] = []
    for (at, number), (end, _) in pairwise([*places, (start, 0)]):
        whole = pdf[at:end]
        if whole.rstrip().endswith(b"endstream\nendobj"):
            where[number] = (1, len(made), 0)
            made += whole
        else:
            body = whole[whole.index(b" obj") + 4 : whole.rindex(b"endobj")]
            small.append((number, body.strip()))
    number = size
    for begin in range(0, len(small), TOGETHER):
        group = small[begin : begin + TOGETHER]
        where[number] = (1, len(made), 0)
        where |= {each: (2, number, place) for place, (each, _) in enumerate(group)}
        made += _stream(number, *_together(group))
        number += 1
    where[number] = (1, len(made), 0)
    entries = b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind, first, second in (where.get(n, (0, 0, 65535)) for n in range(number + 1))
    )
    start = len(made)
    named = re.sub(rb"/Size \d+", b"/Size %d" % (number + 1), trailer[1])
    made += _stream(number, b"/Type/XRef/W[1 4 2]" + named, entries)
    made += b"startxref\n%d\n%%%%EOF" % start
    return bytes(made)


def _together(group: list[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """What a stream of these objects says of itself, and what it holds."""
    heads: list[bytes] = []
    bodies = bytearray()
    for number, body in group:
        heads.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(heads) + b"\n"
    return b"/Type/ObjStm/N %d/First %d" % (len(group), len(head)), head + bytes(bodies)


def _stream(number: int, said: bytes, data: bytes) -> bytes:
    length = b"/Length %d" % len(data)
    return b"%d 0 obj\n<<%s%s>>\nstream\n%s\nendstream\nendobj\n" % (number, said, length, data)
