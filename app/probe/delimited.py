"""Rows of text parted by a separator: found out, read with their lines, and nothing swallowed."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Final

from app.errors import Cancelled
from app.probe.ask import Cancel, Progress
from app.probe.table import Row

SEPARATORS: Final = (",", ";", "\t", "|")
SAMPLE: Final = 200  # rows looked at to find the separator
HINT: Final = re.compile(r"sep=(.)\r?\n?")  # Excel's own first line
LONGEST: Final = 2**31 - 1  # characters of a cell
OFTEN: Final = 5000  # rows between two looks at whether to stop


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


def read_records(
    text: str,
    separator: str,
    *,
    skip: int = 0,
    cut_off: bool = False,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> Records:
    """All rows of `text` after `skip` lines, empty ones among them.

    A quote mark that opens a cell and is never properly closed does not swallow the lines after
    it: that line is then read with the mark as a character. `cut_off`: the text is the beginning
    of a longer one, so that a cell still open at its end is simply not there yet. `progress` is
    told lines. Raises Cancelled.
    """
    csv.field_size_limit(LONGEST)
    file = StringIO(text, newline="")
    lines: list[str] = []
    while part := list(islice(file, OFTEN)):  # all at once would stop the other threads
        lines += part
    found = Records()

    def look_up(line: int) -> None:
        progress(line, len(lines))
        if cancelled():
            raise Cancelled

    start = skip
    while start < len(lines):
        start = _until_trouble(lines, start, separator, found, look_up, cut_off=cut_off)
    progress(len(lines), len(lines))
    return found


def _until_trouble(
    lines: list[str],
    start: int,
    separator: str,
    found: Records,
    look_up: Callable[[int], None],
    *,
    cut_off: bool,
) -> int:
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
            if cut_off and start + reader.line_num >= len(lines):
                return len(lines)
            alone = lines[at].rstrip("\r\n").split(separator)
            found.rows.append(Row(at + 1, tuple(alone)))
            found.unclosed.append(at + 1)
            return at + 1
        if len(found.rows) % OFTEN == 0:
            look_up(at)
        end = start + reader.line_num
        _take(cells, lines[at:end], at + 1, separator, found)
        at = end


def _take(
    cells: Sequence[str], lines: Sequence[str], number: int, separator: str, found: Records
) -> None:
    """Add the row that stands on `lines`, the first of which is line `number`."""
    found.rows.append(Row(number, tuple(cells)))
    if sum(line.count('"') for line in lines) % 2:
        found.unclosed.append(number)
    elif len(lines) > 2 and all(line.count(separator) == len(cells) - 1 for line in lines):
        found.swallowing.append(number)
