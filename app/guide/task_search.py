"""Find task types by the words of those who do not know their names."""

from collections.abc import Callable
from itertools import takewhile

from app.guide.search import Index, Weighted
from app.guide.tasks import TaskType
from app.guide.types import Guide

NAME, SYNONYM, EXAMPLE, WHAT, CASE = 1.0, 1.0, 0.8, 0.5, 0.5


def task_index(guide: Guide, cancelled: Callable[[], bool] = lambda: False) -> Index:
    """An index of all task types by id, in both languages at once. Once `cancelled` says so it
    ends early, with an index that nobody is waiting for."""
    tasks = takewhile(lambda _task: not cancelled(), guide.tasks)
    return Index((task.id, _phrases(task)) for task in tasks)


def _phrases(task: TaskType) -> list[Weighted]:
    cases = [(CASE, case.name) for case in task.cases]
    texts = [(NAME, task.name), *((EXAMPLE, text) for text in task.examples), (WHAT, task.what)]
    return [
        (NAME, task.id),
        *((SYNONYM, phrase) for phrase in (*task.synonyms.en, *task.synonyms.ja)),
        *((weight, said) for weight, text in (*texts, *cases) for said in (text.en, text.ja)),
    ]
