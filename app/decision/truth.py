"""The flow as a truth table: one bit for every complete set of answers.

With ten questions there are 1,024 complete sets of yes and no, so a set of them is a whole number
of 1,024 bits and following both branches of every unknown is a handful of bit operations.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_

from app.decision.profile import Reply
from app.guide.types import OutcomeId, Question


class TruthTable:
    """Which outcomes the flow reaches. Bit i of a set stands for the answers whose n-th question
    is yes exactly where bit n of i is one."""

    def __init__(self, questions: Iterable[Question]) -> None:
        ordered = [*questions]
        self._questions = {question.id: n for n, question in enumerate(ordered)}
        size = len(ordered)
        self._all = (1 << (1 << size)) - 1
        self._yes = [self._all // ((1 << (1 << n)) + 1) << (1 << n) for n in range(size)]
        ends: dict[str, dict[OutcomeId, int]] = {
            outcome: {outcome: self._all} for outcome in OutcomeId
        }
        for n in reversed(range(size)):  # a question only leads to later ones or to an outcome
            yes, no = ends[ordered[n].yes.next], ends[ordered[n].no.next]
            ends[ordered[n].id] = {
                outcome: self._yes[n] & yes.get(outcome, 0) | ~self._yes[n] & no.get(outcome, 0)
                for outcome in {**yes, **no}
            }
        self._outcomes = ends[ordered[0].id]

    def possible(self, replies: Mapping[str, Reply]) -> tuple[OutcomeId, ...]:
        """Every outcome that some completion of the unknowns reaches, sorted by id."""
        open_sets = self._consistent(replies)
        return tuple(sorted(end for end, sets in self._outcomes.items() if sets & open_sets))

    def decides(self, question: str, replies: Mapping[str, Reply]) -> bool:
        """Whether, with everything else completed in some way, this answer changes the outcome."""
        open_sets = self._consistent({**replies, question: Reply.UNSURE})
        n = self._questions[question]
        yes, step = self._yes[n], 1 << n
        return any(
            (sets & open_sets & yes) >> step != sets & open_sets & ~yes
            for sets in self._outcomes.values()
        )

    def _consistent(self, replies: Mapping[str, Reply]) -> int:
        """All complete sets of answers that agree with the definite replies."""
        return reduce(
            and_,
            (
                self._yes[n] if replies[question] is Reply.YES else ~self._yes[n]
                for question, n in self._questions.items()
                if replies.get(question, Reply.UNSURE) is not Reply.UNSURE
            ),
            self._all,
        )
