"""The way through the flow as page one shows it."""

from app.charts.flow_strip import flow_strip
from app.report.terms import Subject
from app.report.types import Path


def path(subject: Subject) -> Path:
    return Path(
        heading=subject.say("report.path"),
        picture=flow_strip(subject.guide, subject.found, subject.language),
        ends=tuple(subject.outcome(outcome.id) for outcome in subject.guide.outcomes),
    )
