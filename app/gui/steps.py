"""The order of a consultation's pages. Knows no widget."""

from collections.abc import Mapping
from typing import Final

from app.decision.profile import Reply
from app.decision.walk import next_question, walk
from app.guide.types import Guide

DESCRIBE: Final = "describe"
FACTS: Final = "facts"
LIMITS: Final = "limits"
REVIEW: Final = "review"
RECOMMENDATION: Final = "recommendation"
PROBE: Final = "probe"
EXPORT: Final = "export"
_QUESTION: Final = "question:"


def question_page(question: str) -> str:
    return f"{_QUESTION}{question}"


def question_of(page: str) -> str | None:
    """The question a page asks, or None for the other pages."""
    return page.removeprefix(_QUESTION) if page.startswith(_QUESTION) else None


def pages(guide: Guide, replies: Mapping[str, Reply]) -> list[str]:
    """Every page of this consultation in order; only the questions the flow reaches."""
    asked = [question_page(step.question) for step in walk(guide, replies)]
    return [DESCRIBE, FACTS, *asked, LIMITS, REVIEW, RECOMMENDATION, PROBE, EXPORT]


def known_page(guide: Guide, replies: Mapping[str, Reply], page: str) -> str:
    """The page itself, or the first one where an older or newer version left us elsewhere."""
    question = question_of(page)
    known = question in guide.question if question else page in pages(guide, replies)
    return page if known else DESCRIBE


def page_after(
    guide: Guide, replies: Mapping[str, Reply], page: str, *, returning: bool = False
) -> str:
    """Where Continue leads. `returning`: the user came from "Check your answers" to change one,
    so only questions that the change made necessary come before going back there."""
    if question_of(page):
        needed = next_question(guide, replies)
        if returning:
            return question_page(needed) if needed else REVIEW
    order = pages(guide, replies)
    if page in order:
        return order[min(order.index(page) + 1, len(order) - 1)]
    return question_page(needed) if needed else LIMITS  # a question answered although not needed


def page_before(guide: Guide, replies: Mapping[str, Reply], page: str) -> str | None:
    """Where Back leads; None from the first page, which leads home."""
    order = pages(guide, replies)
    if page not in order:
        return REVIEW
    place = order.index(page)
    return order[place - 1] if place else None
