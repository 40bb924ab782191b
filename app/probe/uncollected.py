"""Many objects made at once without the garbage collector, which stops every thread meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_changing = Lock()
_open: list[bool] = []  # for each thread at it: whether the collector was on when it came


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows hold no reference to one another, nor is there anything to collect among modules; yet
    every search of the collector through 200,000 of them stops the window for tenths of a second.
    What was made stays out of later searches, too: it ends when nobody refers to it any more.

    Threads may be at it at the same time: the collector is off until the last one is done.
    """
    with _changing:
        _open.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _changing:
            gc.freeze()
            first = _open.pop(0)
            if _open:
                _open[0] = _open[0] or first
            elif first:
                gc.enable()
