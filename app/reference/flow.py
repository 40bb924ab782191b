"""The figure: its ten questions and the ends it leads to."""

from collections.abc import Iterator

from app.guide.types import Outcome, Question, Side
from app.reference.article import (
    Article,
    Block,
    Kind,
    Line,
    Look,
    Strong,
    heading,
    notice,
    small,
    text,
    titled,
)
from app.reference.writer import Writer


def articles(w: Writer) -> Iterator[Article]:
    yield from (_question(w, question) for question in w.guide.questions)
    yield from (_outcome(w, outcome) for outcome in w.guide.outcomes)


def _question(w: Writer, question: Question) -> Article:
    number, total = w.number(question.id), len(w.guide.questions)
    return Article(
        Kind.QUESTION,
        question.id,
        w.say("reference.question_over", number=number, total=total),
        w.to(question.title),
        (
            text(w.to(question.hint)),
            small(w.say("reference.in_the_figure", text=question.figure)),
            *_side(w, question, "yes", question.yes),
            *_side(w, question, "no", question.no),
            *titled(
                w.say("advice.unsure"),
                [
                    (w.to(question.unsure),),
                    (Strong(w.say("reference.settle")), w.to(question.settle)),
                ],
            ),
            *titled(w.say("question.how_to_tell"), [(w.to(one),) for one in question.how_to_tell]),
            heading(w.say("question.why_we_ask")),
            text(w.to(question.why)),
            *w.cites(question.cites),
            *((notice((w.to(question.note),)),) if question.note else ()),
            *w.disputes(question=question.id),
            *w.since(question=question.id),
            *(
                block
                for reply in ("yes", "no")
                for block in w.claims(
                    w.say("reference.claims_on", arrow=w.arrow(question.id, reply)),
                    (e for e in w.guide.evidence if (e.question, e.reply) == (question.id, reply)),
                )
            ),
        ),
        w.citation(w.to(question.title), question.cites),
        (question.figure, question.short.en, question.short.ja),
        f"{number} {w.to(question.short)}",
    )


def _side(w: Writer, question: Question, reply: str, side: Side) -> Iterator[Block]:
    """What a reply means, where it leads, how certain that arrow is, and what it looks like."""
    yield heading(w.say(f"advice.{reply}"))
    yield text(w.to(side.meaning))
    outcomes = {outcome.id.value: outcome.id for outcome in w.guide.outcomes}
    if side.next in outcomes:
        yield text(w.say("reference.leads_to"), w.ref(Kind.OUTCOME, outcomes[side.next]))
    else:
        next_one = w.ref(Kind.QUESTION, side.next)
        yield text(w.say("reference.leads_on", number=w.number(side.next)), next_one)
    for arrow in w.guide.arrows:
        if (arrow.question, arrow.reply) == (question.id, reply):
            yield text(w.certainty(arrow.certainty), " ", w.to(arrow.reason))
    examples: tuple[Line, ...] = tuple((w.to(example),) for example in side.examples)
    yield Block(Look.POINTS, examples)


def _outcome(w: Writer, outcome: Outcome) -> Article:
    lines = [
        (
            w.ref(Kind.QUESTION, arrow.question, w.arrow(arrow.question, arrow.reply)),
            " ",
            w.certainty(arrow.certainty),
            " ",
            w.to(arrow.reason),
        )
        for arrow in w.guide.arrows
        if getattr(w.guide.question[arrow.question], arrow.reply).next == outcome.id
    ]
    return Article(
        Kind.OUTCOME,
        outcome.id,
        w.say("reference.kind_outcome"),
        w.to(outcome.name),
        (
            text(
                w.outcome(outcome.id),
                " ",
                w.say("recommendation.points_to", outcome=w.to(outcome.verdict)),
            ),
            text(w.to(outcome.definition)),
            *w.cites(outcome.cites),
            *titled(w.say("reference.arrows_to"), lines),
        ),
        w.citation(w.to(outcome.name), outcome.cites),
    )
