"""One measurement on screen: verdict, picture, figures, and the wrong answers to read."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.gui.widgets.blocks import card, label
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.whiskers import Whisker, Whiskers
from app.probe.told import figures
from app.probe.types import OutcomeClass, ProbeResult
from app.words import Language, say

MARKS = {"supports": "✓", "contradicts": "✕", "inconclusive": "?", "not_measured": "–"}
TINY = 1_000_000_000  # parameters
READ = 20  # wrong answers shown
LONGEST = 160  # characters of a text shown


class ProbeResultView(QFrame):
    """`texts` are the examples by id, where their file is still loaded."""

    def __init__(self, result: ProbeResult, language: Language, texts: Mapping[str, str]) -> None:
        super().__init__()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        verdict = say(language, f"probe_command.{result.verdict}")
        parts: list[QWidget] = [
            label(f"{MARKS[result.verdict]}  {verdict}", "heading"),
            label(say(language, f"probe.{result.reason_key}", **result.reason_values)),
        ]
        if rows := _rows(result, lambda key: say(language, f"probe_command.{key}")):
            spoken = "; ".join(f"{row.name} {row.low:.0%}–{row.high:.0%}" for row in rows)
            parts.append(Whiskers(rows, spoken))
        parts += [label(line, "muted") for line in figures(language, result)]
        if result.manifest.get("parameters", TINY) < TINY:
            parts.append(label(say(language, "probing.tiny"), "strong"))
        inside.addWidget(card(*parts))
        wrong = [
            f"{texts.get(one.id, one.id)[:LONGEST]} — {one.label} → {one.answer or one.outcome}"
            for one in result.predictions
            if one.answer != one.label and one.outcome is not OutcomeClass.CANCELLED
        ]
        if wrong:
            title = say(language, "probing.wrong_answers", n=len(wrong))
            shown = Disclosure(title, "wrong-answers", wrong[:READ])
            inside.addWidget(shown)


def _rows(result: ProbeResult, name: Callable[[str], str]) -> list[Whisker]:
    rows = []
    for key, share in (("accuracy", result.accuracy), ("baseline_short", result.baseline)):
        if share is not None:
            rows.append(Whisker(name(key), share.low, share.value, share.high))
    if result.majority is not None:
        known = result.majority
        rows.append(Whisker(name("majority_short"), known, known, known))
    return rows
