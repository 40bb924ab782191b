"""What an embedding model sees of a text: a vector, from a GGUF file the user has.

The stronger of the two small models: frozen vectors with the same logistic regression on top.
"""

import json
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from app.errors import AppError, Cancelled
from app.probe.child import ModelServer, model_server
from app.probe.compute import Cancel, Progress
from app.probe.features import READ

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIMEOUT: Final = 120  # seconds for one text
SHORTEST: Final = 20  # characters; a text that is still too long for the model is its fault


class EmbeddingFeatures:
    """Frozen vectors, every number scaled to the mean and spread of the training texts."""

    def __init__(self, vectors: "NDArray[Any]", model: str) -> None:
        self._vectors = vectors
        self.name = f"embeddings of {model}"
        self.size = int(vectors.size)

    def matrix(self, train: "NDArray[Any]") -> Any:
        known = self._vectors[train]
        spread = known.std(axis=0)
        spread[spread == 0] = 1.0
        scale = spread * self._vectors.shape[1] ** 0.5  # so that a vector's length is about one
        return (self._vectors - known.mean(axis=0)) / scale


def embedding_features(
    model: Path,
    texts: Sequence[str],
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> EmbeddingFeatures:
    """The vectors of the texts (their first READ characters), made in a child process.

    A text that is longer than the model can read is cut in half until it fits. Raises what
    `model_server` raises, and AppError where the model gives no vectors.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)

    vectors = []
    with model_server(model, concurrency=1, cancelled=cancelled, embedding=True) as server:
        host = urlsplit(server.address)
        connection = HTTPConnection(str(host.hostname), host.port, timeout=TIMEOUT)
        try:
            for done, text in enumerate(texts):
                progress(done, len(texts))
                if cancelled():
                    raise Cancelled
                vectors.append(_vector(connection, server, text[:READ]))
        except (OSError, HTTPException, ValueError, KeyError, TypeError):
            raise AppError("embedder_gives_no_vectors", file=model) from None
        finally:
            connection.close()
    found = np.array(vectors, dtype=float)
    if found.ndim != 2 or not np.isfinite(found).all():
        raise AppError("embedder_gives_no_vectors", file=model)
    return EmbeddingFeatures(found, model.name)


def _vector(connection: HTTPConnection, server: ModelServer, text: str) -> "NDArray[Any]":
    """One vector; where the model gives one for each token, their mean."""
    import numpy as np  # noqa: PLC0415  (as above)

    headers = {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"}
    body = json.dumps({"content": text or " "}).encode()
    connection.request("POST", "/embedding", body, headers)
    response = connection.getresponse()
    answer = json.loads(response.read())
    if response.status != 200:
        if len(text) <= SHORTEST:
            raise ValueError(f"status {response.status}")
        return _vector(connection, server, text[: len(text) // 2])
    return np.asarray(
        np.array(answer[0]["embedding"], dtype=float).reshape(-1, _width(answer)).mean(axis=0)
    )


def _width(answer: Any) -> int:
    first = answer[0]["embedding"]
    return len(first[0]) if isinstance(first[0], list) else len(first)
