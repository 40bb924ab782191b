"""How fast an endpoint may be asked: learnt from what it answers. Pure but for the clock's value.

Two limits at once. The number of requests under way grows by one per round of good answers and is
halved when the endpoint asks for patience (additive increase, multiplicative decrease; Chiu and
Jain 1989). And between two moments at which it asks, it took what it has to give in that time:
from then on requests are spread at that rate.
"""

from typing import Final

FIRST: Final = 4  # requests under way at the start; doubled per round until something is refused
UNSAID: Final = 0.25  # seconds of patience where the endpoint names none; doubled each time
LONGEST_UNSAID: Final = 8.0
CAREFUL: Final = 0.95  # share of the learnt rate that is used
GROWTH: Final = 1.05  # of the rate, per second without a refusal
TELLING: Final = 5  # requests taken between two refusals from which a rate may be learnt
SLOWEST: Final = 1.0  # requests per second; where less is borne, patience alone sees to it
BURST: Final = 1.0  # seconds of the rate that may be caught up at once


class Pace:
    """`most` requests under way at the most. All times are seconds of one clock."""

    def __init__(self, most: int, now: float) -> None:
        self.most = most
        self.limit = float(min(most, FIRST))
        self.rate: float | None = None  # requests per second; None while none was learnt
        self.not_before = now
        self._starting = True
        self._credit = 0.0
        self._seen = now  # when credit and rate were last brought up to date
        self._refused: float | None = None  # when the endpoint last asked for patience
        self._since: float | None = None  # from when on it is counted
        self._taken = 0  # what it took
        self._unsaid = UNSAID

    def free(self, now: float, under_way: int) -> bool:
        """Whether one more request may start."""
        self._pass(now)
        if now < self.not_before or under_way >= max(1, int(self.limit)):
            return False
        return self.rate is None or self._credit >= 1

    def wait(self, now: float) -> float:
        """Seconds until the clock alone may make `free` true; 0 when it waits for answers."""
        self._pass(now)
        pause = max(0.0, self.not_before - now)
        if self.rate is not None and self._credit < 1:
            return max(pause, (1 - self._credit) / self.rate)
        return pause

    def started(self) -> None:
        self._taken += 1
        self._credit -= 1

    def answered(self) -> None:
        """A request was answered, whatever the model said."""
        self._unsaid = UNSAID
        self.limit = min(self.most, self.limit + (1 if self._starting else 1 / self.limit))

    def troubled(self) -> None:
        """A request failed for another reason: no sign that more could be borne."""
        self._starting = False

    def refused(self, begun: float, now: float, patience: float | None) -> None:
        """The endpoint asked for patience (seconds, where it says) with a request begun then."""
        self._pass(now)
        self._taken = max(0, self._taken - 1)
        fresh = self._refused is None or begun > self._refused
        if fresh:
            if self._since is None:
                self._since, self._taken = now, 0
            elif self._taken >= TELLING:
                self.rate = max(SLOWEST, CAREFUL * self._taken / max(now - self._since, 0.05))
                self._credit = 0.0
                self._since, self._taken = now, 0
            elif self.rate is not None:
                self.rate = max(SLOWEST, CAREFUL * self.rate)
                self._credit = 0.0
            self._starting = False
            self.limit = max(1.0, self.limit / 2)
            self._refused = now
        if patience is None:
            if fresh:
                self.not_before = max(self.not_before, now + self._unsaid)
                self._unsaid = min(2 * self._unsaid, LONGEST_UNSAID)
        else:
            self.not_before = max(self.not_before, now + patience)

    def rested(self, now: float) -> None:
        """Nothing was asked since the last look, on purpose: that time says nothing."""
        if self._since is not None:
            self._since += now - self._seen
        self._seen = now

    def _pass(self, now: float) -> None:
        """Time goes on: credit grows with the rate, and the rate itself, slowly."""
        passed, self._seen = now - self._seen, now
        if self.rate is not None and passed > 0:
            self.rate *= GROWTH**passed
            self._credit = min(self._credit + passed * self.rate, max(1.0, BURST * self.rate))
