"""Whether a local model fits into the memory, told before it is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.errors import AppError
from app.probe.gguf import gguf_facts

CACHED: Final = 2  # bytes of one number in the key-value cache (f16)
AT_ONCE: Final = 512  # tokens that are worked on at once
FLOAT: Final = 4  # bytes
PROGRAM: Final = 150_000_000  # bytes of the process itself
GB: Final = 1e9


@dataclass(frozen=True, slots=True)
class Fit:
    """Bytes. `needed` is the file, the cache for all contexts and what is worked on; `graphic` is
    the free memory of GPUs that llama.cpp can use."""

    weights: int
    cache: int
    working: int
    free: int
    graphic: int

    @property
    def needed(self) -> int:
        return self.weights + self.cache + self.working

    @property
    def fits(self) -> bool:
        return self.needed <= self.free + self.graphic


def memory_fit(model: Path, *, context: int, parallel: int) -> Fit:
    """How `model` with `parallel` contexts of `context` tokens compares with the memory there is.

    Raises ValueError where the file does not say enough (then only loading it can tell).
    """
    facts = gguf_facts(model)
    cache, working = _cache(facts, context * parallel), _working(facts)
    return Fit(
        weights=model.stat().st_size,
        cache=cache,
        working=working + PROGRAM,
        free=free_memory(),
        graphic=free_graphic_memory(),
    )


def refuse_what_does_not_fit(model: Path, *, context: int, parallel: int) -> Fit | None:
    """The fit, if it can be told. Raises AppError with both figures where the model does not fit:
    a computer that runs out of memory ends other programs too."""
    try:
        fit = memory_fit(model, context=context, parallel=parallel)
    except (ValueError, OSError):
        return None
    if not fit.fits:
        raise AppError(
            "model_needs_more",
            file=model,
            needed=f"{fit.needed / GB:.1f}",
            free=f"{(fit.free + fit.graphic) / GB:.1f}",
        )
    return fit


def free_memory() -> int:
    """Bytes that programs can have without others being put out."""
    import psutil  # noqa: PLC0415  (only a local model needs it)

    return int(psutil.virtual_memory().available)


def free_graphic_memory() -> int:
    """Free bytes of the GPUs that llama.cpp can use and that have a memory of their own."""
    import xllamacpp  # noqa: PLC0415  (only a local model needs it)

    gpu = xllamacpp.ggml_backend_dev_type.GGML_BACKEND_DEVICE_TYPE_GPU
    return sum(
        int(device["memory_free"])
        for device in xllamacpp.get_device_info()
        if device["type"] == gpu and device["name"] != "Metal"
    )


def _cache(facts: Mapping[str, Any], tokens: int) -> int:
    """One key and one value for each token, layer and head; sliding windows would need less."""
    layers = _number(facts, "block_count")
    heads = facts.get(f"{_kind(facts)}.attention.head_count_kv")
    width = _number(facts, "embedding_length") // max(1, _number(facts, "attention.head_count"))
    key = facts.get(f"{_kind(facts)}.attention.key_length", width)
    value = facts.get(f"{_kind(facts)}.attention.value_length", width)
    if heads is None:
        heads = _number(facts, "attention.head_count")
    total = sum(heads) if isinstance(heads, list) else heads * layers
    return int(tokens * total * (key + value) * CACHED)


def _working(facts: Mapping[str, Any]) -> int:
    """The widest layers of one batch: the vocabulary's and the inner ones."""
    vocabulary = facts.get("tokenizer.ggml.tokens", 0)
    words = len(vocabulary) if isinstance(vocabulary, list) else int(vocabulary)
    inner = 4 * _number(facts, "embedding_length")
    return FLOAT * (AT_ONCE * inner + words * AT_ONCE // 8)


def _kind(facts: Mapping[str, Any]) -> str:
    return str(facts.get("general.architecture", ""))


def _number(facts: Mapping[str, Any], name: str) -> int:
    value = facts.get(f"{_kind(facts)}.{name}")
    if isinstance(value, list):
        value = max(value, default=0)
    if not isinstance(value, int):
        raise ValueError(f"the file does not say its {name}")
    return value
