"""Rows of text parted by a separator: found out, read with their lines, and nothing swallowed."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Final

from app.probe.table import Row

SEPARATORS: Final = (",", ";", "\t", "|")
SAMPLE: Final = 200  # rows looked at to find the separator
HINT: Final = re.compile(r"sep=(.)\r?\n?")  # Excel's own first line
LONGEST: Final = 2**31 - 1  # characters of a cell


@dataclass(slots=True)
class Records:
    """Rows as they stand, of any width. `unclosed`: lines with a quote mark that has no partner,
    which was kept as it is; `swallowing`: cells of many lines each of which looks like a row."""

    rows: list[Row] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    swallowing: list[int] = field(default_factory=list)


def hinted(text: str) -> str:
    """The separator that a first line `sep=;` names, or ""."""
    hint = HINT.fullmatch(StringIO(text, newline="").readline())
    return hint[1] if hint else ""


def find_separator(text: str, known: Sequence[str]) -> str:
    """The separator that cuts the first rows most evenly; those that cut out a name among the
    `known` column names come first. A comma where nothing is cut."""
    best, best_score = ",", (False, 0.0, 0)
    lines = list(islice(StringIO(text, newline=""), SAMPLE * 5))
    for separator in SEPARATORS:
        rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)][:SAMPLE]
        widths = Counter(map(len, rows))
        if not widths:
            continue
        width, often = widths.most_common(1)[0]
        named = len(rows[0]) > 1 and any(plain_name(cell) in known for cell in rows[0])
        score = (named, often / len(rows) if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = separator, score
    return best


def plain_name(name: str) -> str:
    return name.strip().strip("\"'").casefold()


def read_records(text: str, separator: str, *, skip: int = 0) -> Records:
    """All rows of `text` after `skip` lines, empty ones among them.

    A quote mark that opens a cell and is never properly closed does not swallow the lines after
    it: that line is then read with the mark as a character.
    """
    csv.field_size_limit(LONGEST)
    lines = StringIO(text, newline="").readlines()
    found = Records()
    start = skip
    while start < len(lines):
        start = _until_trouble(lines, start, separator, found)
    return found


def _until_trouble(lines: list[str], start: int, separator: str, found: Records) -> int:
    """Read from line `start` on (from 0); answers where to go on after a quote left open."""
    at = start  # the first line of the row being read

    def feed() -> Iterator[str]:
        for number in range(start, len(lines)):
            yield lines[number]

    reader = csv.reader(feed(), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return len(lines)
        except csv.Error:
            alone = lines[at].rstrip("\r\n").split(separator)
            found.rows.append(Row(at + 1, tuple(alone)))
            found.unclosed.append(at + 1)
            return at + 1
        end = start + reader.line_num
        found.rows.append(Row(at + 1, tuple(cells)))
        if end - at == 1:
            if '"' in lines[at] and lines[at].count('"') % 2:
                found.unclosed.append(at + 1)
        else:
            inside = lines[at:end]
            if sum(line.count('"') for line in inside) % 2:
                found.unclosed.append(at + 1)
            elif len(inside) > 2 and all(
                line.count(separator) == len(cells) - 1 for line in inside
            ):
                found.swallowing.append(at + 1)
        at = end
