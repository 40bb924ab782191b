"""What a director reads: one page."""

from datetime import datetime
from typing import Final

from app.decision.profile import Reply
from app.decision.types import LimitFinding
from app.report.terms import EFFECTS, GRADES, Subject, first_sentence, in_columns, shortened
from app.report.types import (
    Action,
    Actions,
    Certainty,
    Choice,
    Decision,
    Field,
    Item,
    Items,
    Mark,
    PageOne,
    Titled,
)

CHANGES: Final = 3
LIMITS: Final = 3
STEPS: Final = 4
SPOKEN: Final = 64  # columns of what the user wrote, in a sentence of ours
NAME: Final = 300  # characters; what does not fit in its lines is cut when it is set


def page_one(subject: Subject, moment: datetime) -> PageOne:
    profile, found = subject.profile, subject.found
    given = (
        ("report.date", subject.date(moment)),
        ("report.owner", shortened(profile.owner.strip(), NAME)),
        ("report.decision_date", shortened(profile.decision_date.strip(), NAME)),
    )
    status = subject.say("report.proposed") if found.outcome else subject.say("report.draft")
    return PageOne(
        kicker=subject.say("report.kicker"),
        project=shortened(profile.project.strip(), NAME),
        name=shortened(profile.name.strip(), NAME) or subject.say("report.unnamed"),
        summary=shortened(profile.summary.strip(), 2 * NAME),
        status=status,
        fields=tuple(Field(subject.say(key), value) for key, value in given if value),
        outcome=subject.outcome(found.outcome),
        sentence=_sentence(subject),
        definition=_definition(subject),
        lines=_lines(subject),
        why=_why(subject),
        certainty=certainty(subject),
        changes=_changes(subject),
        limits=_limits(subject),
        steps=Actions(
            heading=subject.say("report.next_steps"),
            who=subject.say("report.who"),
            how_long=subject.say("report.how_long"),
            by=subject.say("report.by"),
            actions=steps(subject)[:STEPS],
        ),
        decision=Decision(
            heading=subject.say("report.decision"),
            choices=(
                Choice(subject.say("report.proposed"), found.outcome is not None),
                Choice(subject.say("report.accepted"), ticked=False),
                Choice(subject.say("report.superseded"), ticked=False),
            ),
            signatures=(subject.say("report.proposed_by"), subject.say("report.decided_by")),
            date=subject.say("report.date"),
        ),
        cut=subject.say("report.cut"),
    )


def certainty(subject: Subject) -> Certainty:
    """How far the arrow that ends the path can be trusted."""
    heading = subject.say("report.certainty")
    arrow = subject.found.arrow
    if arrow is None:
        word, reason = subject.say("report.ungraded"), subject.say("report.ungraded_reason")
        return Certainty(heading, word, 0, reason, "")
    key, filled = GRADES[arrow.certainty]
    given = sum(reply is not Reply.UNSURE for reply in subject.known_replies.values())
    robust = subject.say("report.robust", n=len(subject.found.flips), given=given)
    return Certainty(heading, subject.say(key), filled, subject.words(arrow.reason), robust)


def steps(subject: Subject) -> tuple[Action, ...]:
    return tuple(
        Action(
            step.what(subject.language),
            subject.words(step.step.who),
            subject.words(step.step.how_long),
        )
        for step in subject.found.steps
    )


def limits_by_weight(subject: Subject) -> list[LimitFinding]:
    """Conflicts, then conditions, then fits; within each as the guide orders them."""
    order = list(EFFECTS)
    return sorted(subject.found.limits, key=lambda finding: order.index(finding.effect))


def _sentence(subject: Subject) -> str:
    name = subject.profile.name.strip()
    name = (
        subject.say("report.named", name=in_columns(name, SPOKEN)) if name else subject.task_name()
    )
    if subject.found.outcome is None:
        among = subject.outcomes(subject.found.possible)
        return subject.say("report.sentence_open", name=name, outcomes=among)
    verdict = subject.words(subject.guide.outcome[subject.found.outcome].verdict)
    return subject.say("report.sentence", name=name, verdict=verdict)


def _definition(subject: Subject) -> str:
    shown = [subject.found.outcome] if subject.found.outcome else subject.found.possible
    return subject.say("report.space").join(
        subject.words(subject.guide.outcome[outcome].definition) for outcome in shown
    )


def _lines(subject: Subject) -> tuple[Titled, ...]:
    found = subject.found
    if found.decided_by:
        guide_says = subject.say(
            "report.line_1",
            outcome=subject.outcome(found.outcome).word,
            number=subject.number(found.decided_by),
            question=subject.words(subject.guide.question[found.decided_by].short),
        )
    else:
        among = subject.outcomes(found.possible)
        guide_says = subject.say("report.line_1_open", outcomes=among, n=len(found.forks))
    approach = subject.guide.approach[found.choice.approach]
    suggest = subject.say(
        "report.line_3", approach=subject.words(approach.name), what=subject.words(approach.what)
    )
    return (
        Titled(subject.say("report.guide_says"), guide_says),
        Titled(subject.say("report.limits_say"), _limits_in_a_line(subject)),
        Titled(subject.say("report.we_suggest"), suggest),
    )


def _limits_in_a_line(subject: Subject) -> str:
    """ "Conflict: privacy. Condition: cost, latency." """
    parts = []
    for effect, key in EFFECTS.items():
        names = dict.fromkeys(
            subject.limit(finding.limit)
            for finding in subject.found.limits
            if finding.effect is effect
        )
        if names:
            listed = subject.say("report.and").join(names)
            parts.append(subject.say("report.line_2", effect=subject.say(key), limits=listed))
    return subject.say("report.space").join(parts) or subject.say("report.no_limits")


def _why(subject: Subject) -> Titled:
    found = subject.found
    heading = subject.say("report.why")
    if found.decided_by:
        question = subject.guide.question[found.decided_by]
        reply = subject.reply(question.id)
        text = subject.say(
            "report.why_decided",
            number=subject.number(question.id),
            title=subject.words(question.title).rstrip("。"),
            reply=reply.word if reply else "",
        )
    elif found.forks:
        question = subject.guide.question[found.forks[0].question]
        text = subject.say(
            "report.why_open",
            n=len(found.forks),
            number=subject.number(question.id),
            title=subject.words(question.title).rstrip("。"),
        )
    else:
        return Titled(heading, subject.say("report.why_nothing"))
    because = subject.words(question.why)
    if "§" not in because:
        marks = subject.say("report.marks", sections=subject.sections(question.cites))
        because = subject.say("report.space").join((because, marks))
    return Titled(heading, subject.say("report.space").join((text, because)))


def _changes(subject: Subject) -> Items:
    """The flips; while the outcome is open, what would settle it."""
    found, guide = subject.found, subject.guide
    if found.outcome is None:
        items = tuple(
            _item(
                mark=Mark("unsure", ""),
                strong=subject.numbered(fork.question),
                text=subject.say(
                    "report.settles",
                    yes=subject.outcomes(fork.yes),
                    no=subject.outcomes(fork.no),
                    settle=subject.words(guide.question[fork.question].settle),
                ),
            )
            for fork in found.forks
        )
        return _first(subject, "report.would_settle", items, CHANGES, "D")
    items = tuple(
        _item(
            mark=subject.outcome(flip.outcome),
            strong=subject.say(
                "report.if_it_were",
                question=subject.quoted(flip.question),
                reply=subject.reply_mark(flip.to).word,
            ),
            text=subject.words(guide.question[flip.question].settle),
        )
        for flip in found.flips
    )
    return _first(subject, "report.would_change", items, CHANGES, "C")


def _limits(subject: Subject) -> Items:
    items = []
    for finding in limits_by_weight(subject):
        values = {  # what the user wrote is as long as a list of languages can be
            name: in_columns(value, SPOKEN) if isinstance(value, str) else value
            for name, value in finding.values.items()
        }
        text = subject.words(subject.guide.limit_rule[finding.rule].text, values)
        if subject.found.outcome is None:
            outcome = subject.outcome(finding.outcome).word
            text = subject.say("report.limit_for", outcome=outcome, text=text)
        items.append(
            _item(
                mark=Mark(finding.effect.value, subject.say(EFFECTS[finding.effect])),
                strong=subject.limit(finding.limit),
                text=text,
            )
        )
    return _first(subject, "report.limits", tuple(items), LIMITS, "F")


def _item(mark: Mark, strong: str, text: str) -> Item:
    return Item(mark, strong, text, first_sentence(text))


def _first(
    subject: Subject, heading: str, items: tuple[Item, ...], most: int, letter: str
) -> Items:
    """The first items, and for every number of them that may be shown what is said of the rest."""

    def rest(shown: int, *, briefly: bool) -> str:
        left = len(items) - shown
        if not items:
            return subject.say("report.none")
        if not shown:
            return subject.say("report.all_in", n=left, letter=letter)
        if briefly and any(item.brief != item.text for item in items[:shown]):
            key = "report.more_in_full" if left else "report.in_full"
            return subject.say(key, n=left, letter=letter)
        return subject.say("report.more", n=left, letter=letter) if left else ""

    numbers = range(min(len(items), most) + 1)
    return Items(
        heading=subject.say(heading),
        items=items[:most],
        more=tuple(rest(n, briefly=False) for n in numbers),
        more_brief=tuple(rest(n, briefly=True) for n in numbers),
    )
