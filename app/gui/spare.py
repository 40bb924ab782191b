"""Memory that starting took and nothing uses any more goes back to the system."""

import gc
import sys


def give_back() -> None:
    """Let go of what loading left behind.

    The C library keeps what was freed, in case it is wanted again. After the guide was read and a
    hundred modules were loaded that is several MB which nobody will want. Linux with glibc only:
    elsewhere the system takes it back by itself, or offers no way to ask.
    """
    gc.collect()
    gc.freeze()  # what is left stays: no later search of the collector has to look through it
    if sys.platform == "linux":
        from ctypes import CDLL  # noqa: PLC0415  (not before the first paint)

        trim = getattr(CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
