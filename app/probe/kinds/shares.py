"""Shares of right answers as measures."""

from collections.abc import Sequence

from app.probe.score import wilson
from app.probe.types import Measure


def share_right(scores: Sequence[float]) -> Measure:
    """The share of `scores` (at least one) that are 1, with its score interval."""
    return Measure(**wilson(sum(score >= 1 for score in scores), len(scores)).model_dump())
