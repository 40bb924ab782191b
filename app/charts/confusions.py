"""Which label was taken for which: the confusion matrix, or its largest mistakes."""

from collections.abc import Sequence
from typing import Final

from app.charts.plot import SMALL
from app.draw.colours import Ink
from app.draw.measure import fitted
from app.draw.types import Anchor, Box, Picture, Shape, Words
from app.probe.types import Confusion, ProbeResult
from app.words import Language, say

WIDTH: Final = 680.0
NAME: Final = 150.0
TOP: Final = 92.0
MOST: Final = 12  # labels that fit; of more, those most often mistaken are drawn
CELL: Final = 44.0  # at most
FAINTEST, STRONGEST = 0.2, 0.7  # of a cell's colour
TILT: Final = -38.0  # of the names above, in degrees


def confusion_chart(language: Language, result: ProbeResult) -> Picture | None:
    """Rows are true labels, columns answers; the darker a cell, the larger its share of the row.

    Right answers are blue, mistakes orange, and every cell holds its count. None where there is
    no choice of labels.
    """
    table = result.confusion
    if table is None or not any(map(sum, table.counts)):
        return None
    shown = _shown(table)
    columns = [*shown, len(table.labels)]
    if not any(table.counts[row][-1] for row in shown):
        columns.pop()
    size = min(CELL, (WIDTH - NAME - 70) / len(columns))
    shapes: list[Shape] = [
        Words(0, TOP - 10, say(language, "probe_charts.true_label"), SMALL, Ink.MUTED),
        Words(0, 14, say(language, "probe_charts.answered"), SMALL, Ink.MUTED),
    ]
    for at, column in enumerate(columns):
        name = _name(language, table, column)
        across = NAME + size * (at + 0.5)
        short = fitted(name, 100, SMALL)
        shapes.append(Words(across - 2, TOP - 8, short, SMALL, Ink.TEXT, turn=TILT))
    for at, row in enumerate(shown):
        down = TOP + size * at
        name = fitted(table.labels[row], NAME - 12, SMALL)
        shapes.append(
            Words(NAME - 8, down + size / 2 + 4, name, SMALL, Ink.TEXT, anchor=Anchor.END)
        )
        for place, column in enumerate(columns):
            shapes += _cell(table, row, column, NAME + size * place, down, size)
    height = TOP + size * len(shown) + 8
    if len(shown) < len(table.labels):
        left_out = len(table.labels) - len(shown)
        height += 22
        text = say(language, "probe_charts.labels_left_out", n=left_out)
        shapes.append(Words(NAME, height - 8, text, SMALL, Ink.MUTED))
    return Picture(WIDTH, height, tuple(shapes), _alt(language, table))


def mistakes(table: Confusion) -> list[tuple[int, int, int]]:
    """(count, true label, answer) of what was taken for another, the most frequent first."""
    found = [
        (count, row, column)
        for row, counts in enumerate(table.counts)
        for column, count in enumerate(counts)
        if count and column != row
    ]
    return sorted(found, key=lambda each: (-each[0], each[1], each[2]))


def _shown(table: Confusion) -> list[int]:
    """All labels if they fit, else those with the most mistakes, in their own order."""
    size = len(table.labels)
    if size <= MOST:
        return list(range(size))
    wrong = [0] * (size + 1)
    for count, row, column in mistakes(table):
        wrong[row] += count
        wrong[column] += count
    return sorted(sorted(range(size), key=lambda place: -wrong[place])[:MOST])


def _cell(
    table: Confusion, row: int, column: int, left: float, top: float, size: float
) -> Sequence[Shape]:
    count, whole = table.counts[row][column], sum(table.counts[row])
    share = count / whole if whole else 0.0
    if not count:
        return (Box(left + 1, top + 1, size - 2, size - 2, Ink.GREY_SOFT, radius=3),)
    ink = Ink.LLM if row == column else Ink.FINE_TUNED
    strong = share > 0.5
    filled = Box(
        left + 1,
        top + 1,
        size - 2,
        size - 2,
        ink,
        radius=3,
        opacity=1.0 if strong else FAINTEST + (STRONGEST - FAINTEST) * share**0.5,
    )
    number = Words(
        left + size / 2,
        top + size / 2 + 4,
        f"{count:,}",
        SMALL if size > 26 else 10,
        Ink.CARD if strong else Ink.TEXT,
        bold=row == column,
        anchor=Anchor.MIDDLE,
    )
    return (filled, number)


def _name(language: Language, table: Confusion, column: int) -> str:
    if column == len(table.labels):
        return say(language, "probe_charts.no_label")
    return table.labels[column]


def _alt(language: Language, table: Confusion) -> str:
    whole = sum(map(sum, table.counts))
    right = sum(table.counts[place][place] for place in range(len(table.labels)))
    worst = "; ".join(
        say(
            language,
            "probe_charts.mistake",
            n=count,
            label=table.labels[row][:40],
            answer=_name(language, table, column)[:40],
        )
        for count, row, column in mistakes(table)[:5]
    )
    return say(language, "probe_charts.confusion_alt", right=right, n=whole, worst=worst or "–")
