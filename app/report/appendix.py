"""What an engineer trusts: everything behind page one, A to L."""

from app.decision.document import cited, warnings
from app.decision.profile import Answer, Limits, Reply
from app.guide.types import Citation, Effect, Question, Status
from app.probe.types import ProbeResult
from app.report.measured import measured
from app.report.page_one import certainty, limits_by_weight, steps
from app.report.path import in_words
from app.report.terms import EFFECTS, REPLIES, SURENESS, Subject, shortened
from app.report.types import (
    Block,
    Cell,
    Code,
    Diagram,
    Field,
    Fields,
    Mark,
    Paragraph,
    Points,
    Reference,
    References,
    Section,
    Table,
)

NOTE = 120  # characters; a longer note stands below the table
STATUS = {
    Status.SURVEY: "report.status_survey",
    Status.ORIGINAL: "report.status_original",
    Status.LATER: "report.status_later",
}
EFFECT = {
    Effect.CONFIRMS: "report.effect_confirms",
    Effect.REFINES: "report.effect_refines",
    Effect.OVERTURNS: "report.effect_overturns",
}
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


def appendix(
    subject: Subject, probe: ProbeResult | None, digest: str, app_version: str
) -> tuple[Section, ...]:
    """All sections; one with nothing to say says so, so that letters never move."""
    say = subject.say
    return (
        Section("A", say("report.answers"), _answers(subject)),
        Section("B", say("report.diagram"), _diagram(subject)),
        Section("C", say("report.would_change"), _changes(subject)),
        Section("D", say("report.forks"), _forks(subject)),
        Section("E", say("report.evidence"), _evidence(subject)),
        Section("F", say("report.limits"), _limits(subject)),
        Section("G", say("report.probe"), measured(subject, probe)),
        Section("H", say("report.approach"), _approach(subject)),
        Section("I", say("report.given"), _given(subject)),
        Section("J", say("report.assumptions"), _assumptions(subject)),
        Section("K", say("report.sources"), _sources(subject)),
        Section("L", say("report.verify"), _verify(subject, digest, app_version)),
    )


def _answers(subject: Subject) -> tuple[Block, ...]:
    reached = {step.question for step in subject.found.path}
    rows: list[tuple[Cell, ...]] = []
    notes: list[Field] = []
    for question in subject.guide.questions:
        given = subject.profile.answers.get(question.id)
        reply: Cell = subject.reply(question.id) or Mark("", subject.say("report.not_answered"))
        sureness = subject.say(SURENESS[given.sureness]) if given and given.sureness else "–"
        note = shortened(given.note.strip()) if given else ""
        if len(note) > NOTE:
            label = subject.say("report.note_on", n=subject.number(question.id))
            notes.append(Field(label, note))
            note = subject.say("report.note_below")
        if question.id not in reached and given:
            note = subject.say("report.space").join(
                filter(None, (subject.say("report.unused"), note))
            )
        title = f"{subject.number(question.id)}. {subject.words(question.title)}"
        rows.append((title, reply, _meaning(subject, question, given), sureness, note))
    heads = ("report.question", "report.answer", "report.meant", "report.sureness", "report.note")
    table = Table(tuple(map(subject.say, heads)), (4, 1.5, 4, 1.4, 2.7), tuple(rows))
    return (table, Fields(tuple(notes))) if notes else (table,)


def _meaning(subject: Subject, question: Question, given: Answer | None) -> str:
    """What the guide says that this reply means."""
    if given is None:
        return ""
    meanings = {
        Reply.YES: question.yes.meaning,
        Reply.NO: question.no.meaning,
        Reply.UNSURE: question.unsure,
    }
    return subject.words(meanings[given.value])


def _diagram(subject: Subject) -> tuple[Block, ...]:
    source = subject.guide.source[subject.guide.about.source]
    caption = subject.say("report.diagram_caption", authors=source.authors, year=source.year)
    return (Diagram(caption, in_words(subject)),)


def _changes(subject: Subject) -> tuple[Block, ...]:
    found = subject.found
    blocks: list[Block] = []
    if found.flips:
        heads = ("report.question", "report.now", "report.if_were", "report.then", "report.check")
        rows = tuple(
            (
                subject.numbered(flip.question),
                subject.reply(flip.question) or "–",
                subject.reply_mark(flip.to),
                subject.outcome(flip.outcome),
                subject.words(subject.guide.question[flip.question].settle),
            )
            for flip in found.flips
        )
        blocks.append(Paragraph(subject.say("report.changes_intro", n=len(rows))))
        blocks.append(Table(tuple(map(subject.say, heads)), (3, 1.2, 1.4, 2, 4), rows))
    else:
        blocks.append(Paragraph(subject.say("report.no_single_answer")))
    answered = [
        question for question in found.idle_unknowns if question in subject.profile.answers
    ]
    if answered:
        names = subject.say("report.and").join(map(subject.numbered, answered))
        blocks.append(Paragraph(subject.say("report.idle", n=len(answered), questions=names)))
    return tuple(blocks)


def _forks(subject: Subject) -> tuple[Block, ...]:
    if not subject.found.forks:
        return (Paragraph(subject.say("report.nothing_open")),)
    rows = tuple(
        (
            subject.numbered(fork.question),
            subject.outcomes(fork.yes),
            subject.outcomes(fork.no),
            subject.words(subject.guide.question[fork.question].settle),
        )
        for fork in subject.found.forks
    )
    heads = ("report.question", "report.if_yes", "report.if_no", "report.settle")
    return (
        Paragraph(subject.say("report.forks_intro")),
        Table(tuple(map(subject.say, heads)), (3, 2.2, 2.2, 4.5), rows),
    )


def _evidence(subject: Subject) -> tuple[Block, ...]:
    graded = certainty(subject)
    blocks: list[Block] = [
        Paragraph(f"{graded.heading}: {graded.word}", strong=True),
        Paragraph(graded.reason),
    ]
    used = [item for item in subject.guide.evidence if item.id in subject.found.evidence]
    if used:
        heads = ("report.claim", "report.source", "report.status", "report.effect")
        rows = tuple(
            (
                subject.words(item.claim),
                cited(subject.guide, item.cite),
                subject.say(STATUS[item.status]),
                subject.say(EFFECT[item.effect]) if item.effect else "–",
            )
            for item in used
        )
        blocks.append(Table(tuple(map(subject.say, heads)), (5, 3.4, 1.7, 1.4), rows))
    blocks.append(Paragraph(subject.say("report.grades")))
    return tuple(blocks)


def _limits(subject: Subject) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(subject.say("report.limits_intro"))]
    rows = []
    for finding in limits_by_weight(subject):
        rule = subject.guide.limit_rule[finding.rule]
        basis = cited(subject.guide, rule.cite)
        rows.append(
            (
                subject.limit(finding.limit),
                subject.outcome(finding.outcome),
                Mark(finding.effect.value, subject.say(EFFECTS[finding.effect])),
                subject.words(rule.text, finding.values),
                subject.say("report.ours", basis=basis) if rule.ours else basis,
            )
        )
    if rows:
        heads = ("report.limit", "report.for", "report.effect", "report.meaning", "report.basis")
        widths = (1.8, 1.9, 1.6, 4.4, 2.6)
        blocks.append(Table(tuple(map(subject.say, heads)), widths, tuple(rows)))
    else:
        blocks.append(Paragraph(subject.say("report.no_limits")))
    second_look = warnings(subject.guide, subject.profile, subject.found, subject.language)
    if second_look:
        blocks.append(Paragraph(subject.say("report.second_look"), strong=True))
        blocks.append(Points(tuple(shortened(text) for text in second_look)))
    return tuple(blocks)


def _approach(subject: Subject) -> tuple[Block, ...]:
    guide, choice = subject.guide, subject.found.choice
    approach = guide.approach[choice.approach]
    why = subject.say("report.space").join(
        subject.words(guide.reason[because.reason].text, because.values)
        for because in choice.because
    )
    parts = (
        ("report.why_this", why),
        ("report.what", subject.words(approach.what)),
        ("report.when", subject.words(approach.when)),
        ("report.labels", subject.words(approach.labels)),
        ("report.cost", subject.words(approach.cost)),
        ("report.risk", subject.words(approach.risk)),
        ("report.sources", "; ".join(cited(guide, cite) for cite in approach.cites)),
    )
    heads = ("report.step", "report.who", "report.how_long")
    blocks: list[Block] = [
        Paragraph(subject.words(approach.name), strong=True),
        Paragraph(subject.say("report.approach_ours")),
        Fields(tuple(Field(subject.say(key), value) for key, value in parts if value)),
        Table(
            tuple(map(subject.say, heads)),
            (6, 2.5, 2),
            tuple(
                (f"{number}. {step.what}", step.who, step.how_long)
                for number, step in enumerate(steps(subject), 1)
            ),
        ),
    ]
    if choice.alternatives:
        others = [guide.approach[alternative] for alternative in choice.alternatives]
        heads = ("report.alternative", "report.when", "report.risk")
        rows = tuple(
            (subject.words(other.name), subject.words(other.when), subject.words(other.risk))
            for other in others
        )
        blocks.append(Table(tuple(map(subject.say, heads)), (2.4, 4, 4), rows))
    return tuple(blocks)


def _given(subject: Subject) -> tuple[Block, ...]:
    profile, facts = subject.profile, subject.profile.facts
    texts = (
        ("report.project", profile.project),
        ("report.name", profile.name),
        ("report.summary", profile.summary),
        ("report.owner", profile.owner),
        ("report.decision_date", profile.decision_date),
        ("report.task", profile.task),
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
    for name, key in ASKED_LIMITS.items():
        value = _limit_value(subject, profile.limits, name)
        fields.append(Field(subject.say(key), value or subject.say("report.not_asked")))
    return (Fields(tuple(fields)),)


def _limit_value(subject: Subject, limits: Limits, name: str) -> str:
    value = getattr(limits, name)
    if isinstance(value, Reply):
        return subject.say(REPLIES[value])
    if value is None:
        return ""
    unit = "report.dollars" if name == "monthly_budget" else "report.milliseconds"
    return subject.say(unit, amount=f"{value:,}")


def _assumptions(subject: Subject) -> tuple[Block, ...]:
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
    return (Points(tuple(points)),)


def _sources(subject: Subject) -> tuple[Block, ...]:
    """Every work that something in this document rests on, once, in the guide's order."""
    guide, found = subject.guide, subject.found
    cites: list[Citation] = [Citation(source=guide.about.source)]
    cites += [cite for step in found.path for cite in guide.question[step.question].cites]
    cites += [item.cite for item in guide.evidence if item.id in found.evidence]
    cites += [guide.limit_rule[finding.rule].cite for finding in found.limits]
    because = [guide.reason[because.reason].cite for because in found.choice.because]
    cites += [cite for cite in because if cite]
    cites += guide.approach[found.choice.approach].cites
    used = {cite.source for cite in cites}
    return (
        References(
            tuple(
                Reference(
                    f"{source.authors} ({source.year}). {source.title}. {source.locator}",
                    source.url,
                )
                for source in guide.sources
                if source.id in used
            )
        ),
    )


def _verify(subject: Subject, digest: str, app_version: str) -> tuple[Block, ...]:
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
