"""Whether a model fits into the memory of a machine, at full and at a quarter of its precision.

need = weights + cache + program, in GB of 10^9 bytes. The weights stand in the catalogue; cache
and program are its figures `cache_per_token` and `program_memory`, whose sources are named there.
Text encoders keep no cache.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final

from app.guide.models import Catalogue, ModelKind, ShortlistModel

MEASURED_B: Final = 8.0  # billions of parameters of the model whose cache was measured
KEEP_A_CACHE: Final = frozenset({ModelKind.HOSTED, ModelKind.OPEN_LLM})


class Precision(StrEnum):
    FP16 = "fp16"
    FOUR_BIT = "four_bit"


class Fit(StrEnum):
    FITS = "fits"
    TIGHT = "tight"  # only with the lower figure for the program
    NO = "no"


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """What a model takes at one precision; `low` and `high` differ by the program's own share."""

    precision: Precision
    weights_gb: float
    cache_gb: float
    low: float
    high: float

    def fit(self, memory_gb: float) -> Fit:
        if self.high <= memory_gb:
            return Fit.FITS
        return Fit.TIGHT if self.low <= memory_gb else Fit.NO


def memory_needs(
    catalogue: Catalogue, model: ShortlistModel, tokens: int
) -> tuple[MemoryNeed, ...]:
    """The need at each precision known for the model, with room for `tokens` of text at a time."""
    cache = _cache_gb(catalogue, model, tokens)
    program = catalogue.figure["program_memory"]
    return tuple(
        MemoryNeed(
            precision,
            weights,
            cache,
            weights + cache + program.low,
            weights + cache + program.high,
        )
        for precision, weights in (
            (Precision.FP16, model.fp16_gb),
            (Precision.FOUR_BIT, model.four_bit_gb),
        )
        if weights is not None
    )


def best_fit(needs: tuple[MemoryNeed, ...], memory_gb: float) -> tuple[Fit, MemoryNeed] | None:
    """The best precision that fits, else the one nearest to it; None where nothing is known."""
    if not needs:
        return None
    for wanted in (Fit.FITS, Fit.TIGHT):
        for need in needs:
            if need.fit(memory_gb) is wanted:
                return wanted, need
    return Fit.NO, min(needs, key=lambda need: need.low)


def _cache_gb(catalogue: Catalogue, model: ShortlistModel, tokens: int) -> float:
    if model.kind not in KEEP_A_CACHE or model.parameters_b is None:
        return 0.0
    per_token = catalogue.figure["cache_per_token"].high
    room = min(tokens, model.context_tokens or tokens)
    return per_token * sqrt(model.parameters_b / MEASURED_B) * room
