"""What must hold across the guide's entries. The first fault is an AppError with file and key."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeAlias, get_args

from app.errors import AppError
from app.guide.knowledge import FILES
from app.guide.types import Citation, Guide, OutcomeId, Part, Question, Side, Status

Way: TypeAlias = tuple[Mapping[str, str], str]  # the replies along it, and the outcome at its end


def check_guide(guide: Guide) -> None:
    """Raise AppError at the first fault that no entry shows by itself."""
    _check_ids(guide)
    _check_flow(guide)
    _check_arrows(guide)
    _check_evidence(guide)
    _check_limit_rules(guide)
    _check_sources(guide)


def ways(guide: Guide, node: str) -> Iterator[Way]:
    """Every way from a question to an outcome; an outcome is its own end."""
    if node not in guide.question:
        yield {}, node
        return
    for reply, side in sides(guide.question[node]):
        for replies, outcome in ways(guide, side.next):
            yield {node: reply, **replies}, outcome


def ends(guide: Guide) -> tuple[tuple[str, str], ...]:
    """The arrows of the figure that end in an outcome, in its order, as (question, reply)."""
    return tuple(
        (question.id, reply)
        for question in guide.questions
        for reply, side in sides(question)
        if side.next not in guide.question
    )


def sides(question: Question) -> tuple[tuple[str, Side], tuple[str, Side]]:
    return ("yes", question.yes), ("no", question.no)


def _check_ids(guide: Guide) -> None:
    """Within a file no id stands twice: they are looked up by it."""
    for file, parts in _entries(guide).items():
        for name, times in Counter(map(_id, parts)).items():
            if times > 1:
                raise AppError("guide_duplicate", file=file, id=name)


def _check_flow(guide: Guide) -> None:
    """Nothing leads nowhere or back, everything is reached, and every question can matter.

    That the first question is the only start needs no check of its own: another one to which
    nothing leads is not reached, and nothing may lead back to the first.
    """
    for outcome in OutcomeId:
        if outcome not in guide.outcome:
            raise AppError("guide_missing", file="flow.toml", what=f'outcome "{outcome}"')
    places = {node: place for place, node in enumerate((*guide.question, *guide.outcome))}
    reached = {guide.questions[0].id}
    for question in guide.questions:
        for reply, side in sides(question):
            where = {"file": "flow.toml", "question": question.id, "reply": reply}
            if side.next not in places:
                raise AppError("guide_dangling", **where, next=side.next)
            if places[side.next] <= places[question.id]:
                raise AppError("guide_loop", **where, next=side.next)
            if question.id in reached:  # all that lead here stand before it
                reached.add(side.next)
    _check_use(guide, reached)


def _check_use(guide: Guide, reached: set[str]) -> None:
    for node in (*guide.question, *guide.outcome):
        if node not in reached:
            raise AppError("guide_unreached", file="flow.toml", id=node)
    for question in guide.questions:
        if not _matters(guide, question):
            raise AppError("guide_idle", file="flow.toml", question=question.id)


def _matters(guide: Guide, question: Question) -> bool:
    """Whether, with some replies to the others, this question alone decides the outcome."""
    return any(
        end != other_end and all(other.get(node, reply) == reply for node, reply in way.items())
        for way, end in ways(guide, question.yes.next)
        for other, other_end in ways(guide, question.no.next)
    )


def _check_arrows(guide: Guide) -> None:
    graded = {(arrow.question, arrow.reply) for arrow in guide.arrows}
    for question, reply in sorted(graded - {*ends(guide)}):
        raise AppError("guide_no_end", file="arrows.toml", what="arrow", end=f"{question} {reply}")
    for question, reply in ends(guide):
        if (question, reply) not in graded:
            raise AppError("guide_missing", file="arrows.toml", what=f'arrow "{question} {reply}"')


def _check_evidence(guide: Guide) -> None:
    known = {*ends(guide)}
    for item in guide.evidence:
        what = f'evidence "{item.id}"'
        on_arrow = item.question or item.reply
        if not on_arrow and not item.tasks:
            raise AppError("guide_missing", file="evidence.toml", what=f"{what}: question")
        if on_arrow and (item.question, item.reply) not in known:
            end = f"{item.question} {item.reply}"
            raise AppError("guide_no_end", file="evidence.toml", what=what, end=end)
        if (item.status is Status.LATER) is (item.effect is None):
            raise AppError("guide_effect", file="evidence.toml", what=what, status=item.status)


def _check_limit_rules(guide: Guide) -> None:
    for rule in guide.limit_rules:
        start = f"{rule.limit}.{rule.outcome}."
        if not rule.id.startswith(start) or "." in rule.id[len(start) :]:
            raise AppError("guide_rule_id", file="limits.toml", id=rule.id, start=start)


def _check_sources(guide: Guide) -> None:
    """Every citation has its source, and no source stands there for nothing."""
    cited = {guide.about.source}
    if guide.about.source not in guide.source:
        raise AppError(
            "guide_no_source", file="about.toml", what="source", source=guide.about.source
        )
    for file, parts in _entries(guide).items():
        for part in parts:
            for cite in _citations(part):
                if cite.source not in guide.source:
                    what = f'"{_id(part)}"'
                    raise AppError("guide_no_source", file=file, what=what, source=cite.source)
                cited.add(cite.source)
    for source in guide.source:
        if source not in cited:
            raise AppError("guide_uncited", file="sources.toml", source=source)


def _entries(guide: Guide) -> Mapping[str, tuple[Part, ...]]:
    """File → all its entries."""
    return {
        "flow.toml": (*guide.questions, *guide.outcomes),
        "arrows.toml": guide.arrows,
        "evidence.toml": guide.evidence,
        "limits.toml": guide.limit_rules,
        "approaches.toml": guide.approaches,
        "reasons.toml": (*guide.reasons, *guide.contradictions),
        "risks.toml": guide.risks,
        "steps.toml": guide.case_steps,
        "sources.toml": guide.sources,
        "grades.toml": (*guide.concerns, *guide.strengths),
        **{
            file: tuple(entry for entry in guide.knowledge if FILES[entry.kind] == file)
            for file in FILES.values()
        },
        "tasks.toml": guide.tasks,
    }


def _id(part: Part) -> str:
    """An arrow has no id of its own: it is its question and reply."""
    given = vars(part)
    return str(given.get("id") or f"{given['question']} {given['reply']}")


def _citations(part: Part) -> list[Citation]:
    """Every citation anywhere in a part of the guide."""
    found: list[Citation] = []
    _gather(part, found)
    return found


def _gather(part: object, found: list[Citation]) -> None:
    if isinstance(part, Citation):
        found.append(part)
    elif isinstance(part, Part):
        given = vars(part)
        for name in _citing(type(part)):
            if given[name]:
                _gather(given[name], found)
    elif isinstance(part, tuple):
        for value in part:
            _gather(value, found)


@cache
def _citing(kind: type[Part]) -> tuple[str, ...]:
    """The fields of a kind of part that can hold citations: only these are worth looking into."""
    return tuple(name for name, field in kind.model_fields.items() if _can_cite(field.annotation))


def _can_cite(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation is Citation or bool(_citing(annotation))
    return any(map(_can_cite, get_args(annotation)))
