"""What our advice is made of: approaches, rules on limits, risks, steps, reasons, second looks."""

from collections.abc import Iterator

from app.guide.types import Approach, CaseStep, LimitRule, Reason, Risk
from app.reference.article import (
    Article,
    Block,
    Chip,
    Kind,
    Strong,
    Tone,
    heading,
    small,
    text,
    titled,
)
from app.reference.writer import Writer


def articles(w: Writer) -> Iterator[Article]:
    yield from (_approach(w, approach) for approach in w.guide.approaches)
    yield from (_rule(w, rule) for rule in w.guide.limit_rules)
    yield from (_risk(w, risk) for risk in w.guide.risks)
    yield from (_step(w, step) for step in w.guide.case_steps)
    yield from (_reason(w, Kind.REASON, reason) for reason in w.guide.reasons)
    yield from (_reason(w, Kind.SECOND_LOOK, reason) for reason in w.guide.contradictions)


def _approach(w: Writer, approach: Approach) -> Article:
    facts = [
        (Strong(w.say(f"reference.approach_{key}")), w.to(said))
        for key, said in (
            ("when", approach.when),
            ("labels", approach.labels),
            ("cost", approach.cost),
            ("risk", approach.risk),
        )
    ]
    classes = [
        (Strong(w.say("reference.approach_kind")), w.say(f"reference.approach_{approach.kind}")),
        (Strong(w.say("reference.cost_class")), w.say(f"advice.cost_{approach.cost_class}")),
        (
            Strong(w.say("reference.latency_class")),
            w.say(f"advice.latency_{approach.latency_class}"),
        ),
    ]
    steps = [
        (w.say("reference.step", what=w.to(s.what), who=w.to(s.who), how_long=w.to(s.how_long)),)
        for s in approach.steps
    ]
    return Article(
        Kind.APPROACH,
        approach.id,
        w.say("reference.kind_approach"),
        w.to(approach.name),
        (
            text(w.flag("ours"), " ", w.to(approach.what)),
            *titled(w.say("reference.particulars"), facts + classes),
            *titled(w.say("recommendation.next_steps"), steps),
            *w.cites(approach.cites),
        ),
        w.citation(w.to(approach.name), approach.cites),
        (approach.id,),
    )


def _rule(w: Writer, rule: LimitRule) -> Article:
    tone = Tone.WARNING if rule.effect == "conflict" else Tone.PLAIN
    title = w.open(rule.text)
    return Article(
        Kind.RULE,
        rule.id,
        w.say("reference.rule_over", limit=w.say(f"report.limit_{rule.limit}")),
        title,
        (
            text(
                w.outcome(rule.outcome),
                Chip(w.say(f"advice.{rule.effect}"), tone),
                *((w.flag("ours"),) if rule.ours else ()),
            ),
            *_filled(w, rule.text.en),
            *w.cites((rule.cite,)),
            *w.also("bears_on", (w.ref(Kind.OUTCOME, rule.outcome),)),
        ),
        w.citation(title, (rule.cite,)),
        (rule.id,),
    )


def _risk(w: Writer, risk: Risk) -> Article:
    cites = (risk.cite,) if risk.cite else ()
    return Article(
        Kind.RISK,
        risk.id,
        w.say("reference.kind_risk"),
        w.to(risk.name),
        (
            text(w.open(risk.text)),
            heading(w.say("reference.what_to_do")),
            text(w.flag("ours"), " ", w.open(risk.action)),
            *w.cites(cites),
        ),
        w.citation(w.to(risk.name), cites),
    )


def _step(w: Writer, step: CaseStep) -> Article:
    title = w.open(step.what)
    who = (Strong(w.say("reference.step_who")), w.to(step.who))
    how_long = (Strong(w.say("reference.step_how_long")), w.to(step.how_long))
    return Article(
        Kind.STEP,
        step.id,
        w.say("reference.kind_step"),
        title,
        (
            text(w.flag("ours"), " ", w.say(f"reference.step_{step.place}")),
            *titled(w.say("reference.particulars"), [who, how_long]),
            *_filled(w, step.what.en),
        ),
        w.citation(title),
    )


def _reason(w: Writer, kind: Kind, reason: Reason) -> Article:
    cites = (reason.cite,) if reason.cite else ()
    title = w.open(reason.text)
    return Article(
        kind,
        reason.id,
        w.say(f"reference.kind_{kind}"),
        title,
        (
            text(w.flag("ours"), " ", w.say(f"reference.{kind}_means")),
            *_filled(w, reason.text.en),
            *w.cites(cites),
        ),
        w.citation(title, cites),
        (reason.id,),
    )


def _filled(w: Writer, said: str) -> tuple[Block, ...]:
    """Where a text has places: that a recommendation fills them."""
    return (small(w.say("reference.filled")),) if "{" in said else ()
