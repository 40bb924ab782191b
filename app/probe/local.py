"""A GGUF model on this computer: llama.cpp in a child process, asked over loopback."""

import hashlib
import json
import math
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from http.client import HTTPConnection, HTTPException
from importlib.metadata import version
from pathlib import Path
from threading import local
from typing import Any, Final
from urllib.parse import urlsplit

from app.errors import AppError
from app.probe.ask import Cancel, Progress
from app.probe.child import ModelServer, model_server
from app.probe.question import Question, label_question
from app.probe.types import Answer, OutcomeClass

TIMEOUT: Final = 120  # seconds for one request
TINY: Final = 1_000_000_000  # parameters
ENDS: Final = 1 << 20  # bytes
LEAST: Final = 1e-12  # probability in place of 0
WAY: Final = "label log-likelihood on a plain completion prompt"


class LocalModel:
    """A model that runs. It implements `app.probe.ask.Asker`; made by `local_model`."""

    def __init__(
        self, server: ModelServer, labels: Sequence[str], question: Question | None = None
    ) -> None:
        self._server = server
        self._question = question or label_question(labels)
        self._kept = local()  # one connection for each thread
        self._connections: list[HTTPConnection] = []
        about = self._post("/v1/models")["data"][0]["meta"]
        self._parameters: int = about["n_params"]
        self._labels = self._endings(labels)
        self.device = server.device
        self.facts: Mapping[str, Any] = {
            "model": server.model.name,
            "model_sha256_of_ends": _sha256_of_ends(server.model),
            "labels": list(labels),
            "host": "127.0.0.1",
            "way": WAY,
            **self._question.facts,
            "prompt": self._question.kind.completion,
            "parameters": self._parameters,
            "model_bytes": server.model.stat().st_size,
            "quantization": about.get("ftype", ""),
            "gpu_layers": server.gpu_layers,
            "memory_needed_bytes": server.memory_needed,
            "engine": f"llama.cpp (xllamacpp {version('xllamacpp')})",
        }

    @property
    def process_id(self) -> int:
        return self._server.process.pid

    @property
    def tiny(self) -> bool:
        return self._parameters < TINY

    def ask(self, text: str) -> Answer:
        """The log-probability of each label as what follows the prompt.

        Raises AppError when the child process has ended.
        """
        begun = time.perf_counter()
        tokens: list[int] = []
        try:
            tokens = self._tokens(self._question.continued(text))
            scores, steps = self._scores(tokens)
        except _Declined as declined:
            return Answer(
                outcome=declined.outcome, detail=declined.detail, prompt_tokens=len(tokens)
            )
        except TimeoutError:
            return Answer(outcome=OutcomeClass.TIMEOUT, prompt_tokens=len(tokens))
        except (OSError, HTTPException, ValueError, KeyError) as error:
            self._raise_if_ended()
            return Answer(outcome=OutcomeClass.CONNECTION, detail=type(error).__name__)
        return Answer(
            outcome=OutcomeClass.OK,
            scores=scores,
            latency_ms=round((time.perf_counter() - begun) * 1000, 2),
            prompt_tokens=len(tokens),
            completion_tokens=steps,
        )

    def close(self) -> None:
        """Give the connections back."""
        for connection in self._connections:
            connection.close()

    def _endings(self, labels: Sequence[str]) -> list[list[int]]:
        """The tokens that follow the prompt for each label.

        They end with the line, which tells a label from a longer one that begins alike.
        """
        base = replace(self._question, shots=()).continued("x")
        begun = len(self._tokens(base))
        return [self._tokens(f"{base} {label}\n")[begun:] for label in labels]

    def _scores(self, prompt: Sequence[int]) -> tuple[tuple[float, ...], int]:
        """Log-probability of each label given that one of them follows, and the requests made.

        Labels are told apart token by token; a token on which all remaining labels agree says
        nothing and costs no request.
        """
        scores = [0.0] * len(self._labels)
        open_ends = [(0, list(range(len(self._labels))))]
        steps = 0
        while open_ends:
            depth, remaining = open_ends.pop()
            branches: dict[int, list[int]] = {}
            for place in remaining:
                branches.setdefault(self._labels[place][depth], []).append(place)
            if len(branches) > 1:
                shared = self._labels[remaining[0]][:depth]
                shares = self._next([*prompt, *shared], list(branches))
                steps += 1
                for token, places in branches.items():
                    for place in places:
                        scores[place] += math.log(max(shares.get(token, 0.0), LEAST))
            open_ends += [(depth + 1, each) for each in branches.values() if len(each) > 1]
        return tuple(scores), steps

    def _next(self, tokens: Sequence[int], among: Sequence[int]) -> dict[int, float]:
        """The probabilities of the tokens `among` as the next one; they add up to 1.

        All get the same bonus, so that what else might follow falls away and their ratios stay.
        """
        answer = self._post(
            "/completion",
            {
                "prompt": list(tokens),
                "n_predict": 1,
                "n_probs": len(among),
                "post_sampling_probs": True,
                "logit_bias": [[token, 100.0] for token in among],
                "samplers": ["temperature"],
                "temperature": 1.0,
                "seed": 0,
                "cache_prompt": True,
            },
        )
        return {
            each["id"]: each["prob"] for each in answer["completion_probabilities"][0]["top_probs"]
        }

    def _tokens(self, text: str) -> list[int]:
        """`text` in tokens; what looks like a control token in it is ordinary text."""
        body = {"content": text, "add_special": True, "parse_special": False}
        return [int(token) for token in self._post("/tokenize", body)["tokens"]]

    def _post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        connection: HTTPConnection | None = getattr(self._kept, "connection", None)
        if connection is None:
            host = urlsplit(self._server.address)
            connection = HTTPConnection(str(host.hostname), host.port, timeout=TIMEOUT)
            self._kept.connection = connection
            self._connections.append(connection)
        headers = {
            "Authorization": f"Bearer {self._server.key}",
            "Content-Type": "application/json",
        }
        data = None if body is None else json.dumps(body).encode()
        try:
            connection.request("GET" if data is None else "POST", path, data, headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
        except BaseException:
            connection.close()
            self._kept.connection = None
            raise
        if response.status != 200:
            raise _Declined(response.status, answer)
        return answer

    def _raise_if_ended(self) -> None:
        try:
            self._server.process.wait(
                timeout=1
            )  # the connection breaks a moment before the end is known
        except subprocess.TimeoutExpired:
            return
        raise AppError("model_stopped", model=self._server.model.name)


def _sha256_of_ends(model: Path) -> str:
    """Tells one model file from another at once: its size, its first and its last megabyte."""
    size = model.stat().st_size
    with model.open("rb") as file:
        digest = hashlib.sha256(f"{size}\n".encode() + file.read(ENDS))
        file.seek(max(0, size - ENDS))
        digest.update(file.read(ENDS))
    return digest.hexdigest()


class _Declined(Exception):
    """llama.cpp answered that it will not do this."""

    def __init__(self, status: int, answer: Any) -> None:
        error = answer.get("error", {}) if isinstance(answer, dict) else {}
        kinds = {
            "exceed_context_size_error": OutcomeClass.CONTEXT_OVERFLOW,
            "authentication_error": OutcomeClass.AUTH,
        }
        self.outcome = kinds.get(error.get("type", ""), OutcomeClass.SERVER_ERROR)
        self.detail = f"{status}: {error.get('message', '')}"[:200]


@contextmanager
def local_model(
    model: Path,
    labels: Sequence[str],
    *,
    question: Question | None = None,
    concurrency: int = 1,
    cancelled: Cancel = lambda: False,
    loading: Progress = lambda done, total: None,
) -> Iterator[LocalModel]:
    """The model in the GGUF file `model`, loaded and ready to be asked for one of `labels`.

    At the end of the `with` block its process is killed. Raises what `model_server` raises.
    """
    with model_server(
        model, concurrency=concurrency, cancelled=cancelled, loading=loading
    ) as server:
        try:
            loaded = LocalModel(server, labels, question)
        except (OSError, HTTPException, ValueError, KeyError, _Declined):
            raise AppError("model_crashed", file=model) from None
        with closing(loaded):
            yield loaded
