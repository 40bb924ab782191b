"""An endpoint over real HTTP: every way a request can end has its name, and the key stays put."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import cycle
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from openai import APITimeoutError

from app.errors import AppError
from app.probe.ask import ask_all
from app.probe.client import MANNERS, EndpointModel, Manner
from app.probe.connect import connection_test
from app.probe.endpoint import Endpoint
from app.probe.kinds.registry import KINDS
from app.probe.question import Question, label_question
from app.probe.types import Answer, OutcomeClass
from app.probe.variants import Variant, usual_template

LABELS = ("ham", "spam")
KEY = "sk-canary-3f9a1c"
Serve = Callable[..., Any]
Says = tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]


def ask(url: str, manner: Manner = MANNERS[0], timeout: float = 10) -> Answer:
    model = EndpointModel(Endpoint(url, "small", KEY), LABELS, manner, timeout=timeout)
    with closing(model):
        return ask_all(["Call now"], model, concurrency=1)[0]


def sentence(url: str, model: str = "small") -> str:
    with pytest.raises(AppError) as caught:
        connection_test(Endpoint(url, model, KEY), LABELS)
    assert KEY not in str(caught.value) + repr(caught.value)
    return str(caught.value)


def test_a_label_comes_back_with_its_time_and_tokens(serve: Serve, says: Says) -> None:
    stream, _, _ = says
    server = serve(lambda body: stream('{"label": "spam"}'))
    answer = ask(server.url)
    assert (answer.outcome, answer.label) == (OutcomeClass.OK, "spam")
    assert (answer.prompt_tokens, answer.completion_tokens) == (40, 3)
    assert answer.latency_ms is not None
    (sent,) = server.requests
    assert sent["temperature"] == 0
    assert sent["response_format"]["json_schema"]["schema"]["properties"]["label"]["enum"] == [
        *LABELS
    ]


def test_a_server_that_does_not_stream_is_understood(serve: Serve, says: Says) -> None:
    _, _, said = says
    whole = {"choices": [{"message": {"content": "spam"}, "finish_reason": "stop"}]}
    server = serve(lambda body: said(json.dumps(whole).encode()))
    assert ask(server.url).label == "spam"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (("Hard to say.", "stop", {}), OutcomeClass.OFF_LABEL),
        (("", "stop", {}), OutcomeClass.EMPTY),
        (("sp", "length", {}), OutcomeClass.TRUNCATED),
        (("", "content_filter", {}), OutcomeClass.CONTENT_FILTER),
        (("", "stop", {"refusal": "I cannot help with that."}), OutcomeClass.REFUSAL),
    ],
)
def test_what_the_model_does_instead_of_a_label_is_told_apart(
    serve: Serve, says: Says, reply: tuple[str, str, dict[str, str]], outcome: OutcomeClass
) -> None:
    stream, _, _ = says
    text, finish, delta = reply
    server = serve(lambda body: stream(text, finish, **delta))
    assert ask(server.url).outcome is outcome
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("spam", ""),
        (" spam\n", ""),
        ('{"label": "spam"}', ""),
        ("The label is spam.", "The label is spam."),
        ("Nothing fits.", "Nothing fits."),
        ("<think>so</think>spam", "<think>so</think>spam"),
    ],
)
def test_a_reply_is_kept_wherever_it_was_more_than_the_answer(
    serve: Serve, says: Says, reply: str, kept: str
) -> None:
    stream, _, _ = says
    assert ask(serve(lambda body: stream(reply)).url).detail == kept


def test_of_a_long_reply_the_beginning_and_the_end_are_kept(serve: Serve, says: Says) -> None:
    stream, _, _ = says
    thought = f"First, {'hm ' * 5000}done.\nAnswer: spam"
    kept = ask(serve(lambda body: stream(thought)).url).detail
    assert kept.startswith("First, hm")
    assert kept.endswith("Answer: spam")
    assert len(kept) < 1010


@pytest.mark.parametrize(
    ("status", "message", "code", "outcome"),
    [
        (401, "Incorrect key", "invalid_api_key", OutcomeClass.AUTH),
        (403, "Not allowed", "", OutcomeClass.AUTH),
        (402, "Pay first", "", OutcomeClass.QUOTA),
        (429, "You exceeded your quota", "insufficient_quota", OutcomeClass.QUOTA),
        (400, "maximum context length is 8192", "", OutcomeClass.CONTEXT_OVERFLOW),
        (400, "filtered", "content_filter", OutcomeClass.CONTENT_FILTER),
        (404, "no such model", "", OutcomeClass.BAD_RESPONSE),
    ],
)
def test_a_refusal_of_the_endpoint_is_named_and_not_asked_for_again_and_again(
    serve: Serve, says: Says, status: int, message: str, code: str, outcome: OutcomeClass
) -> None:
    _, fault, _ = says
    server = serve(lambda body: fault(status, f"{message} {KEY}", code))
    answer = ask(server.url)
    assert answer.outcome is outcome
    assert KEY not in answer.detail
    assert len(server.requests) <= 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_endpoint_out_of_breath_is_asked_again_when_it_says(
    serve: Serve, says: Says, status: int
) -> None:
    stream, fault, _ = says
    replies = iter([fault(status, "busy", retry_after="0"), stream("ham")])
    assert ask(serve(lambda body: next(replies)).url).label == "ham"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"choices": []}', b'{"error": null, "data": "ok"}', b"\xff\xfe"],
)
def test_an_answer_of_another_shape_is_a_bad_response(
    serve: Serve, says: Says, body: bytes
) -> None:
    _, _, said = says
    assert ask(serve(lambda _: said(body)).url).outcome is OutcomeClass.BAD_RESPONSE


def test_a_stream_that_breaks_off_is_no_answer(serve: Serve, says: Says) -> None:
    _, _, said = says
    piece = {"id": "x", "choices": [{"index": 0, "delta": {"content": "spam"}}]}
    replies = iter([said(f"data: {json.dumps(piece)}\n\n".encode(), 200, "text/event-stream")])
    stream, _, _ = says
    server = serve(lambda body: next(replies, stream("ham")))
    assert ask(server.url).label == "ham"


def test_an_endpoint_that_never_answers_ends_as_a_timeout() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        assert ask(url, timeout=0.2).outcome is OutcomeClass.TIMEOUT


@contextmanager
def dripping(slowly: bytes, *, at_once: bytes = b"") -> Iterator[str]:
    """The address of a server that says `at_once`, then `slowly` byte by byte, again and again."""
    over = Event()

    def serve(listening: socket.socket) -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            with client:
                client.recv(65_536)
                try:
                    client.sendall(at_once)
                    for byte in cycle(slowly):
                        if over.wait(0.02):
                            break
                        client.sendall(bytes([byte]))
                except OSError:
                    continue  # the other side has had enough

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=serve, args=(listening,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        finally:
            over.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.parametrize(
    ("at_once", "slowly"),
    [
        (b"", b"HTTP/1.1 200 OK and so on"),
        (b"HTTP/1.1 200 OK\r\n", b"x-more: of it\r\n"),
        (b"HTTP/1.1 500 Broken\r\ncontent-length: 99999\r\n\r\n", b"why"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n", b": wait\n\n"),
    ],
    ids=["status line", "headers", "body of a fault", "body"],
)
def test_a_server_that_drips_its_answer_ends_as_a_timeout(at_once: bytes, slowly: bytes) -> None:
    with dripping(slowly, at_once=at_once) as url:
        model = EndpointModel(Endpoint(url, "small"), LABELS, timeout=0.3)
        with closing(model):
            begun = monotonic()
            assert model.ask("Call now").outcome is OutcomeClass.TIMEOUT
            assert monotonic() - begun < 3


def test_a_list_of_models_that_drips_in_is_waited_for_no_longer_than_an_answer() -> None:
    with dripping(b"x-more: of it\r\n", at_once=b"HTTP/1.1 200 OK\r\n") as url:
        model = EndpointModel(Endpoint(url, "small"), LABELS, timeout=0.3)
        with closing(model), pytest.raises(APITimeoutError):
            model.models()


def test_the_key_is_not_sent_on_to_another_host(serve: Serve, says: Says) -> None:
    stream, _, said = says
    other = serve(lambda body: stream("spam"))
    server = serve(
        lambda body: said(b"", 307, headers={"location": f"{other.url}/chat/completions"})
    )
    assert ask(server.url).outcome is OutcomeClass.BAD_RESPONSE
    assert "sends requests on" in sentence(server.url)
    assert not other.keys


def test_a_server_that_takes_no_schema_is_asked_without(serve: Serve, says: Says) -> None:
    stream, fault, _ = says
    server = serve(
        lambda body: (
            fault(400, "response_format is not supported")
            if "response_format" in body
            else stream("ham")
        )
    )
    manner = connection_test(Endpoint(server.url, "small"), LABELS)
    assert not manner.constrained
    model = EndpointModel(Endpoint(server.url, "small"), LABELS, manner)
    with closing(model):
        assert model.facts["way"] == "chat, label read from free text"


def test_a_model_that_takes_no_temperature_is_asked_without(serve: Serve, says: Says) -> None:
    stream, fault, _ = says
    server = serve(
        lambda body: (
            fault(400, "temperature is not supported") if "temperature" in body else stream("ham")
        )
    )
    assert "temperature" not in connection_test(Endpoint(server.url, "small"), LABELS).settings


def test_the_connection_test_says_what_stands_in_the_way(serve: Serve, says: Says) -> None:
    stream, fault, said = says
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert f"Nothing listens at 127.0.0.1:{port}." in sentence(f"http://127.0.0.1:{port}/v1")
    refusing = serve(lambda body: fault(401, f"wrong key {KEY}"))
    assert "The key was refused by 127.0.0.1" in sentence(refusing.url)
    page = serve(lambda body: said(b"<html>Log in</html>", 200, "text/html"))
    assert "A web page answered" in sentence(page.url)
    unknown = serve(lambda body: fault(404, "no such model"))
    assert "large, small" in sentence(unknown.url, "larg")
    broke = serve(lambda body: fault(429, "quota", "insufficient_quota"))
    assert "no credit" in sentence(broke.url)
    plain = serve(lambda body: stream("ham"))
    assert "No encrypted connection" in sentence(plain.url.replace("http:", "https:"))


@pytest.mark.parametrize(
    "url", ["", "host/v1", "ftp://host/v1", "http://", "http://me:pass@host/v1", "http://h/?k=1"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(AppError, match="not the address"):
        Endpoint(url, "small")


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:1/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.0.7/v1", False),
        ("https://localhost.example.com/v1", False),
        ("https://api.example.com/v1", False),
    ],
)
def test_only_loopback_counts_as_this_computer(url: str, local: bool) -> None:
    assert Endpoint(url, "small").on_this_computer is local


def test_the_key_shows_nowhere_in_what_is_kept() -> None:
    endpoint = Endpoint("http://127.0.0.1:1/v1", "small", KEY)
    with closing(EndpointModel(endpoint, LABELS)) as model:
        assert KEY not in f"{endpoint!r} {model.facts} {model.device}"


def test_it_is_known_where_answers_could_have_been_held_to_the_labels() -> None:
    """A reasoning prompt leaves the answer free; a plain one is held wherever that is possible."""
    endpoint, held, free = (
        Endpoint("http://127.0.0.1:1/v1", "small"),
        Manner(True, {}),
        Manner(False, {}),
    )
    thinking = replace(label_question(LABELS), variant=Variant.REASONING)
    for question, manner, told in (
        (thinking, held, True),
        (thinking, free, False),
        (label_question(LABELS), held, False),
    ):
        with closing(EndpointModel(endpoint, LABELS, manner, question=question)) as model:
            assert model.facts.get("could_be_held", False) is told


@pytest.mark.parametrize(
    ("kind", "manner", "way"),
    [
        ("classification", MANNERS[0], "chat, label held to a JSON schema"),
        ("numeric", MANNERS[0], "chat, answer held to a JSON schema"),
        ("extraction", MANNERS[1], "chat, answer read from free text"),
        ("generation", MANNERS[0], "chat, answer read from free text"),
        ("classification", Manner(False, {}, grammar=True), "chat, label held to a grammar"),
        ("slots", Manner(False, {}, grammar=True), "chat, answer read from free text"),
    ],
)
def test_the_manifest_says_how_the_answers_were_really_held(
    serve: Serve, says: Says, kind: str, manner: Manner, way: str
) -> None:
    stream, _, _ = says
    question = Question(KINDS[kind], LABELS, usual_template(KINDS[kind]))
    server = serve(lambda body: stream("1"))
    model = EndpointModel(Endpoint(server.url, "small"), LABELS, manner, question=question)
    with closing(model):
        model.ask("Call now")
        assert model.facts["way"] == way
    (sent,) = server.requests
    assert ("response_format" in sent) == ("schema" in way)
    assert ("grammar" in sent) == ("grammar" in way)
