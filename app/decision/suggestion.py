"""One line of the lists behind line 3: an approach, when it applies, and why. Ours."""

from collections.abc import Callable
from dataclasses import dataclass

from app.decision.conditions import Situation


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An approach, when it applies, its reason, and what else deserves a look, best first.

    Of a list the first whose condition holds is taken, so the order is the priority, and the last
    condition of every list always holds. The guide holds the words.
    """

    when: Callable[[Situation], bool]
    approach: str
    reason: str
    alternatives: tuple[str, ...]
