"""A claim of the guide as documents show it: figure, side, certainty with its reasons, source."""

from typing import Any

from app.guide.types import Citation, Concern, Evidence, Guide, Strength
from app.words import Language, say


def evidence_document(guide: Guide, item: Evidence, language: Language) -> dict[str, Any]:
    """The claim in `language`; ids and levels are fixed. What bears on kinds of task alone has no
    question."""
    return {
        "id": item.id,
        "question": item.question,
        "answer": item.reply,
        "tasks": list(item.tasks),
        "claim": item.claim.to(language),
        "figure": item.figure and item.figure.to(language),
        "favours": item.favours,
        "source": cited(guide, item.cite),
        "also": [cited(guide, cite) for cite in item.also],
        "bears_on": item.bears_on,
        "status": item.status,
        "effect": item.effect,
        "certainty": {"level": item.certainty, "reason": certainty_reason(guide, item, language)},
    }


def certainty_reason(guide: Guide, item: Evidence, language: Language) -> str:
    """Why the claim is as certain as it is: what counts against it, then what counts for it."""

    def joined(grades: tuple[Concern, ...] | tuple[Strength, ...]) -> str:
        return say(language, "advice.comma").join(
            guide.grade[grade].text.to(language) for grade in grades
        )

    parts = []
    if item.rated_down:
        parts.append(say(language, "advice.rated_down", reasons=joined(item.rated_down)))
    if item.rated_up:
        parts.append(say(language, "advice.rated_up", reasons=joined(item.rated_up)))
    return say(language, "advice.space").join(parts) or say(language, "advice.not_rated")


def cited(guide: Guide, cite: Citation) -> str:
    """A citation on one line: "Yang et al. 2023, §5.3 (arXiv:2304.13712)"."""
    source = guide.source[cite.source]
    section = f", {cite.section}" if cite.section else ""
    return f"{source.authors} {source.year}{section} ({source.locator})"
