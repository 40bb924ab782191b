"""Ask a model for every text: a few workers, one answer each, in order.

Apart from `gui/jobs.py` the only place where threads start.
"""

from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final, Protocol

from app.probe.types import Answer, OutcomeClass
from app.probe.verdict import INFRASTRUCTURE

POLL: Final = 0.05  # seconds between two looks at whether to stop
STOPPING: Final = {OutcomeClass.AUTH, OutcomeClass.QUOTA}  # the next request would end alike
TOO_MANY: Final = 10  # failed requests in a row; the rest would most likely fail too

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


class Asker(Protocol):
    """Something that labels texts. `ask` is called by several threads at once."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """For the manifest: model, host, way of asking, prompt. Never a key."""

    @property
    def device(self) -> str:
        """What the model runs on, as far as it is known."""

    @property
    def tiny(self) -> bool:
        """The model is known to have less than one billion parameters."""

    def ask(self, text: str) -> Answer:
        """One request. Raises AppError only where no further request could be answered."""


def ask_all(
    texts: Sequence[str],
    asker: Asker,
    *,
    concurrency: int,
    progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> list[Answer]:
    """One answer per text, in order. `progress` is called on the caller's thread.

    The workers are daemons: a request that nobody waits for any more cannot hold up the program.
    """
    answers = [Answer(outcome=OutcomeClass.CANCELLED)] * len(texts)
    waiting: SimpleQueue[int] = SimpleQueue()
    ended: SimpleQueue[tuple[int, Answer | Exception]] = SimpleQueue()
    stop = Event()
    for place in range(len(texts)):
        waiting.put(place)

    for _ in range(min(concurrency, len(texts))):
        Thread(
            target=_work, args=(texts, asker, waiting, ended, stop), name="probe", daemon=True
        ).start()
    done = failures = 0
    progress(done, len(texts))
    try:
        while done < len(texts) and failures < TOO_MANY and not cancelled():
            try:
                place, answer = ended.get(timeout=POLL)
            except Empty:
                if stop.is_set():
                    break
                continue
            if isinstance(answer, Exception):
                raise answer
            answers[place] = answer
            done += 1
            failures = failures + 1 if answer.outcome in INFRASTRUCTURE else 0
            progress(done, len(texts))
    finally:
        stop.set()
    return answers


def _work(
    texts: Sequence[str],
    asker: Asker,
    waiting: SimpleQueue[int],
    ended: SimpleQueue[tuple[int, Answer | Exception]],
    stop: Event,
) -> None:
    while not stop.is_set():
        try:
            place = waiting.get_nowait()
        except Empty:
            return
        try:
            answer = asker.ask(texts[place])
            ended.put((place, answer))
            if answer.outcome in STOPPING:
                stop.set()
        except Exception as error:  # noqa: BLE001  (not swallowed: ask_all raises it again)
            ended.put((place, error))
