"""The inside of the child process: llama.cpp serves one model on loopback until stdin ends.

A damaged file or a fault of llama.cpp can end this process, never the window.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any, Final

import xllamacpp

OFFLOADED: Final = re.compile(rb"offloaded (\d+)/(\d+) layers to GPU")
NO_MEMORY: Final = re.compile(
    rb"failed to allocate|out of memory|cannot allocate|not enough memory", re.I
)


def serve(model: Path, *, parallel: int, context: int, embedding: bool = False) -> int:
    """Load `model`, print one JSON line on stdout, answer requests until stdin ends.

    The first line of stdin is the key that every request has to carry. The JSON line holds
    `address`, `device`, `gpu_layers`, or `fault` ("damaged" or "memory") where it cannot load.
    `embedding`: it answers with vectors and not with words.
    """
    key = sys.stdin.readline().strip()
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")  # llama.cpp itself may print on 1
    os.dup2(2, 1)
    Thread(target=_until_orphaned, daemon=True).start()
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            parameters = _parameters(model, key, parallel, context)
            if embedding:
                parameters.embedding = True
                parameters.n_batch = parameters.n_ubatch = context  # a text is read at one go
            server = xllamacpp.Server(parameters)
        except RuntimeError:
            fault = "memory" if NO_MEMORY.search(_all_of(log)) else "damaged"
            print(json.dumps({"fault": fault}), file=report, flush=True)
            return 1
        ready = {"address": server.listening_address, **_device(_all_of(log))}
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
    print(json.dumps(ready), file=report, flush=True)
    Event().wait()  # until orphaned
    return 0


def _parameters(model: Path, key: str, parallel: int, context: int) -> Any:
    if not key:
        raise SystemExit(2)  # without a key every key would do
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.model_alias = {model.name}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.n_parallel = parallel
    parameters.n_ctx = context * parallel
    parameters.n_gpu_layers = -1  # as many as fit by llama.cpp's own reckoning
    parameters.fit_params = True
    parameters.check_tensors = True  # or noise in the file would load and answer nonsense
    parameters.cache_ram_mib = 0
    parameters.verbosity = 4  # the log tells how many layers went to the GPU
    return parameters


def _device(log: bytes) -> dict[str, Any]:
    """What really runs: a GPU counts only for the layers that llama.cpp says it put there."""
    kinds = xllamacpp.ggml_backend_dev_type
    graphic = (kinds.GGML_BACKEND_DEVICE_TYPE_GPU, kinds.GGML_BACKEND_DEVICE_TYPE_IGPU)
    names: dict[bool, list[str]] = {True: [], False: []}
    for device in xllamacpp.get_device_info():
        names[device["type"] in graphic].append(device["description"])
    offloaded = OFFLOADED.search(log)
    layers, of = (int(offloaded[1]), int(offloaded[2])) if offloaded else (0, 0)
    parts = [f"GPU: {', '.join(names[True])} ({layers} of {of} layers)"] if layers else []
    if not layers or layers < of:
        parts.append(f"CPU: {', '.join(names[False])}")
    return {"device": "; ".join(parts), "gpu_layers": layers}


def _all_of(log: IO[bytes]) -> bytes:
    log.seek(0)
    return log.read()


def _until_orphaned() -> None:
    """End at once when the program that started this one is gone or asks for the end."""
    while os.read(0, 4096):
        pass
    os._exit(0)
