"""The reference part: remarks, considerations, findings, conflicts, Table 1, terms, notes."""

from collections.abc import Iterator

from app.guide.knowledge import Conflict, Contrast, Entry, Figure, Finding, Remark
from app.reference.article import (
    Article,
    Block,
    Inline,
    Kind,
    Line,
    Look,
    Ref,
    Strong,
    heading,
    text,
    titled,
)
from app.reference.writer import Writer


def articles(w: Writer) -> Iterator[Article]:
    return (_entry(w, entry) for entry in w.guide.knowledge)


def _entry(w: Writer, entry: Entry) -> Article:
    kind = w.say(f"reference.kind_{entry.kind}")
    flags = [
        key for key, holds in (("historical", entry.historical), ("ours", entry.ours)) if holds
    ]
    number = f" {entry.number}" if isinstance(entry, Remark) else ""
    title = w.to(entry.title)
    return Article(
        Kind(entry.kind),
        entry.id,
        w.say("reference.over", kind=f"{kind}{number}", digest=entry.digest),
        title,
        (
            *((text(*map(w.flag, flags)),) if flags else ()),
            *_said(w, entry),
            *titled(w.say("reference.figures"), (_figure(w, figure) for figure in entry.figures)),
            *w.cites(entry.cites),
            *w.also("bears_on", _links(w, entry)),
        ),
        w.citation(title, entry.cites),
        (entry.digest, f"{kind}{number}"),
        f"{entry.digest} {title}" if isinstance(entry, Finding | Conflict) else title,
    )


def _said(w: Writer, entry: Entry) -> Iterator[Block]:
    """The body, with what the entry's form adds to it."""
    body = [text(w.to(paragraph)) for paragraph in entry.body]
    match entry:
        case Remark():
            parts = enumerate(entry.parts, 1)
            yield Block(
                Look.POINTS, tuple((Strong(f"({n})"), " ", w.to(part)) for n, part in parts)
            )
            if body:
                yield heading(w.say("reference.for_a_decision"))
            yield from body
        case Finding():
            yield from body
            bearings = [
                (w.effect(bearing.effect), " ", w.to(bearing.on)) for bearing in entry.bearings
            ]
            yield from titled(w.say("reference.effect"), bearings)
            yield heading(w.say("reference.means"))
            yield text(w.flag("ours"), " ", w.to(entry.means))
        case Conflict():
            for title, said in (
                ("figure_head", entry.figure_says),
                ("text_head", entry.text_says),
            ):
                yield heading(w.say(f"reference.{title}"))
                yield text(w.to(said))
            yield heading(w.say("reference.handling_head"))
            yield text(w.flag("ours"), " ", w.to(entry.handling))
            yield from body
        case Contrast():
            yield text(Strong(w.say("reference.bert_style")), w.to(entry.bert_style))
            yield text(Strong(w.say("reference.gpt_style")), w.to(entry.gpt_style))
            yield from body
        case _:
            yield from body


def _figure(w: Writer, figure: Figure) -> Line:
    parts: list[Inline] = [
        w.say("reference.figure", what=w.to(figure.what), year=figure.year),
        Strong(w.to(figure.value)),
        " ",
    ]
    if figure.unverified:
        parts += [w.flag("unverified"), " "]
    return (*parts, w.cite(figure.cite))


def _links(w: Writer, entry: Entry) -> Iterator[Ref]:
    if isinstance(entry, Conflict):
        for arrow in entry.arrows:
            yield w.ref(Kind.QUESTION, arrow.question, w.arrow(arrow.question, arrow.reply))
        yield from (
            w.ref(Kind.REMARK, remark.id)
            for remark in w.guide.remarks
            if remark.number in entry.remarks
        )
    arrows = {a.question for a in entry.arrows} if isinstance(entry, Conflict) else set()
    yield from (w.ref(Kind.QUESTION, name) for name in entry.questions if name not in arrows)
    yield from (w.ref(Kind.TASK, name) for name in entry.tasks)
    yield from (w.ref(Kind.APPROACH, name) for name in entry.approaches)
