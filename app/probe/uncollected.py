"""Many objects made at once without the garbage collector, which stops every thread meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows hold no reference to one another, nor is there anything to collect among modules; yet
    every search of the collector through 200,000 of them stops the window for tenths of a second.
    What was made stays out of later searches, too: it ends when nobody refers to it any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
