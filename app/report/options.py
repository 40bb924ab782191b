"""What speaks for and against every outcome of the flow, also those it did not reach."""

from typing import Final

from app.decision.limits import find_limits
from app.guide.types import LimitEffect, OutcomeId
from app.report.terms import Subject
from app.report.types import Option

PREFIX: Final = {
    LimitEffect.FIT: "report.option_good",
    LimitEffect.CONDITION: "report.option_neutral",
    LimitEffect.CONFLICT: "report.option_bad",
}


def options(subject: Subject) -> tuple[Option, ...]:
    """The outcomes in the guide's order: what the flow says of each, then what the limits say."""
    guide = subject.guide
    limits = find_limits(guide, subject.profile, [outcome.id for outcome in guide.outcomes])
    return tuple(
        Option(
            subject.outcome(outcome.id).word,
            (
                _flow(subject, outcome.id),
                *(
                    subject.say(
                        PREFIX[finding.effect],
                        limit=subject.limit(finding.limit),
                        text=subject.words(guide.limit_rule[finding.rule].text, finding.values),
                    )
                    for finding in limits
                    if finding.outcome == outcome.id
                ),
            ),
        )
        for outcome in guide.outcomes
    )


def _flow(subject: Subject, outcome: OutcomeId) -> str:
    found = subject.found
    if found.outcome == outcome:
        return subject.say("report.option_reached")
    if outcome in found.possible:
        return subject.say("report.option_possible")
    return subject.say("report.option_not_reached")
