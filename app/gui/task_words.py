"""What is known of a type of task, in sentences. Knows no widget."""

from app.decision.document import cited
from app.decision.profile import Profile
from app.guide.tasks import TaskType
from app.guide.types import Guide
from app.words import Language, say


def about_task(
    guide: Guide, task: TaskType, language: Language
) -> tuple[tuple[str, str], list[str]]:
    """The verdict then and the reading now; and everything else, line by line."""
    places = "; ".join(cite.section for cite in task.cites)
    said = (
        say(language, "tasks.said", places=places, said=task.said.to(language)),
        say(language, "tasks.today", since=task.since.to(language)),
    )
    level = say(language, f"tasks.certainty_{task.certainty}")
    lines = [say(language, "tasks.certainty", level=level, reason=task.reason.to(language))]
    lines += _cases(guide, task, language) + _findings(guide, task, language)
    for key, texts in (
        ("tasks.exception", task.exceptions),
        ("tasks.measure", task.metrics),
        ("tasks.trap", task.traps),
    ):
        lines += [say(language, key, text=text.to(language)) for text in texts]
    return said, lines


def likely_answer(guide: Guide, profile: Profile, question: str, language: Language) -> str:
    """ "Tasks like this usually answer No here: …", or "" where nothing is known."""
    task = guide.task.get(profile.task)
    likely = task.likely.get(question) if task else None
    if task is None or likely is None:
        return ""
    return say(
        language,
        "tasks.likely",
        task=task.name.to(language),
        reply=say(language, f"advice.{likely.reply}"),
        why=likely.why.to(language),
    )


def _cases(guide: Guide, task: TaskType, language: Language) -> list[str]:
    return [
        say(
            language,
            "tasks.case",
            digest=case.digest,
            name=case.name.to(language),
            verdict=say(language, f"tasks.verdict_{case.verdict}"),
            said=case.said.to(language),
            source=cited(guide, case.cite),
        )
        for case in task.cases
    ]


def _findings(guide: Guide, task: TaskType, language: Language) -> list[str]:
    lines = []
    for finding in task.findings:
        words = {"claim": finding.claim.to(language), "source": cited(guide, finding.cite)}
        if finding.effect:
            effect = say(language, f"tasks.effect_{finding.effect}")
            lines.append(say(language, "tasks.finding_later", effect=effect, **words))
        else:
            lines.append(say(language, "tasks.finding", **words))
    return lines
