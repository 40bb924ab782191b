"""One of a few labels for each text."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.probe.kinds.kind import Kind, as_written
from app.probe.kinds.shares import share_right
from app.probe.prompt import CHAT_SYSTEM, CHAT_USER, COMPLETION, label_schema, read_reply
from app.probe.types import Measure


def golds(cells: Sequence[str]) -> list[str | None]:
    return [cell or None for cell in cells]


def labels(golds: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({*golds}))


def read(reply: str, labels: Sequence[str]) -> str | None:
    return read_reply(reply, labels)[0]


def scores(golds: Sequence[str], answers: Sequence[str | None]) -> list[float]:
    return [float(gold == answer) for gold, answer in zip(golds, answers, strict=True)]


def measures(
    golds: Sequence[str], answers: Sequence[str | None], seed: int
) -> Mapping[str, Measure]:
    return {"accuracy": share_right(scores(golds, answers))}


KIND: Final = Kind(
    id="classification",
    labelled=True,
    graded=False,
    system=CHAT_SYSTEM,
    user=CHAT_USER,
    completion=COMPLETION,
    golds=golds,
    labels=labels,
    schema=label_schema,
    read=read,
    written=as_written,
    scores=scores,
    measures=measures,
)
