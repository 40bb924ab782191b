"""How long a request may take: learnt from those that were answered. Safe for several threads."""

from collections import deque
from threading import Lock
from typing import Final

ENOUGH: Final = 3  # answers before their times count
RECENT: Final = 200  # answers that are looked at
TIMES: Final = 2.0  # the slowest in twenty
LEAST: Final = 5.0  # seconds
MOST: Final = 120.0


class Patience:
    """`first` seconds until enough answers came, then twice what 95 % of them took."""

    def __init__(self, first: float) -> None:
        self._first = first
        self._taken: deque[float] = deque(maxlen=RECENT)
        self._lock = Lock()

    @property
    def seconds(self) -> float:
        with self._lock:
            taken = sorted(self._taken)
        if len(taken) < ENOUGH:
            return self._first
        return min(MOST, max(min(LEAST, self._first), TIMES * taken[int(0.95 * len(taken))]))

    def answered(self, seconds: float) -> None:
        with self._lock:
            self._taken.append(seconds)


def first_patience(tested: float) -> float:
    """Seconds for the first requests, after a connection test that took `tested` seconds."""
    return min(60.0, max(20.0, 10 * tested))
