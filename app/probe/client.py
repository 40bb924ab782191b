"""A model behind an endpoint that speaks the OpenAI protocol."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Event
from typing import Any, Final

import openai

from app.probe.endpoint import Endpoint
from app.probe.faults import WebPageError, from_the_endpoint, outcome_of, told, wait_of
from app.probe.question import TOKENS, Question, label_question
from app.probe.types import Answer, OutcomeClass

TIMEOUT: Final = 60.0  # seconds for one request
ATTEMPTS: Final = 5
LONGEST_WAIT: Final = 30.0  # seconds before the next attempt
TOKENS_TO_THINK: Final = 4096  # of an answer of a model that reasons first
LONGEST: Final = 100_000  # characters of an answer
PASSING: Final = {  # worth another attempt
    OutcomeClass.RATE_LIMITED,
    OutcomeClass.SERVER_ERROR,
    OutcomeClass.CONNECTION,
}


@dataclass(frozen=True, slots=True)
class Manner:
    """What one request asks for beside the messages; servers differ in what they take."""

    constrained: bool  # labels held to a JSON schema
    settings: Mapping[str, Any]


_FIXED: Final = {"temperature": 0, "seed": 0, "max_tokens": TOKENS}
_FREE: Final = {"max_completion_tokens": TOKENS_TO_THINK}
MANNERS: Final = (  # the first that a server takes is used
    Manner(True, _FIXED),
    Manner(False, _FIXED),
    Manner(True, _FREE),
    Manner(False, _FREE),
    Manner(False, {}),
)


@dataclass(slots=True)
class Reply:
    """What came back, put together from the pieces of the stream."""

    text: list[str] = field(default_factory=list)
    refusal: bool = False
    choices: bool = False
    finish: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0


class EndpointModel:
    """Implements `app.probe.ask.Asker`. `close()` ends what is under way."""

    tiny = False  # nobody says how large the model is

    def __init__(
        self,
        endpoint: Endpoint,
        labels: Sequence[str],
        manner: Manner = MANNERS[0],
        *,
        question: Question | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        """`question`: what is asked, where it is not the usual one of which label fits."""
        self._endpoint = endpoint
        self._question = question or label_question(labels)
        self._manner = manner
        self._timeout = timeout
        self._closed = Event()
        self._random = Random(0)
        self._client = openai.OpenAI(
            api_key=endpoint.key or "none",
            base_url=endpoint.base_url,
            timeout=timeout,
            max_retries=0,  # ours can be stopped
            http_client=openai.DefaultHttpxClient(
                follow_redirects=False,  # the key goes to the host the user named, nowhere else
                trust_env=not endpoint.on_this_computer,  # no proxy between us and ourselves
            ),
        )
        self.device = f"not told by {endpoint.host}"
        self.facts: Mapping[str, Any] = {
            "model": endpoint.model,
            "host": endpoint.host,
            "way": "chat, label held to a JSON schema"
            if manner.constrained and self._question.schema
            else "chat, label read from free text",
            **self._question.facts,
            "engine": f"openai {openai.__version__}",
            **manner.settings,
        }

    def ask(self, text: str) -> Answer:
        """One example, with up to ATTEMPTS requests where the endpoint is only out of breath."""
        answer = Answer(outcome=OutcomeClass.CANCELLED)
        for attempt in range(ATTEMPTS):
            begun = time.perf_counter()
            wait: float | None = None
            try:
                reply = self.request(text)
                passed = (time.perf_counter() - begun) * 1000
                return self._read(reply).model_copy(update={"latency_ms": round(passed, 2)})
            except Exception as error:
                if not from_the_endpoint(error):
                    raise
                answer = Answer(outcome=outcome_of(error), detail=told(error, self._endpoint.key))
                if isinstance(error, openai.APIStatusError):
                    wait = wait_of(error.response.headers)
            malformed = answer.outcome is OutcomeClass.BAD_RESPONSE and attempt == 0
            if answer.outcome not in PASSING and not malformed:
                return answer
            if wait is None:
                wait = 0.5 * 2**attempt * (0.5 + self._random.random())
            if wait > LONGEST_WAIT or attempt == ATTEMPTS - 1 or self._closed.wait(wait):
                return answer
        return answer

    def close(self) -> None:
        self._closed.set()
        self._client.close()

    def models(self) -> list[str]:
        """The names the endpoint lists. Raises what openai raises."""
        return [str(model.id) for model in self._client.models.list()]

    def request(self, text: str) -> Reply:
        """One request, streamed so that it can be stopped. Raises what went wrong."""
        wanted: dict[str, Any] = dict(self._manner.settings)
        if "max_tokens" in wanted:
            wanted["max_tokens"] = self._question.tokens
        form = self._question.schema
        if self._manner.constrained and form is not None:
            schema = {"name": "label", "strict": True, "schema": form}
            wanted["response_format"] = {"type": "json_schema", "json_schema": schema}
        if self._manner.settings:
            wanted["stream_options"] = {"include_usage": True}
        reply = Reply()
        with self._client.chat.completions.with_streaming_response.create(
            model=self._endpoint.model,
            messages=self._question.messages(text),  # type: ignore[arg-type]
            stream=True,
            **wanted,
        ) as response:
            kind = response.headers.get("content-type", "")
            if "html" in kind:
                raise WebPageError
            if "event-stream" not in kind:  # it does not know how to stream
                _add(reply, json.loads(response.read()), "message")
                reply.finish = reply.finish or "stop"
            else:
                self._follow(reply, response.parse())
        if not reply.choices:
            raise ValueError("no choices")
        if not reply.finish:
            raise ConnectionError("the answer breaks off")
        return reply

    def _follow(self, reply: Reply, stream: Any) -> None:
        give_up = time.monotonic() + self._timeout
        for chunk in stream:
            _add(reply, chunk.model_dump(), "delta")
            if self._closed.is_set() or time.monotonic() > give_up:
                raise TimeoutError
            if sum(map(len, reply.text)) > LONGEST:
                raise ValueError("the answer is too long")

    def _read(self, reply: Reply) -> Answer:
        text = "".join(reply.text)
        counts = {
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
        }
        if reply.refusal:
            return Answer(outcome=OutcomeClass.REFUSAL, **counts)
        if reply.finish == "content_filter":
            return Answer(outcome=OutcomeClass.CONTENT_FILTER, **counts)
        if reply.finish == "length":
            return Answer(outcome=OutcomeClass.TRUNCATED, detail=text[:200], **counts)
        label, outcome = self._question.read(text)
        detail = "" if outcome is OutcomeClass.OK else text[:200]
        return Answer(outcome=outcome, label=label, detail=detail, **counts)


def _add(reply: Reply, piece: Any, part: str) -> None:
    """Take one piece of an answer in. ValueError where it has another shape."""
    if not isinstance(piece, dict) or not isinstance(piece.get("choices", []), list):
        raise ValueError("not an answer")
    usage = piece.get("usage") or {}
    reply.prompt_tokens = usage.get("prompt_tokens") or reply.prompt_tokens
    reply.completion_tokens = usage.get("completion_tokens") or reply.completion_tokens
    for choice in piece.get("choices") or []:
        reply.choices = True
        said = choice.get(part) or {}
        reply.text.append(said.get("content") or "")
        reply.refusal = reply.refusal or bool(said.get("refusal"))
        reply.finish = choice.get("finish_reason") or reply.finish
