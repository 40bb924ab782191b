"""Which label was taken for which: the confusion matrix, or its largest mistakes."""

from collections.abc import Sequence
from typing import Final

from app.charts.plot import SMALL
from app.draw.colours import Ink
from app.draw.measure import fitted, lines_of
from app.draw.types import Anchor, Box, Picture, Shape, Words
from app.probe.types import Confusion, ProbeResult
from app.words import Language, say

WIDTH: Final = 680.0
NAME: Final = 150.0
TOP: Final = 92.0
MOST: Final = 12  # labels whose cells hold a count; of more, the whole is drawn as a map
MAP: Final = 384.0  # its side
LIST: Final = MAP + 28  # where the most frequent mistakes begin
PAIR: Final = 41.0  # height of one of them
PAIRS: Final = 9
CELL: Final = 44.0  # at most
FAINTEST, STRONGEST = 0.2, 0.7  # of a cell's colour
TILT: Final = -38.0  # of the names above, in degrees


def confusion_chart(language: Language, result: ProbeResult) -> Picture | None:
    """Rows are true labels, columns answers; the darker a cell, the larger its share of the row.

    Right answers are blue, mistakes orange. Up to MOST labels every cell holds its count; more
    are a map of all, with the most frequent mistakes by name beside it. None where there is no
    choice of labels.
    """
    table = result.confusion
    if table is None or not any(map(sum, table.counts)):
        return None
    if len(table.labels) > MOST:
        return _map(language, table)
    shown = range(len(table.labels))
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
    return Picture(WIDTH, TOP + size * len(shown) + 8, tuple(shapes), _alt(language, table))


def mistakes(table: Confusion) -> list[tuple[int, int, int]]:
    """(count, true label, answer) of what was taken for another, the most frequent first."""
    found = [
        (count, row, column)
        for row, counts in enumerate(table.counts)
        for column, count in enumerate(counts)
        if count and column != row
    ]
    return sorted(found, key=lambda each: (-each[0], each[1], each[2]))


def _map(language: Language, table: Confusion) -> Picture:
    """All labels as small cells; the column apart on the right holds what was no label."""
    number = len(table.labels)
    size = MAP / (number + 2)
    side = size * number
    shapes: list[Shape] = [
        Box(0, 0, side, side, Ink.GREY_SOFT),
        Box(side + size, 0, size, side, Ink.GREY_SOFT),
    ]
    for row, counts in enumerate(table.counts):
        for column, count in enumerate(counts):
            if count:
                ink = Ink.LLM if row == column else Ink.FINE_TUNED
                across = size * (column if column < number else number + 1)
                strength = 0.35 + 0.65 * count / sum(counts)
                shapes.append(Box(across, size * row, size, size, ink, opacity=strength))
    told = say(language, "probe_charts.every_label", n=number)
    below = lines_of(told, MAP, SMALL, 2)
    shapes += [
        Words(0, side + 20 + 16 * at, line, SMALL, Ink.MUTED) for at, line in enumerate(below)
    ]
    shapes += _pairs(language, table)
    return Picture(WIDTH, side + 28 + 16 * len(below), tuple(shapes), _alt(language, table))


def _pairs(language: Language, table: Confusion) -> list[Shape]:
    """The most frequent mistakes by name, each with its count."""
    title = say(language, "probe_charts.most_mistaken")
    shapes: list[Shape] = [Words(LIST, 12, title, SMALL + 1, bold=True)]
    room = WIDTH - LIST - 40
    for at, (count, row, column) in enumerate(mistakes(table)[:PAIRS]):
        down = 40 + PAIR * at
        answer = f"→ {_name(language, table, column)}"
        shapes += [
            Words(LIST, down, fitted(table.labels[row], room, SMALL), SMALL),
            Words(LIST, down + 16, fitted(answer, WIDTH - LIST, SMALL), SMALL, Ink.MUTED),
            Words(WIDTH, down, f"{count:,}", SMALL + 1, bold=True, anchor=Anchor.END),
        ]
    return shapes


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
