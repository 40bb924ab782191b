"""What must hold across the guide's entries and grades. The first fault is an AppError."""

from collections import Counter
from collections.abc import Iterator

from app.errors import AppError
from app.guide.knowledge import FILES, Conflict, Entry, Numbered
from app.guide.types import Concern, Guide, Strength


def check_knowledge(guide: Guide) -> None:
    """Ids and numbers are whole and stand once; every link leads to something that is there."""
    _check_grades(guide)
    _check_evidence(guide)
    for name, times in Counter(entry.id for entry in guide.knowledge).items():
        if times > 1:
            file = FILES[guide.entry[name].kind]
            raise AppError("guide_duplicate", file=file, id=name)
    series: tuple[tuple[Numbered, ...], ...]
    series = (guide.remarks, guide.findings, guide.conflicts)
    for entries in series:
        for place, numbered in enumerate(entries, 1):
            if numbered.number != place:
                what = f'{numbered.kind} "{numbered.id}"'
                raise AppError("guide_number", file=FILES[numbered.kind], what=what, number=place)
    for entry in guide.knowledge:
        for key, name, known in _links(guide, entry):
            if not known:
                what = f'{entry.kind} "{entry.id}"'
                raise AppError(
                    "guide_refers", file=FILES[entry.kind], what=what, field=key, id=name
                )


def _check_evidence(guide: Guide) -> None:
    for item in guide.evidence:
        for task in item.tasks:
            if task not in guide.task:
                what = f'evidence "{item.id}"'
                raise AppError(
                    "guide_refers", file="evidence.toml", what=what, field="tasks", id=task
                )


def _check_grades(guide: Guide) -> None:
    """Every concern and every strength is said in words."""
    said = {grade.id for grade in (*guide.concerns, *guide.strengths)}
    for grade in (*Concern, *Strength):
        if grade not in said:
            raise AppError("guide_missing", file="grades.toml", what=f'grade "{grade}"')


def _links(guide: Guide, entry: Entry) -> Iterator[tuple[str, str, bool]]:
    """Every link of an entry: its key, where it leads, and whether that exists."""
    for question in entry.questions:
        yield "questions", question, question in guide.question
    for task in entry.tasks:
        yield "tasks", task, task in guide.task
    for approach in entry.approaches:
        yield "approaches", approach, approach in guide.approach
    if isinstance(entry, Conflict):
        for arrow in entry.arrows:
            yield "arrows", arrow.question, arrow.question in guide.question
        numbers = {remark.number for remark in guide.remarks}
        for number in entry.remarks:
            yield "remarks", str(number), number in numbers
