"""A GGUF model on this computer that writes its answers: the child process as an endpoint."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from app.probe.ask import Cancel, Progress
from app.probe.child import ModelServer, model_server
from app.probe.endpoint import Endpoint
from app.probe.local import LocalModel
from app.probe.question import Question
from app.probe.types import Answer


class LocalChat:
    """Implements `app.probe.ask.Asker`; made by `chat_model`."""

    def __init__(self, server: ModelServer, question: Question) -> None:
        # the client takes a second to load, and most measurements here do without it
        from app.probe.client import EndpointModel  # noqa: PLC0415

        with closing(LocalModel(server, ("a", "b"))) as about:
            self.tiny = about.tiny
            parameters = about.facts["parameters"]
        here = Endpoint(f"{server.address}/v1", server.model.name, server.key)
        self._model = EndpointModel(here, question.labels, question=question)
        self._server = server
        self.device = server.device
        self.facts: Mapping[str, Any] = {
            **self._model.facts,
            "host": "127.0.0.1",
            "base_url": "",  # another port each time
            "parameters": parameters,
            "model_bytes": server.model.stat().st_size,
            "gpu_layers": server.gpu_layers,
            "engine": f"llama.cpp (xllamacpp {version('xllamacpp')})",
        }

    def ask(self, text: str) -> Answer:
        return self._model.ask(text)

    def close(self) -> None:
        self._model.close()


@contextmanager
def chat_model(
    model: Path,
    question: Question,
    *,
    concurrency: int,
    cancelled: Cancel,
    loading: Progress = lambda done, total: None,
) -> Iterator[LocalChat]:
    """The model in the GGUF file `model`, loaded and ready to be asked `question`.

    At the end of the `with` block its process is killed. Raises what `model_server` raises.
    """
    with (
        model_server(
            model, concurrency=concurrency, cancelled=cancelled, loading=loading
        ) as server,
        closing(LocalChat(server, question)) as chat,
    ):
        yield chat
