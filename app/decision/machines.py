"""Which open models the author's machines run, by a rule of thumb of ours.

A parameter takes 2 bytes at 16 bits and half a byte at 4 bits; a fifth is added for what a model
keeps while it works. So 48 GB hold some 80 billion parameters at 4 bits and 20 billion at 16.
"""

from typing import Final

from app.decision.profile import Profile, Reply

GB_PER_BILLION_4_BIT: Final = 0.6  # half a byte × 1.2
LARGE_GB: Final = 24  # holds some 40 billion parameters at 4 bits
SMALL_GB: Final = 8  # below, hardly more than an encoder can be tuned


def holds_billions(gb: float) -> int:
    """How many billion parameters fit into so much memory at 4 bits."""
    return int(gb / GB_PER_BILLION_4_BIT)


def can_host(profile: Profile) -> Reply | None:
    """Whether a machine of theirs runs a large model: as they said, else as its memory says."""
    said, gb = profile.limits.own_hardware, profile.facts.memory_gb
    if said in (Reply.YES, Reply.NO) or gb is None:
        return said
    return Reply.YES if gb >= LARGE_GB else Reply.NO
