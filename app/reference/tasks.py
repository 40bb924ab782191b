"""The task guide: one article for each type of task."""

from collections.abc import Iterator

from app.guide.tasks import Case, TaskType
from app.reference.article import (
    Article,
    Block,
    Chip,
    Kind,
    Line,
    Strong,
    Tone,
    heading,
    text,
    titled,
)
from app.reference.writer import TONES, Writer


def articles(w: Writer) -> Iterator[Article]:
    return (_task(w, task) for task in w.guide.tasks)


def _task(w: Writer, task: TaskType) -> Article:
    family = w.say(f"reference.family_{task.family}")
    spoken_of = [e for e in w.guide.evidence if task.id in e.tasks or e.id in task.evidence]
    return Article(
        Kind.TASK,
        task.id,
        w.say("reference.task_over", digest=task.digest, family=family),
        w.to(task.name),
        (
            text(w.to(task.what)),
            heading(w.say("reference.survey_says")),
            text(_verdict(w, task), " ", w.to(task.said)),
            text(w.certainty(task.certainty), " ", w.to(task.reason)),
            *w.cites(task.cites),
            heading(w.say("reference.today")),
            text(w.flag("ours"), " ", w.to(task.since)),
            *w.cites(task.since_cites),
            *w.disputes(task=task.id),
            *w.since(task=task.id),
            *titled(w.say("reference.findings_on_it"), _findings(w, task)),
            *titled(w.say("reference.cases"), (_case(w, case) for case in task.cases)),
            *_texts(w, task),
            *titled(w.say("reference.likely"), _likely(w, task)),
            *w.claims(w.say("reference.claims"), spoken_of),
        ),
        w.citation(w.to(task.name), task.cites),
        (task.digest, *task.synonyms.en, *task.synonyms.ja, *_case_names(task)),
        f"{task.digest} {w.to(task.name)}",
    )


def _case_names(task: TaskType) -> Iterator[str]:
    for case in task.cases:
        yield from (case.digest, case.name.en, case.name.ja)


def _verdict(w: Writer, task: TaskType | Case) -> Chip:
    return Chip(w.say(f"tasks.verdict_{task.verdict}"), TONES.get(task.verdict, Tone.PLAIN))


def _findings(w: Writer, task: TaskType) -> Iterator[Line]:
    for finding in task.findings:
        chips = w.status(finding.status, finding.effect)
        yield (w.to(finding.claim), " ", *chips, " ", w.cite(finding.cite))


def _case(w: Writer, case: Case) -> Line:
    name = Strong(f"{case.digest} {w.to(case.name)}")
    return (name, " ", _verdict(w, case), " ", w.to(case.said), " ", w.cite(case.cite))


def _texts(w: Writer, task: TaskType) -> Iterator[Block]:
    for key, texts in (
        ("exceptions", task.exceptions),
        ("metrics", task.metrics),
        ("traps", task.traps),
        ("examples", task.examples),
    ):
        yield from titled(w.say(f"reference.{key}"), [(w.to(one),) for one in texts])


def _likely(w: Writer, task: TaskType) -> Iterator[Line]:
    for question, likely in task.likely.items():
        link = w.ref(Kind.QUESTION, question, w.arrow(question, likely.reply))
        yield (link, w.say("reference.because", why=w.to(likely.why)))
