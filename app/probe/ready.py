"""Any model the user may choose, made ready to be asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.probe.ask import Asker, Cancel, Progress, unless
from app.probe.default_model import default_model
from app.probe.endpoint import Endpoint
from app.probe.local import local_model
from app.probe.patience import first_patience

MOST_AT_ONCE: Final = 64


@contextmanager
def ready_model(
    where: Endpoint | Path | None,
    labels: Sequence[str],
    *,
    data_dir: Path,
    concurrency: int,
    fetching: Progress,
    cancelled: Cancel,
    by_letters: bool = False,
    loading: Progress = lambda done, total: None,
) -> Iterator[Asker]:
    """The model at an endpoint, in a GGUF file, or (None) the built-in one.

    `by_letters`: an endpoint is asked for the probabilities of letters that stand for the labels.
    `loading` tells the bytes of a local model that are in memory.
    The built-in one is fetched into `data_dir` the first time; `fetching` tells its bytes. Raises
    AppError with one sentence where the model cannot be reached, read or fetched.
    """
    if isinstance(where, Endpoint):
        # the client takes a second to load, and a local model does without it
        from app.probe.client import EndpointModel  # noqa: PLC0415
        from app.probe.connect import connect  # noqa: PLC0415

        found = unless(cancelled, lambda: connect(where, labels, by_letters=by_letters))
        patience = first_patience(found.seconds)
        remote = EndpointModel(where, labels, found.manner, timeout=patience)
        try:
            yield remote
        finally:
            remote.close()
        return
    file = where or default_model(data_dir, fetching, cancelled)
    with local_model(
        file, labels, concurrency=concurrency, cancelled=cancelled, loading=loading
    ) as local:
        yield local


def at_once(where: Endpoint | Path | None, wanted: int | None = None) -> int:
    """How many requests at a time: what the user wants, else what suits the model."""
    usual = 16 if isinstance(where, Endpoint) else 1
    return min(wanted or usual, MOST_AT_ONCE)
