"""What was changed in the profile, when, and from what to what."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from app.charts.walked import reply_word
from app.decision.profile import Reply
from app.report.terms import Subject, shortened
from app.report.types import Block, Heading, Paragraph, Table

SHOWN: Final = 40  # the latest ones
LONGEST: Final = 80  # characters of a value
FIELDS: Final = {
    "project": "report.project",
    "name": "report.name",
    "summary": "report.summary",
    "owner": "report.owner",
    "decision_date": "report.decision_date",
    "task": "report.task",
    "facts": "report.facts",
    "limits": "report.limits",
    "answers": "report.answers",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the profile. `place` leads there in the profile file, () is all of it; None
    stands for nothing being there."""

    moment: datetime
    place: tuple[str, ...]
    before: Any
    after: Any


def history(subject: Subject, edits: Iterable[Edit]) -> tuple[Block, ...]:
    """The edits under a heading of their own, the latest first."""
    ordered = sorted(edits, key=lambda edit: edit.moment, reverse=True)
    blocks: list[Block] = [Heading(subject.say("report.history"))]
    if not ordered:
        return (*blocks, Paragraph(subject.say("report.no_history")))
    if len(ordered) > SHOWN:
        blocks.append(Paragraph(subject.say("report.history_latest", n=SHOWN, total=len(ordered))))
    heads = ("report.changed_at", "report.changed", "report.before", "report.after")
    rows = tuple(_row(subject, edit) for edit in ordered[:SHOWN])
    return (*blocks, Table(tuple(map(subject.say, heads)), (2, 3.4, 3.2, 3.2), rows))


def _row(subject: Subject, edit: Edit) -> tuple[str, ...]:
    moment = f"{edit.moment.astimezone(UTC):%Y-%m-%d %H:%M}"
    return (
        moment,
        _place(subject, edit.place),
        _value(subject, edit.place, edit.before),
        _value(subject, edit.place, edit.after),
    )


def _place(subject: Subject, place: Sequence[str]) -> str:
    if len(place) == 2 and place[0] == "answers" and place[1] in subject.guide.question:
        return subject.numbered(place[1])
    first, *rest = place or ("",)
    name = subject.say(FIELDS[first]) if first in FIELDS else first
    return " › ".join(filter(None, (name, *rest))) or subject.say("report.whole_profile")


def _value(subject: Subject, place: Sequence[str], value: Any) -> str:
    if value is None:
        return "–"
    if place[:1] == ("answers",) and len(place) == 2:
        return _answer(subject, value)
    if len(place) != 1 and isinstance(value, dict):
        return subject.say("report.several_values", n=len(value))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shortened(text, LONGEST)


def _answer(subject: Subject, value: Any) -> str:
    reply = value.get("value") if isinstance(value, dict) else value
    word = reply_word(Reply(reply), subject.language) if reply in set(Reply) else str(reply)
    note = value.get("note", "") if isinstance(value, dict) else ""
    return shortened(" – ".join(filter(None, (word, note))), LONGEST)
