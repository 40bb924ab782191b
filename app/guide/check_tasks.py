"""What must hold between the task guide and the rest. The first fault is an AppError."""

from collections import Counter

from app.errors import AppError
from app.guide.part import Status
from app.guide.types import Guide

FILE = "tasks.toml"


def check_tasks(guide: Guide) -> None:
    """Digests are unique; likely replies, evidence and effects fit the rest of the guide."""
    digests = [task.digest for task in guide.tasks]
    digests += [case.digest for task in guide.tasks for case in task.cases]
    evidence = {item.id for item in guide.evidence}
    for digest, times in Counter(digests).items():
        if times > 1:
            raise AppError("guide_duplicate", file=FILE, id=digest)
    for task in guide.tasks:
        what = f'task "{task.id}"'
        for name, where, known in (
            *((question, "likely", guide.question) for question in task.likely),
            *((item, "evidence", evidence) for item in task.evidence),
        ):
            if name not in known:
                raise AppError("guide_task_refers", file=FILE, what=what, where=where, id=name)
        for finding in task.findings:
            if (finding.status is Status.LATER) is (finding.effect is None):
                raise AppError("guide_effect", file=FILE, what=what, status=finding.status)
