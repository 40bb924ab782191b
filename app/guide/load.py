"""Read the guide from its folder, whole and checked, or say which file and key is at fault.

Each entry is checked by its type; what only shows across entries is checked by `app.guide.check`.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import rtoml
from pydantic import ValidationError

from app.errors import AppError
from app.files import read_file
from app.guide.check import check_guide
from app.guide.check_knowledge import check_knowledge
from app.guide.check_tasks import check_tasks
from app.guide.knowledge import TABLES as ENTRIES
from app.guide.knowledge import Kind
from app.guide.load_models import load_models
from app.guide.part import SAYS_SOMETHING
from app.guide.tasks import TaskType
from app.guide.types import (
    About,
    Approach,
    Arrow,
    CaseStep,
    Evidence,
    Grade,
    Guide,
    LimitRule,
    Outcome,
    Part,
    Question,
    Reason,
    Risk,
    Source,
)
from app.paths import RESOURCES

FOLDER: Final = RESOURCES / "guide"
TABLES: Final[Mapping[str, Mapping[str, type[Part]]]] = {  # file → its tables → what each row is
    "flow.toml": {"question": Question, "outcome": Outcome},
    "arrows.toml": {"arrow": Arrow},
    "evidence.toml": {"evidence": Evidence},
    "limits.toml": {"rule": LimitRule},
    "approaches.toml": {"approach": Approach},
    "reasons.toml": {"reason": Reason, "contradiction": Reason},
    "risks.toml": {"risk": Risk},
    "steps.toml": {"step": CaseStep},
    "sources.toml": {"source": Source},
    "grades.toml": {"concern": Grade, "strength": Grade},
    **ENTRIES,
    "tasks.toml": {"task": TaskType},
}
_FAULTS: Final = {  # pydantic's kind of fault → our sentence
    "missing": "guide_missing",
    "extra_forbidden": "guide_unknown",
    SAYS_SOMETHING: "guide_empty",  # or the pattern that was not met
}
P = TypeVar("P", bound=Part)


def load_guide(folder: Path = FOLDER) -> Guide:
    """The guide in `folder`. Raises AppError with file and key at the first fault."""
    with _kept():
        return _loaded(folder)


def counts(guide: Guide) -> dict[str, int]:
    """How many entries of each kind the guide holds; 0 where a kind is not part of it yet."""
    return {
        "questions": len(guide.questions),
        "tasks": len(guide.tasks),
        "remarks": len(guide.remarks),
        "findings": len(guide.findings),
        "evidence": len(guide.evidence),
        "sources": len(guide.sources),
        "tree_models": len(guide.models.tree),
        "licences": len(guide.models.licences),
        "models": len(guide.models.shortlist),
        "limit_rules": len(guide.limit_rules),
        "approaches": len(guide.approaches),
        "entries": len(guide.knowledge),
        "risks": len(guide.risks),
    }


@contextmanager
def _kept() -> Iterator[None]:
    """Without the collector: all that is made here is kept, and looking it through takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _loaded(folder: Path) -> Guide:
    rows: dict[str, Any] = {}
    for file, kinds in TABLES.items():
        rows |= _rows(folder / file, kinds)
    guide = Guide(
        about=_part(About, _parsed(folder / "about.toml"), "about.toml"),
        questions=rows["question"],
        outcomes=rows["outcome"],
        arrows=rows["arrow"],
        evidence=rows["evidence"],
        limit_rules=rows["rule"],
        approaches=rows["approach"],
        reasons=rows["reason"],
        contradictions=rows["contradiction"],
        risks=rows["risk"],
        case_steps=rows["step"],
        sources=rows["source"],
        concerns=rows["concern"],
        strengths=rows["strength"],
        knowledge=tuple(entry for kind in Kind for entry in rows[kind]),
        tasks=rows["task"],
        models=load_models(folder / "models"),
    )
    check_guide(guide)
    check_knowledge(guide)
    check_tasks(guide)
    return guide


def _parsed(path: Path) -> dict[str, Any]:
    data = read_file(path)
    try:
        return rtoml.loads(data.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise AppError("not_utf8", file=path, byte=error.start) from None
    except rtoml.TomlParsingError as error:
        fault = str(error).removeprefix("invalid ")
        raise AppError("guide_toml", file=path.name, fault=fault) from None


def _rows(path: Path, kinds: Mapping[str, type[Part]]) -> dict[str, tuple[Part, ...]]:
    """The file's tables, which must be exactly these and none of them empty."""
    tables = _parsed(path)
    for table in tables:
        if table not in kinds:
            raise AppError("guide_unknown", file=path.name, what=table)
    for table in kinds:
        if not isinstance(tables.get(table), list) or not tables[table]:
            raise AppError("guide_missing", file=path.name, what=f"[[{table}]]")
    return {
        table: tuple(
            _part(kind, row, path.name, _named(table, row, number))
            for number, row in enumerate(tables[table], 1)
        )
        for table, kind in kinds.items()
    }


def _part(kind: type[P], given: object, file: str, where: str = "") -> P:
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in fault["loc"])
        kind_of_fault = fault.get("ctx", {}).get("pattern", fault["type"])
        raise AppError(
            _FAULTS.get(kind_of_fault, "guide_wrong"),
            file=file,
            what=": ".join(filter(None, (where, key))),
            fault=fault["msg"],
        ) from None


def _named(table: str, row: object, number: int) -> str:
    """What a row is called in a sentence: by its id, else by its place in the file."""
    name = row.get("id") if isinstance(row, dict) else None
    return f'{table} "{name}"' if name else f"{table} {number}"
