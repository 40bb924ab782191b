"""Shares with their intervals against each other: dot and whisker, and the label by label view."""

from dataclasses import replace
from typing import Final

from app.charts.plot import SMALL
from app.charts.whiskers import ROW, SHARES, THIN, Axis, said_of, share_row, whiskers
from app.draw.colours import Ink
from app.draw.types import Picture, Words
from app.probe.per_label import CLAIM
from app.probe.types import Interval, ProbeResult
from app.words import Language, say

MOST: Final = 24  # labels drawn
MANY: Final = 8  # labels above which the rows are thin
SPOKEN: Final = 8  # labels told in words


def shares_chart(language: Language, result: ProbeResult) -> Picture | None:
    """The model against the small trained one, the most frequent label and the target."""
    if result.accuracy is None:
        return None
    rows = [share_row(say(language, "probe_charts.model"), result.accuracy, Ink.LLM)]
    if result.baseline is not None:
        name = say(language, "probe_charts.small")
        rows.append(share_row(name, result.baseline, Ink.FINE_TUNED))
    if result.majority is not None:
        rows.append(share_row(say(language, "probe_charts.majority"), result.majority))
    alt = say(language, "probe_charts.shares_alt", said=said_of(rows))
    if result.target is not None:
        target = round(100 * result.target)
        alt += say(language, "probe_charts.shares_alt_target", target=target)
    return whiskers(rows, alt, _axis(language, result.target))


def running_chart(language: Language, share: Interval, target: float | None) -> Picture:
    """The measured model alone, while its measurement goes on, and the target."""
    rows = [share_row(say(language, "probe_charts.model"), share, Ink.LLM)]
    alt = say(language, "probe_charts.shares_alt", said=said_of(rows))
    return whiskers(rows, alt, _axis(language, target))


def recall_chart(language: Language, result: ProbeResult) -> Picture | None:
    """How much of each label was found, the worst first. Rare labels are left out: their
    intervals say nothing."""
    known = [
        share_row(f"{one.label}  ({one.n:,})", one.recall, Ink.LLM)
        for one in result.per_label
        if one.recall is not None and one.n >= CLAIM
    ]
    rows = sorted(known, key=lambda row: row.value)[:MOST]
    if not rows:
        return None
    alt = say(language, "probe_charts.recall_alt", n=len(rows), said=said_of(rows[:SPOKEN]))
    picture = whiskers(rows, alt, height=THIN if len(rows) > MANY else ROW)
    if len(known) == len(rows):
        return picture
    text = say(language, "probe_charts.labels_found_more_often", n=len(known) - len(rows))
    told = Words(0, picture.height + 12, text, SMALL, Ink.MUTED)
    return replace(picture, height=picture.height + 22, shapes=(*picture.shapes, told))


def _axis(language: Language, target: float | None) -> Axis:
    if target is None:
        return SHARES
    text = say(language, "probe_charts.target_at", target=round(100 * target))
    return replace(SHARES, marked=(target, text))
