"""A model behind an endpoint that speaks the OpenAI protocol."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final

import openai

from app.probe import letters
from app.probe.deadline import Deadline
from app.probe.endpoint import UNTOLD, Endpoint
from app.probe.faults import (
    StatedError,
    WebPageError,
    from_the_endpoint,
    outcome_of,
    told,
)
from app.probe.kinds.replies import beside
from app.probe.patience import Patience
from app.probe.prompt import sha256
from app.probe.question import TOKENS, Question, label_question
from app.probe.retry_after import wait_of
from app.probe.tokens import about_tokens
from app.probe.types import Answer, OutcomeClass

TIMEOUT: Final = 60.0  # seconds for one request until it is known how long they take
CONNECTING: Final = 10.0  # seconds to reach the host
TOKENS_TO_THINK: Final = 4096  # of an answer of a model that reasons first
LONGEST: Final = 100_000  # characters of an answer
WRAPPING: Final = 12  # tokens around the messages
MOST_BYTES: Final = 4_000_000  # of an answer with all that is packed around it


@dataclass(frozen=True, slots=True)
class Manner:
    """What one request asks for beside the messages; servers differ in what they take."""

    constrained: bool  # answers that have a form are held to a JSON schema
    settings: Mapping[str, Any]
    grammar: bool = False  # labels are held to a grammar (GBNF)
    letters: bool = False  # labels as letters, of which the probabilities are told

    def way(self, question: Question) -> str:
        """For the manifest: how `question` is asked in this manner."""
        if self.letters:
            return "chat, probabilities of single letters dealt to the labels"
        answer = "label" if question.kind.labelled else "answer"
        if self.by_schema(question):
            return f"chat, {answer} held to a JSON schema"
        if self.by_grammar(question):
            return f"chat, {answer} held to a grammar"
        return f"chat, {answer} read from free text"

    def by_schema(self, question: Question) -> bool:
        return self.constrained and question.schema is not None

    def by_grammar(self, question: Question) -> bool:
        return self.grammar and question.schema is not None and question.kind.labelled

    def loose(self, question: Question) -> bool:
        """The endpoint could hold an answer to the kind's form, and this question does without."""
        kind = question.kind
        able = self.constrained or (self.grammar and kind.labelled)
        form = kind.schema(question.labels)
        return able and form is not None and (question.schema is None or self.letters)


LETTERS_FACTS: Final = {
    "prompt": f"{letters.SYSTEM}\n\n{letters.USER}",
    "prompt_sha256": sha256(f"{letters.SYSTEM}\n\n{letters.USER}"),
}
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
    served_by: str = ""
    rivals: dict[str, float] = field(default_factory=dict)  # first token's, with log-probability


class EndpointModel:
    """Implements `app.probe.ask.Asker`: one request for one text, nothing is asked again here.
    `close()` ends what is under way."""

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
        self._patience = Patience(timeout)
        self._closed = Event()
        self._deadline = Deadline()
        self._client = openai.OpenAI(
            api_key=endpoint.key or "none",
            base_url=endpoint.base_url,
            max_retries=0,  # ours can be stopped
            http_client=openai.DefaultHttpxClient(
                follow_redirects=False,  # the key goes to the host the user named, nowhere else
                trust_env=not endpoint.on_this_computer,  # no proxy between us and ourselves
                verify=endpoint.trust(),
                event_hooks={"request": [self._deadline.watch]},
            ),
        )
        self.device = UNTOLD.format(host=endpoint.host)
        self._settings = dict(manner.settings)
        if "max_tokens" in self._settings:
            self._settings["max_tokens"] = self._question.tokens
        self.facts: Mapping[str, Any] = {
            "model": endpoint.model,
            "host": endpoint.host,
            "base_url": endpoint.base_url,
            "labels": list(labels),
            "way": manner.way(self._question),
            **self._question.facts,
            **({"could_be_held": True} if manner.loose(self._question) else {}),
            **(LETTERS_FACTS if manner.letters else {}),
            "about_tokens_beside_the_text": self._overhead(),
            "engine": f"openai {openai.__version__}",
            **self._settings,
        }

    def ask(self, text: str) -> Answer:
        begun = time.perf_counter()
        try:
            reply = self.request(text)
        except Exception as error:
            if not from_the_endpoint(error):
                raise
            return Answer(
                outcome=outcome_of(error),
                detail=told(error, self._endpoint.key),
                retry_after=wait_of(error.response.headers)
                if isinstance(error, openai.APIStatusError)
                else None,
            )
        passed = time.perf_counter() - begun
        self._patience.answered(passed)
        took = {"latency_ms": round(passed * 1000, 2), "served_by": reply.served_by}
        read = self._read_letters(text, reply) if self._manner.letters else self._read(reply)
        return read.model_copy(update=took)

    def close(self) -> None:
        self._closed.set()
        self._client.close()

    def models(self) -> list[str]:
        """The names the endpoint lists. Raises what openai raises."""
        with self._deadline.within(self._patience.seconds):
            return [str(model.id) for model in self._client.models.list()]

    def request(self, text: str) -> Reply:
        """One request for the label of `text`. Raises what went wrong."""
        if self._manner.letters:
            return self.send(letters.letters_body(text, self._question.labels))
        wanted: dict[str, Any] = dict(self._settings)
        if self._manner.by_grammar(self._question):
            wanted["grammar"] = f"root ::= {' | '.join(map(json.dumps, self._question.labels))}"
        if self._manner.by_schema(self._question):
            schema = {"name": "label", "strict": True, "schema": self._question.schema}
            wanted["response_format"] = {"type": "json_schema", "json_schema": schema}
        wanted["messages"] = self._question.messages(text)
        return self.send(wanted)

    def send(self, body: Mapping[str, Any]) -> Reply:
        """One request, streamed so that it can be stopped. Raises what went wrong."""
        # As extra_body: the client would look at every part of it, which takes half of its time.
        wanted = dict(body)
        if self._manner.settings:
            wanted["stream_options"] = {"include_usage": True}
        seconds = self._patience.seconds
        reply = Reply()
        with (
            self._deadline.within(seconds),
            self._client.chat.completions.with_streaming_response.create(
                model=self._endpoint.model,
                messages=[],
                stream=True,
                extra_body=wanted,
                timeout=openai.Timeout(seconds, connect=min(seconds, CONNECTING)),
            ) as response,
        ):
            kind = response.headers.get("content-type", "")
            if "html" in kind:
                raise WebPageError
            chunks = self._bounded(response.iter_bytes())
            if "event-stream" not in kind:  # it does not know how to stream
                _add(reply, json.loads(b"".join(chunks)), "message")
                reply.finish = reply.finish or "stop"
            else:
                _follow(reply, chunks)
        if not reply.choices:
            raise ValueError("no choices")
        if not reply.finish:
            raise ConnectionError("the answer breaks off")
        return reply

    def _bounded(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The bytes as they come, for as many as an answer may have."""
        read = 0
        for chunk in chunks:
            read += len(chunk)
            if read > MOST_BYTES:
                raise ValueError("the answer is too long")
            if self._closed.is_set():
                raise TimeoutError
            yield chunk

    def _overhead(self) -> float:
        """Tokens by the rule that go with every text."""
        sent = "".join(message["content"] for message in self._question.messages(""))
        return about_tokens(sent) + WRAPPING

    def _read_letters(self, text: str, reply: Reply) -> Answer:
        scores = letters.letter_scores(text, self._question.labels, reply.rivals)
        return Answer(
            outcome=OutcomeClass.OFF_LABEL if scores is None else OutcomeClass.OK,
            scores=scores,
            detail=beside("".join(reply.text), None) if scores is None else "",
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
        )

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
            return Answer(outcome=OutcomeClass.TRUNCATED, detail=beside(text, None), **counts)
        label, outcome = self._question.read(text)
        return Answer(outcome=outcome, label=label, detail=beside(text, label), **counts)


def _follow(reply: Reply, chunks: Iterator[bytes]) -> None:
    """Put the answer together from the lines of an event stream."""
    ended = False
    try:
        for line in _lines(chunks):
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                ended = True
            elif data and not ended:
                _add(reply, json.loads(data), "delta")
                if sum(map(len, reply.text)) > LONGEST:
                    raise ValueError("the answer is too long")
    except Exception as error:
        if not (ended and from_the_endpoint(error)):  # the answer was whole already
            raise


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    yield rest


def _add(reply: Reply, piece: Any, part: str) -> None:
    """Take one piece of an answer in. ValueError where it has another shape."""
    if not isinstance(piece, dict) or not isinstance(piece.get("choices", []), list):
        raise ValueError("not an answer")
    if piece.get("error"):
        raise StatedError(piece["error"])
    reply.served_by = reply.served_by or " ".join(
        str(piece[name])[:80] for name in ("model", "system_fingerprint") if piece.get(name)
    )
    usage = piece.get("usage") or {}
    reply.prompt_tokens = usage.get("prompt_tokens") or reply.prompt_tokens
    reply.completion_tokens = usage.get("completion_tokens") or reply.completion_tokens
    for choice in piece.get("choices") or []:
        reply.choices = True
        said = choice.get(part) or {}
        reply.text.append(said.get("content") or "")
        reply.refusal = reply.refusal or bool(said.get("refusal"))
        reply.finish = choice.get("finish_reason") or reply.finish
        told_of = (choice.get("logprobs") or {}).get("content") or []
        if told_of and not reply.rivals:
            reply.rivals = {
                str(each["token"]): float(each["logprob"])
                for each in told_of[0].get("top_logprobs") or []
            }
