"""Read the guide from `resources/guide`, whole, or say which file and which key is at fault."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from app.errors import AppError
from app.guide.types import (
    About,
    Approach,
    Arrow,
    Citation,
    Evidence,
    Guide,
    LimitRule,
    Outcome,
    OutcomeId,
    Part,
    Question,
    Reason,
    Source,
    Text,
)
from app.paths import RESOURCES

FOLDER: Final = RESOURCES / "guide"
# file → the tables it holds and what each row of them is
TABLES: Final[dict[str, dict[str, type[Part]]]] = {
    "flow.toml": {"question": Question, "outcome": Outcome},
    "arrows.toml": {"arrow": Arrow},
    "evidence.toml": {"evidence": Evidence},
    "limits.toml": {"rule": LimitRule},
    "approaches.toml": {"approach": Approach},
    "reasons.toml": {"reason": Reason, "contradiction": Reason},
    "sources.toml": {"source": Source},
}

Row = TypeVar("Row", bound=Part)


def load_guide(folder: Path = FOLDER) -> Guide:
    """The guide in `folder`, checked from end to end. Raises AppError naming file and key."""
    tables = {name: _read(folder / name, rows) for name, rows in TABLES.items()}
    flow, reasons = tables["flow.toml"], tables["reasons.toml"]
    parts: dict[str, Any] = {
        "about": _row(About, _parsed(folder / "about.toml"), "about.toml", "about"),
        "questions": flow["question"],
        "outcomes": flow["outcome"],
        "arrows": tables["arrows.toml"]["arrow"],
        "evidence": tables["evidence.toml"]["evidence"],
        "limit_rules": tables["limits.toml"]["rule"],
        "approaches": tables["approaches.toml"]["approach"],
        "reasons": reasons["reason"],
        "contradictions": reasons["contradiction"],
        "sources": tables["sources.toml"]["source"],
    }
    guide = Guide.model_construct(
        **parts, logic_sha256=_digest(_logic(parts)), words_sha256=_digest(_words(parts))
    )
    for check in (_check_ids, _check_flow, _check_arrows, _check_rules, _check_sources):
        check(guide)
    return guide


def counts(guide: Guide) -> dict[str, int]:
    """How much the guide holds, as `signpost check` prints it."""
    return {
        "questions": len(guide.questions),
        "tasks": 0,
        "remarks": 0,
        "findings": 0,
        "evidence": len(guide.evidence),
        "sources": len(guide.sources),
        "tree_models": 0,
        "licences": 0,
        "models": 0,
        "limit_rules": len(guide.limit_rules),
        "approaches": len(guide.approaches),
    }


# Reading


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _fault(path.name, "the file is missing") from None
    except UnicodeDecodeError as error:
        raise _fault(path.name, f"byte {error.start} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _fault(path.name, str(error)) from None


def _read(path: Path, rows: dict[str, type[Part]]) -> dict[str, tuple[Part, ...]]:
    tables = _parsed(path)
    for table in tables:
        if table not in rows:
            raise _fault(path.name, f"the table [[{table}]] is not one of {', '.join(rows)}")
    return {
        table: tuple(
            _row(kind, given, path.name, f'{table} "{given.get("id", number)}"')
            for number, given in enumerate(_listed(tables.get(table), path.name, table), 1)
        )
        for table, kind in rows.items()
    }


def _listed(rows: object, file: str, table: str) -> Sequence[dict[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _fault(file, f"there is no [[{table}]]")
    return rows


def _row(kind: type[Row], given: dict[str, Any], file: str, where: str) -> Row:
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in fault["loc"])
        raise _fault(file, f"{where}: {key}: {fault['msg']}") from None


# Checking


def _check_ids(guide: Guide) -> None:
    named: dict[str, Iterable[Any]] = {
        "flow.toml": (*guide.questions, *guide.outcomes),
        "evidence.toml": guide.evidence,
        "limits.toml": guide.limit_rules,
        "approaches.toml": guide.approaches,
        "reasons.toml": (*guide.reasons, *guide.contradictions),
        "sources.toml": guide.sources,
    }
    for file, rows in named.items():
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                raise _fault(file, f'the id "{row.id}" stands twice')
            seen.add(row.id)


def _check_flow(guide: Guide) -> None:
    """Every branch leads somewhere, nothing loops, and everything is reached and matters."""
    file = "flow.toml"
    known = {*guide.question, *guide.outcome}
    for question in guide.questions:
        for reply, side in _sides(question):
            if side not in known:
                raise _fault(
                    file,
                    f'question "{question.id}": {reply}.next leads to "{side}", which does not exist',
                )
        if question.yes.next == question.no.next:
            raise _fault(
                file, f'question "{question.id}": yes and no lead to the same place, so it is idle'
            )
    for missing in set(OutcomeId) - set(guide.outcome):
        raise _fault(file, f'the outcome "{missing}" is missing')
    _check_no_loop(guide, guide.questions[0].id, ())
    reached = {guide.questions[0].id, *(to for q in guide.questions for _, to in _sides(q))}
    for lost in sorted(known - reached):
        raise _fault(file, f'"{lost}" is never reached')
    order = {question: place for place, question in enumerate(guide.question)}
    for question in guide.questions:
        for reply, side in _sides(question):
            if order.get(side, len(order)) <= order[question.id]:
                raise _fault(
                    file, f'question "{question.id}": {reply}.next leads back to "{side}"'
                )


def _check_no_loop(guide: Guide, node: str, before: tuple[str, ...]) -> None:
    if node in before:
        loop = " → ".join((*before[before.index(node) :], node))
        raise _fault("flow.toml", f"the flow loops: {loop}")
    if question := guide.question.get(node):
        for _, side in _sides(question):
            _check_no_loop(guide, side, (*before, node))


def _check_arrows(guide: Guide) -> None:
    """Each arrow into an outcome is graded once, and evidence hangs on such arrows only."""
    ends = {
        (question.id, reply)
        for question in guide.questions
        for reply, side in _sides(question)
        if side in guide.outcome
    }
    graded: set[tuple[str, str]] = set()
    for arrow in guide.arrows:
        edge = (arrow.question, arrow.reply)
        if edge not in ends:
            raise _fault("arrows.toml", f"{'.'.join(edge)} is no arrow into an outcome")
        if edge in graded:
            raise _fault("arrows.toml", f"{'.'.join(edge)} is graded twice")
        graded.add(edge)
    for edge in sorted(ends - graded):
        raise _fault("arrows.toml", f"{'.'.join(edge)} has no certainty")
    for item in guide.evidence:
        if (item.question, item.reply) not in ends:
            where = f"{item.question}.{item.reply}"
            raise _fault("evidence.toml", f'"{item.id}": {where} is no arrow into an outcome')
        if (item.effect is not None) is not (item.status == "later"):
            raise _fault(
                "evidence.toml", f'"{item.id}": a later finding, and only that, has effect'
            )


def _check_rules(guide: Guide) -> None:
    for rule in guide.limit_rules:
        if not rule.id.startswith(f"{rule.limit}.{rule.outcome}."):
            raise _fault(
                "limits.toml", f'"{rule.id}" must begin with {rule.limit}.{rule.outcome}.'
            )


def _check_sources(guide: Guide) -> None:
    files: dict[str, Iterable[Part]] = {
        "flow.toml": (*guide.questions, *guide.outcomes),
        "evidence.toml": guide.evidence,
        "limits.toml": guide.limit_rules,
        "approaches.toml": guide.approaches,
        "reasons.toml": (*guide.reasons, *guide.contradictions),
    }
    cited = {guide.about.source}
    for file, rows in files.items():
        for row in rows:
            for cite in _within(row, Citation):
                if cite.source not in guide.source:
                    named = getattr(row, "id", "")
                    raise _fault(file, f'"{named}" cites "{cite.source}", which is no source')
                cited.add(cite.source)
    for idle in sorted(set(guide.source) - cited):
        raise _fault("sources.toml", f'"{idle}" is cited nowhere')


# Hashes


def _logic(parts: dict[str, Any]) -> Any:
    """What decides: ids, their order, where they lead, which effect each rule has."""
    return [
        [(q.id, q.figure, q.yes.next, q.no.next) for q in parts["questions"]],
        [outcome.id for outcome in parts["outcomes"]],
        [(a.question, a.reply, a.certainty) for a in parts["arrows"]],
        [(r.id, r.limit, r.outcome, r.effect) for r in parts["limit_rules"]],
        [approach.id for approach in parts["approaches"]],
        [reason.id for reason in (*parts["reasons"], *parts["contradictions"])],
    ]


def _words(parts: dict[str, Any]) -> Any:
    return [
        part.model_dump(mode="json")
        for value in parts.values()
        for part in (value if isinstance(value, tuple) else (value,))
    ]


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# Small things


def _sides(question: Question) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("yes", question.yes.next), ("no", question.no.next)


def _within(part: object, kind: type[Row]) -> Iterator[Row]:
    """Everything of a kind that lies anywhere in a part of the guide."""
    if isinstance(part, kind):
        yield part
    elif isinstance(part, Part) and not isinstance(part, Text):
        for value in vars(part).values():
            yield from _within(value, kind)
    elif isinstance(part, tuple):
        for value in part:
            yield from _within(value, kind)


def _fault(file: str, fault: str) -> AppError:
    return AppError("guide_fault", file=file, fault=fault)
