"""The fonts that ship with us, first choice first."""

from typing import Final

FAMILIES: Final = ("Inter", "Signpost Sans JP", "DejaVu Sans")
