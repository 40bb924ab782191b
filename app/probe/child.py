"""The child process in which llama.cpp runs: started, waited for, ended."""

import json
import secrets
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final

from app.errors import AppError, Cancelled
from app.probe.ask import Cancel, Progress
from app.probe.memory import refuse_what_does_not_fit
from app.probe.process import own_process

CONTEXT: Final = 4096  # tokens of one prompt
LOADING: Final = 600  # seconds for a model to load


@dataclass(frozen=True, slots=True)
class ModelServer:
    """A llama.cpp server on loopback that answers whoever knows `key`."""

    process: subprocess.Popen[bytes]
    model: Path
    address: str  # "http://127.0.0.1:PORT"
    key: str
    device: str
    gpu_layers: int
    memory_needed: int | None  # bytes, as reckoned before loading; None where it cannot be told


@contextmanager
def model_server(
    model: Path,
    *,
    concurrency: int,
    cancelled: Cancel = lambda: False,
    embedding: bool = False,
    loading: Progress = lambda done, total: None,
) -> Iterator[ModelServer]:
    """Serve the GGUF file `model` until the end of the `with` block, where the child is killed.

    `embedding`: it answers with vectors and not with words. `loading` tells the bytes of the file
    that are in memory. Raises AppError when the file is missing, no GGUF, damaged or too large
    for the memory, Cancelled when stopped while loading.
    """
    check_model_file(model)
    fit = refuse_what_does_not_fit(model, context=CONTEXT, parallel=concurrency)
    process = _start(model, concurrency, embedding=embedding)
    try:
        if process.stdin is None:
            raise RuntimeError("the child was started without pipes")
        key = secrets.token_urlsafe(32)
        try:
            process.stdin.write(f"{key}\n".encode())
            process.stdin.flush()
        except OSError:
            raise AppError("model_crashed", file=model) from None
        ready = _ready(process, model, cancelled, loading)
        needed = fit.needed if fit else None
        yield ModelServer(process=process, model=model, key=key, memory_needed=needed, **ready)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # a key that was never read
                    pipe.close()


def check_model_file(model: Path) -> None:
    """Raises AppError where the file cannot be read or is no GGUF."""
    try:
        with model.open("rb") as file:
            magic = file.read(4)
    except FileNotFoundError:
        raise AppError("file_missing", file=model) from None
    except IsADirectoryError:
        raise AppError("file_is_folder", file=model) from None
    except OSError as error:
        raise AppError("file_unreadable", file=model, fault=error.strerror or error) from None
    if magic != b"GGUF":
        raise AppError("model_not_gguf", file=model)


def _start(model: Path, concurrency: int, *, embedding: bool) -> subprocess.Popen[bytes]:
    return own_process(
        "serve-model",
        str(model.resolve()),
        f"--parallel={concurrency}",
        f"--context={CONTEXT}",
        *(["--embedding"] if embedding else []),
        # threads that spin are ten times slower on a busy CPU
        environment={"OMP_WAIT_POLICY": "PASSIVE"},
    )


def _ready(
    process: subprocess.Popen[bytes], model: Path, cancelled: Cancel, loading: Progress
) -> Mapping[str, Any]:
    """What the child says once the model is loaded. A thread reads, so that waiting can stop."""
    said: SimpleQueue[bytes] = SimpleQueue()
    pipe = process.stdout
    if pipe is None:
        raise RuntimeError("the child was started without pipes")
    Thread(target=lambda: said.put(pipe.readline()), name="local model", daemon=True).start()
    give_up = time.monotonic() + LOADING
    size = model.stat().st_size
    while time.monotonic() < give_up:
        if cancelled():
            raise Cancelled
        try:
            line = said.get(timeout=0.05)
        except Empty:
            loading(min(_in_memory(process), size), size)
            continue
        if not line:  # it ended without a word
            raise AppError("model_crashed", file=model)
        ready: dict[str, Any] = json.loads(line)
        if ready.get("fault") == "memory":
            raise AppError("model_too_large", file=model)
        if "fault" in ready:
            raise AppError("model_damaged", file=model)
        loading(size, size)
        return ready
    raise AppError("model_slow", file=model, minutes=LOADING // 60)


def _in_memory(process: subprocess.Popen[bytes]) -> int:
    """Bytes of the child's memory; most of them are the model's, page by page."""
    import psutil  # noqa: PLC0415  (only a local model needs it)

    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:  # it ended between two looks
        return 0
