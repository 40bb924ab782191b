"""Any model the user may choose, made ready to be asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.probe.ask import Asker, Cancel, Progress, unless
from app.probe.default_model import default_model
from app.probe.endpoint import Endpoint
from app.probe.local import local_model
from app.probe.local_chat import chat_model
from app.probe.patience import first_patience
from app.probe.question import Question
from app.probe.variants import Variant

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
    question: Question | None = None,
    by_letters: bool = False,
    loading: Progress = lambda done, total: None,
) -> Iterator[Asker]:
    """The model at an endpoint, in a GGUF file, or (None) the built-in one.

    `question`: what it is asked, where that is not the usual one of which label fits. A model on
    this computer tells labels by their probability and writes every other answer in a chat.
    `by_letters`: an endpoint is asked for the probabilities of letters that stand for the labels.
    `loading` tells the bytes of a local model that are in memory.
    The built-in one is fetched into `data_dir` the first time; `fetching` tells its bytes. Raises
    AppError with one sentence where the model cannot be reached, read or fetched.
    """
    if isinstance(where, Endpoint):
        # the client takes a second to load, and a local model does without it
        from app.probe.client import EndpointModel  # noqa: PLC0415
        from app.probe.connect import connect  # noqa: PLC0415

        found = unless(cancelled, lambda: connect(where, labels, question, by_letters=by_letters))
        patience = first_patience(found.seconds)
        remote = EndpointModel(where, labels, found.manner, question=question, timeout=patience)
        try:
            yield remote
        finally:
            remote.close()
        return
    file = where or default_model(data_dir, fetching, cancelled)
    if question is not None and not by_probability(question):
        with chat_model(
            file, question, concurrency=concurrency, cancelled=cancelled, loading=loading
        ) as chat:
            yield chat
        return
    with local_model(
        file,
        labels,
        question=question,
        concurrency=concurrency,
        cancelled=cancelled,
        loading=loading,
    ) as local:
        yield local


def by_probability(question: Question) -> bool:
    """The answer is one of few labels, said at once: their probabilities tell it."""
    return question.kind.labelled and question.variant is not Variant.REASONING


def at_once(where: Endpoint | Path | None, wanted: int | None = None) -> int:
    """How many requests at a time: what the user wants, else what suits the model."""
    usual = 16 if isinstance(where, Endpoint) else 1
    return min(wanted or usual, MOST_AT_ONCE)
