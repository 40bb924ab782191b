"""Memory that starting took and nothing uses any more goes back to the system."""

import gc
import sys
from typing import Final

from app.gui.code_pages import let_code_go
from app.gui.jobs import Job

OFTEN: Final = 10  # searches of younger objects between two through all: Python's own figure


def give_back() -> None:
    """Let go of what loading left behind.

    What is there now stays. Searching through all of it took the collector 0.1 s and more each
    time, to find ten objects in all: so it did not while the program started, and later searches
    leave it out.

    The C library keeps what was freed, in case it is wanted again. After the guide was read and a
    hundred modules were loaded that is several MB which nobody will want; and ten times as much of
    the libraries' code ran only once. Linux only (the first of it with glibc): elsewhere the
    system takes it back by itself, or offers no way to ask.
    """
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], OFTEN)
    if sys.platform == "linux":
        from ctypes import CDLL  # noqa: PLC0415  (not before the first paint)

        trim = getattr(CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
        Job(lambda _progress, _cancelled: let_code_go()).start()
