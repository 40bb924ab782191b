"""The flow as a truth table: one bit for every complete set of answers.

With ten questions there are 1,024 complete sets of yes and no, so a set of them is a whole number
of 1,024 bits and following both branches of every unknown is a handful of bit operations.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from app.decision.profile import Reply
from app.guide.types import OutcomeId, Question

Node: TypeAlias = tuple[str, str, str]  # a question, and where its yes and its no lead


def truth_table(questions: Iterable[Question]) -> "TruthTable":
    """The table of a flow, made once and kept."""
    return _made(tuple((node.id, node.yes.next, node.no.next) for node in questions))


class TruthTable:
    """Which outcomes the flow reaches. Bit i of a set stands for the answers whose n-th question
    is yes exactly where bit n of i is one."""

    def __init__(self, flow: Sequence[Node]) -> None:
        size = len(flow)
        self._all = (1 << (1 << size)) - 1
        self._yes = [self._all // ((1 << (1 << n)) + 1) << (1 << n) for n in range(size)]
        ends: dict[str, dict[OutcomeId, int]] = {
            outcome: {outcome: self._all} for outcome in OutcomeId
        }
        for n in reversed(range(size)):  # a question only leads to later ones or to an outcome
            question, to_yes, to_no = flow[n]
            yes, no = ends[to_yes], ends[to_no]
            ends[question] = {
                outcome: self._yes[n] & yes.get(outcome, 0) | ~self._yes[n] & no.get(outcome, 0)
                for outcome in {**yes, **no}
            }
        self._outcomes = dict(sorted(ends[flow[0][0]].items()))
        self._step = {question: 1 << n for n, (question, _, _) in enumerate(flow)}
        self._agrees: dict[tuple[str, Reply], int] = {}  # a definite reply → the sets with it
        for (question, _, _), sets in zip(flow, self._yes, strict=True):
            self._agrees[question, Reply.YES] = sets
            self._agrees[question, Reply.NO] = self._all ^ sets

    def possible(self, replies: Mapping[str, Reply]) -> tuple[OutcomeId, ...]:
        """Every outcome that some completion of the unknowns reaches, sorted by id."""
        open_sets = self._consistent(replies)
        return tuple(end for end, sets in self._outcomes.items() if sets & open_sets)

    def decides(self, question: str, replies: Mapping[str, Reply]) -> bool:
        """Whether, with everything else completed in some way, this answer changes the outcome."""
        open_sets = self._consistent({**replies, question: Reply.UNSURE})
        yes, no = self._agrees[question, Reply.YES], self._agrees[question, Reply.NO]
        step = self._step[question]
        return any(
            (sets & open_sets & yes) >> step != sets & open_sets & no
            for sets in self._outcomes.values()
        )

    def _consistent(self, replies: Mapping[str, Reply]) -> int:
        """All complete sets of answers that agree with the definite replies."""
        sets = self._all
        for said in replies.items():
            sets &= self._agrees.get(said, sets)
        return sets


@lru_cache(maxsize=4)  # the guide in use, and the one an old recommendation was made with
def _made(flow: tuple[Node, ...]) -> TruthTable:
    return TruthTable(flow)
