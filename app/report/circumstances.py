"""What was given, what is assumed, and how anybody can check the document."""

from app.decision.profile import Limits, Reply
from app.report.terms import Subject, shortened
from app.report.types import Block, Code, Field, Fields, Heading, Paragraph, Points

ASKED_LIMITS = {
    "data_may_leave": "report.given_data_may_leave",
    "own_hardware": "report.given_own_hardware",
    "max_latency_ms": "report.given_max_latency_ms",
    "monthly_budget": "report.given_monthly_budget",
    "regulated": "report.given_regulated",
    "explanation_needed": "report.given_explanation_needed",
    "team_can_train": "report.given_team_can_train",
    "commercial_use": "report.given_commercial_use",
    "harmful_output": "report.given_harmful_output",
    "untrusted_input": "report.given_untrusted_input",
}


def given_and_assumed(subject: Subject) -> tuple[Block, ...]:
    """Section K: facts and limits as they were given, then what the document takes for granted."""
    return (
        facts_and_limits(subject),
        Heading(subject.say("report.assumptions")),
        _assumptions(subject),
    )


def facts_and_limits(subject: Subject) -> Fields:
    profile, facts = subject.profile, subject.profile.facts
    task = subject.guide.task.get(profile.task)
    texts = (
        ("report.project", profile.project),
        ("report.name", profile.name),
        ("report.summary", profile.summary),
        ("report.owner", profile.owner),
        ("report.decision_date", profile.decision_date),
        ("report.task", task.name.to(subject.language) if task else profile.task),
        ("report.fact_domain", facts.domain),
        ("report.fact_languages", ", ".join(facts.languages)),
    )
    counts = (
        ("report.fact_labelled_examples", facts.labelled_examples),
        ("report.fact_labels_in_smallest_class", facts.labels_in_smallest_class),
        ("report.fact_monthly_volume", facts.monthly_volume),
    )
    fields = [Field(subject.say(key), shortened(text)) for key, text in texts if text.strip()]
    fields += [Field(subject.say(key), f"{n:,}") for key, n in counts if n is not None]
    if facts.memory_gb is not None:
        memory = subject.say("report.gigabytes", amount=f"{facts.memory_gb:,}")
        fields.append(Field(subject.say("report.fact_memory_gb"), memory))
    for name, key in ASKED_LIMITS.items():
        value = _limit_value(subject, profile.limits, name)
        fields.append(Field(subject.say(key), value or subject.say("report.not_asked")))
    return Fields(tuple(fields))


def _limit_value(subject: Subject, limits: Limits, name: str) -> str:
    value = getattr(limits, name)
    if isinstance(value, Reply):
        return subject.reply_mark(value).word
    if value is None:
        return ""
    unit = "report.dollars" if name == "monthly_budget" else "report.milliseconds"
    return subject.say(unit, amount=f"{value:,}")


def _assumptions(subject: Subject) -> Points:
    found, answers = subject.found, subject.profile.answers
    points = []
    guessed = [
        subject.numbered(step.question)
        for step in found.path
        if (given := answers.get(step.question)) and given.sureness == "guessed"
    ]
    if guessed:
        names = subject.say("report.and").join(guessed)
        points.append(subject.say("report.assume_guessed", n=len(guessed), questions=names))
    points += [
        subject.say("report.assume_answers"),
        subject.say("report.assume_scope"),
        subject.say("report.assume_limits"),
        subject.say("report.assume_score"),
        subject.say("report.assume_not_covered"),
        subject.say("report.assume_offline"),
    ]
    return Points(tuple(points))


def verify(subject: Subject, digest: str, app_version: str) -> tuple[Block, ...]:
    guide = subject.guide
    return (
        Paragraph(subject.say("report.verify_how")),
        Code(subject.say("report.command"), "signpost recommend profile.signpost.json"),
        Code(subject.say("report.profile_hash"), digest),
        Code(subject.say("report.guide_hash"), guide.sha256),
        Code(subject.say("report.logic_hash"), guide.logic_sha256),
        Code(subject.say("report.words_hash"), guide.words_sha256),
        Fields(
            (
                Field(subject.say("report.app_version"), app_version),
                Field(subject.say("report.guide_version"), guide.about.version),
                Field(subject.say("report.guide_reviewed"), guide.about.reviewed),
            )
        ),
    )
