"""What a measurement found: the verdict, its pictures, what it took, and how far it goes."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.charts.confusions import confusion_chart
from app.charts.endings import endings_chart
from app.charts.learning import learning_chart
from app.charts.measures import errors_chart, measures_chart
from app.charts.shares import recall_chart, shares_chart
from app.draw.types import Picture
from app.gui.probe_words import day_of, kind_of, model_of, way_of
from app.gui.turns import Turns
from app.gui.widgets.blocks import breakable, card, column, label, marked
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.figure import Figure
from app.probe.per_label import CLAIM
from app.probe.relabel import TINY
from app.probe.told import device_of, dollars
from app.probe.told_judgement import (
    about_calibration,
    about_groups,
    about_others,
    what_it_can_show,
)
from app.probe.types import ProbeResult, Verdict
from app.words import Language, say

MARKS: Final = {
    Verdict.SUPPORTS: ("✓", "good"),
    Verdict.CONTRADICTS: ("✕", "bad"),
    Verdict.INCONCLUSIVE: ("?", "open"),
    Verdict.NOT_MEASURED: ("–", "open"),
}
TOP: Final = Qt.AlignmentFlag.AlignTop
SECOND: Final = 1000  # milliseconds
LONGEST: Final = 300  # characters of a line of the manifest
Chart = Callable[[Language, ProbeResult], Picture | None]


class Findings(QWidget):
    """Shows one result, made at `at`: the verdict at once, then part after part from top to
    bottom, one in each turn of the event loop, so that the window is never held up.

    `room`: the height to keep until all are there; whoever reads further down stays there.
    """

    def __init__(
        self, language: Language, result: ProbeResult, at: datetime | None, room: int = 0
    ) -> None:
        super().__init__()
        self._language = language
        self._result = result
        self.setMinimumHeight(room)
        self._place = column(self._verdict(at), spacing=14, stretch=True)
        self.setLayout(self._place)
        self._coming = Turns(self)
        self._coming.run(self._add(), partial(self.setMinimumHeight, 0))

    @property
    def whole(self) -> bool:
        """All parts are there."""
        return not self._coming.busy

    def _add(self) -> Iterator[None]:
        for part in self._parts():
            self._place.insertWidget(self._place.count() - 1, part)
            yield

    def _parts(self) -> Iterator[QWidget]:
        """What follows the verdict; each is made when it is asked for."""
        yield from self._figures()
        yield self._spent()
        yield self._limits()
        yield self._setting()

    def _verdict(self, at: datetime | None) -> QFrame:
        result, say = self._result, self._say
        sign, look = MARKS[result.verdict]
        mark = label(sign, wrap=False)
        mark.setProperty("look", f"verdict-{look}")
        mark.setAccessibleName("")  # the words beside it say the same
        about = say(
            "about",
            model=model_of(self._language, result),
            n=f"{result.n:,}" if result.n != 1 else 1,
            kind=kind_of(self._language, result),
            way=way_of(self._language, result),
            date="" if at is None else day_of(at),
        )
        heading = label(self._told(f"probe_command.{result.verdict}"), "heading")
        heading.setObjectName("probe-verdict")
        lines = [heading, label(breakable(self._reason()))]
        if result.manifest.get("parameters", TINY) < TINY:
            lines.append(label(self._told("probing.tiny"), "strong"))
        lines += [label(text, "muted") for text in what_it_can_show(self._language, result.n)]
        lines.append(label(say("never_changes"), "muted"))
        body = column(label(breakable(about.rstrip(" ·・")), "eyebrow"), *lines, spacing=6)
        return card(marked(mark, body, spacing=14))

    def _reason(self) -> str:
        """In the language of the window; of a result of another version in its own words."""
        result = self._result
        try:
            return say(self._language, f"probe.{result.reason_key}", **result.reason_values)
        except (KeyError, ValueError, IndexError):
            return result.reason

    def _figures(self) -> Iterator[QWidget]:
        """The pictures there are, the most telling first."""
        language, result, say = self._language, self._result, self._say
        floor = "" if result.crossover is None else self._told("probe_command.crossover_floor")
        rare = say("figure_recall_text", least=CLAIM)
        found: tuple[tuple[str, Chart, str], ...] = (
            ("figure_shares", shares_chart, say("figure_shares_text")),
            ("figure_measures", measures_chart, ""),
            ("figure_errors", errors_chart, ""),
            ("figure_learning", learning_chart, floor),
            ("figure_recall", recall_chart, rare),
            ("figure_confusion", confusion_chart, say("figure_confusion_text")),
            ("figure_outcomes", endings_chart, say("figure_outcomes_text")),
        )
        for name, chart, text in found:
            picture = chart(language, result)
            if picture is not None:
                yield Figure(language, name, say(name), picture, text)

    def _spent(self) -> QFrame:
        result, say = self._result, self._say
        rows = []
        if result.latency_ms is not None:
            times = {name: self._time(getattr(result.latency_ms, name)) for name in ("p50", "p95")}
            rows.append((say("latency"), say("latency_value", **times)))
        prompt, completion = f"{result.tokens.prompt:,}", f"{result.tokens.completion:,}"
        rows.append((say("tokens"), say("tokens_value", prompt=prompt, completion=completion)))
        cost = (
            say("cost_unknown")
            if result.cost is None
            else say("cost_value", amount=dollars(result.cost))
        )
        rows.append((say("cost"), cost))
        rows.append((say("device"), device_of(self._language, result)))
        for key, name in (("asked_by", "way"), ("data", "data")):
            if told := str(result.manifest.get(name) or ""):
                rows.append((say(key), told))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (name, text) in enumerate(rows):
            grid.addWidget(label(name, "muted", wrap=False), place, 0, TOP)
            grid.addWidget(label(breakable(text)), place, 1)
        return card(label(say("spent"), "heading"), grid)

    def _time(self, milliseconds: float) -> str:
        if milliseconds < SECOND:
            return self._say("milliseconds", n=f"{milliseconds:.0f}")
        return self._say("seconds", n=f"{milliseconds / SECOND:.1f}")

    def _limits(self) -> QFrame:
        """What lies lopsided, and what widens the intervals."""
        language, result, say = self._language, self._result, self._say
        others = result.model_copy(update={"crossover": None})  # told under its picture
        lines = [*about_others(language, others), say("floor_of_prompting")]
        if result.baseline is not None:
            lines.append(say("floor_of_tuning"))
        lines += [*about_groups(language, result), *about_calibration(language, result)]
        lines.append(say("rule"))
        return card(
            label(say("limits_of_it"), "heading"),
            *(marked(label("•", wrap=False), label(line)) for line in lines),
        )

    def _setting(self) -> Disclosure:
        """What was fixed before the run, as it stands in the manifest."""
        lines = [
            breakable(
                self._say("setting_line", name=name.replace("_", " "), value=str(value)[:LONGEST])
            )
            for name, value in self._result.manifest.items()
            if isinstance(value, str | int | float) and value != ""
        ]
        return Disclosure(self._say("setting"), "probe-setting", lines)

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"probe_result.{key}", **values)

    def _told(self, key: str) -> str:
        return say(self._language, key)
