"""How the requests ended: one bar for each way there was."""

from typing import Final

from app.charts.plot import SMALL
from app.charts.whiskers import FIGURES, NAME, WIDTH
from app.draw.colours import Ink
from app.draw.measure import lines_of
from app.draw.types import Anchor, Box, Picture, Shape, Words
from app.probe.kinds.registry import KINDS
from app.probe.types import OutcomeClass, ProbeResult
from app.probe.verdict import INFRASTRUCTURE
from app.words import Language, say

ROW: Final = 34.0
BAR: Final = 14.0  # its height
TOP: Final = 4.0
LEAST: Final = 2.0  # width that can be seen
OTHERWISE: Final = {  # where there are no labels
    OutcomeClass.OK: "probe_charts.ended_ok",
    OutcomeClass.OFF_LABEL: "probe_charts.ended_off",
}


def ended(language: Language, task: str, outcome: OutcomeClass) -> str:
    """How a request ended, in a task of that kind, in a few words."""
    if outcome in OTHERWISE and not KINDS[task].labelled:
        return say(language, OTHERWISE[outcome])
    return say(language, f"report.probe_{outcome}")


def endings_chart(language: Language, result: ProbeResult) -> Picture | None:
    """Blue: an answer came back. Orange: the model's own doing. Grey: the way there failed, or
    it was stopped. None where nothing was asked."""
    counts = sorted(
        ((kind, n) for kind, n in result.outcomes.items() if n),
        key=lambda pair: (pair[0] is not OutcomeClass.OK, -pair[1], pair[0]),
    )
    if not counts:
        return None
    whole = sum(n for _, n in counts)
    shapes: list[Shape] = []
    room = WIDTH - FIGURES - NAME
    for at, (kind, n) in enumerate(counts):
        down = TOP + ROW * (at + 0.5)
        name = lines_of(ended(language, result.kind, kind), NAME - 14, SMALL, 2)
        wide = max(LEAST, room * n / whole)
        shapes += [
            *(
                Words(0, down + 4 + 15 * (place - (len(name) - 1) / 2), line, SMALL)
                for place, line in enumerate(name)
            ),
            Box(NAME, down - BAR / 2, room, BAR, Ink.GREY_SOFT, radius=3),
            Box(NAME, down - BAR / 2, wide, BAR, _ink(kind), radius=3),
            Words(WIDTH, down + 4, f"{n:,}", SMALL, Ink.MUTED, anchor=Anchor.END),
        ]
    said = "; ".join(f"{ended(language, result.kind, kind)} {n:,}" for kind, n in counts)
    alt = say(language, "probe_charts.outcomes_alt", n=whole, said=said)
    return Picture(WIDTH, TOP + ROW * len(counts) + 4, tuple(shapes), alt)


def _ink(kind: OutcomeClass) -> Ink:
    if kind is OutcomeClass.OK:
        return Ink.LLM
    way = kind in INFRASTRUCTURE or kind is OutcomeClass.CANCELLED
    return Ink.GREY if way else Ink.FINE_TUNED
