"""Whether a local model fits is told before it is loaded, from what its file says."""

import struct
from pathlib import Path

import psutil
import pytest

from app.errors import AppError
from app.probe.child import CONTEXT, model_server
from app.probe.gguf import gguf_facts
from app.probe.memory import free_memory, memory_fit, refuse_what_does_not_fit


def text(words: str) -> bytes:
    return struct.pack("<Q", len(words)) + words.encode()


def head(**numbers: int) -> bytes:
    """The head of a GGUF file of the kind `llama` with these facts."""
    pairs = [text("general.architecture") + struct.pack("<I", 8) + text("llama")]
    pairs += [
        text(f"llama.{name.replace('__', '.')}") + struct.pack("<II", 4, number)
        for name, number in numbers.items()
    ]
    return struct.pack("<4sIQQ", b"GGUF", 3, 0, len(pairs)) + b"".join(pairs)


def test_the_head_of_a_model_is_read_without_loading_it(small_model: Path) -> None:
    facts = gguf_facts(small_model)
    assert facts["general.architecture"] == "llama"
    assert facts["llama.block_count"] == 30
    assert facts["llama.attention.head_count_kv"] == 3
    assert facts["tokenizer.ggml.tokens"] == 49152


def test_what_a_model_is_said_to_need_is_what_it_takes(small_model: Path) -> None:
    """llama.cpp itself says: 92 MiB of weights, 180 of cache and 19 of work for two contexts."""
    fit = memory_fit(small_model, context=CONTEXT, parallel=2)
    assert fit.cache == 180 << 20
    with model_server(small_model, concurrency=2) as server:
        taken = psutil.Process(server.process.pid).memory_info().rss
        assert server.memory_needed == fit.needed
    assert 0.8 * taken < fit.needed < 2 * taken
    assert 0 < free_memory() < 1 << 50


def test_a_model_that_cannot_fit_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    model = tmp_path / "giant.gguf"
    model.write_bytes(
        head(
            block_count=2000,
            embedding_length=65536,
            attention__head_count=128,
            attention__head_count_kv=128,
        )
    )
    with (
        pytest.raises(AppError, match=r"giant.gguf needs about \d+\.\d GB"),
        model_server(model, concurrency=4),
    ):
        pass


@pytest.mark.parametrize(
    "data",
    [
        head(block_count=2),
        head(block_count=2)[:-3],
        b"GGUF" + b"\xff" * 40,
        struct.pack("<4sIQQ", b"GGUF", 3, 0, 1) + struct.pack("<Q", 1 << 60),
        struct.pack("<4sIQQ", b"GGUF", 1, 0, 0),
    ],
)
def test_a_file_that_does_not_say_enough_is_left_to_llama_cpp(tmp_path: Path, data: bytes) -> None:
    model = tmp_path / "odd.gguf"
    model.write_bytes(data)
    assert refuse_what_does_not_fit(model, context=4096, parallel=1) is None
