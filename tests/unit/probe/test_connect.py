"""What an endpoint can do is found by asking, never taken on trust."""

import json
import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from app.errors import AppError
from app.probe.client import EndpointModel
from app.probe.connect import connect, listed_models
from app.probe.endpoint import Endpoint
from app.probe.letters import dealt
from app.probe.question import label_question
from app.probe.types import OutcomeClass

LABELS = ("ham", "spam", "other")
Serve = Callable[..., Any]
Says = tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]


def whole(said: Callable[..., Any], text: str, **choice: Any) -> Any:
    body = {"choices": [{"message": {"content": text}, "finish_reason": "stop", **choice}]}
    return said(json.dumps({**body, "model": "small-2", "system_fingerprint": "fp1"}).encode())


def obeying(says: Says) -> Callable[[dict[str, Any]], Any]:
    """A server that is held to schemas and grammars and tells probabilities."""
    _, _, said = says

    def react(body: dict[str, Any]) -> Any:
        if body.get("logprobs"):
            rivals = [{"token": " A", "logprob": -0.2}, {"token": "B", "logprob": -1.7}]
            found = {"content": [{"token": " A", "logprob": -0.2, "top_logprobs": rivals}]}
            return whole(said, "A", logprobs=found)
        if "response_format" in body:
            schema = body["response_format"]["json_schema"]["schema"]
            return whole(said, json.dumps({"label": schema["properties"]["label"]["enum"][0]}))
        return whole(said, "Hello")

    return react


def test_a_server_that_is_held_to_a_schema_is_found_out(serve: Serve, says: Says) -> None:
    server = serve(obeying(says))
    found = connect(Endpoint(server.url, "small"), LABELS)
    assert (found.abilities.schema, found.abilities.letters) == (True, True)
    assert found.manner.constrained
    assert found.models == ("small", "large")


def test_a_server_that_takes_a_schema_and_ignores_it_is_not_said_to_be_held(
    serve: Serve, says: Says
) -> None:
    stream, _, _ = says
    server = serve(lambda body: stream("Hello"))
    found = connect(Endpoint(server.url, "small"), LABELS)
    assert not found.abilities.schema
    assert found.manner.way(label_question(LABELS)) == "chat, label read from free text"


def test_a_server_with_grammars_alone_is_held_by_a_grammar(serve: Serve, says: Says) -> None:
    stream, fault, _ = says

    def react(body: dict[str, Any]) -> Any:
        if "response_format" in body:
            return fault(400, "response_format is not supported")
        grammar = body.get("grammar", 'root ::= "Hello"')
        return stream(json.loads(grammar.removeprefix("root ::= ").split(" | ")[0]))

    server = serve(react)
    found = connect(Endpoint(server.url, "small"), LABELS)
    assert found.abilities.grammar
    with closing(EndpointModel(Endpoint(server.url, "small"), LABELS, found.manner)) as model:
        assert model.ask("x").label == "ham"
    assert server.requests[-1]["grammar"] == 'root ::= "ham" | "spam" | "other"'


def test_labels_are_asked_for_as_letters_where_their_probabilities_are_told(
    serve: Serve, says: Says
) -> None:
    server = serve(obeying(says))
    endpoint = Endpoint(server.url, "small")
    found = connect(endpoint, LABELS, by_letters=True)
    with closing(EndpointModel(endpoint, LABELS, found.manner)) as model:
        answer = model.ask("some text")
    assert answer.outcome is OutcomeClass.OK
    assert answer.scores is not None
    first, second, _ = dealt("some text", LABELS)
    ranked = sorted(zip(answer.scores, LABELS, strict=True), reverse=True)
    assert [label for _, label in ranked[:2]] == [first, second]
    assert answer.served_by == "small-2 fp1"
    assert "some text" in server.requests[-1]["messages"][1]["content"]


def test_letters_that_nobody_tells_of_are_refused_in_a_sentence(serve: Serve, says: Says) -> None:
    stream, _, _ = says
    server = serve(lambda body: stream("A"))
    with pytest.raises(AppError, match="single letters"):
        connect(Endpoint(server.url, "small"), LABELS, by_letters=True)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_connection_test_waits_out_a_fault_that_passes(
    serve: Serve, says: Says, status: int
) -> None:
    stream, fault, _ = says
    seen: set[str] = set()

    def react(body: dict[str, Any]) -> Any:
        key = json.dumps(body)
        if key in seen:
            return stream('{"label": "ham"}')
        seen.add(key)
        return fault(status, "busy", retry_after="0")

    assert connect(Endpoint(serve(react).url, "small"), LABELS).seconds < 5


def test_a_connection_test_asks_once_more_after_an_answer_that_cannot_be_read(
    serve: Serve, says: Says
) -> None:
    stream, _, said = says
    seen: set[str] = set()

    def react(body: dict[str, Any]) -> Any:
        key = json.dumps(body)
        if key in seen:
            return stream('{"label": "ham"}')
        seen.add(key)
        return said(b'{"choices": [')

    assert connect(Endpoint(serve(react).url, "small"), LABELS).seconds < 5


def test_nothing_of_the_users_texts_is_sent_before_the_run(serve: Serve, says: Says) -> None:
    server = serve(obeying(says))
    connect(Endpoint(server.url, "small"), LABELS)
    users = {each["content"] for body in server.requests for each in body["messages"]}
    assert not [content for content in users if "some text" in content]
    assert len(server.requests) <= 4


def test_the_models_of_an_endpoint_are_listed_before_one_is_named(
    serve: Serve, says: Says
) -> None:
    stream, _, _ = says
    server = serve(lambda body: stream("Hello"))
    assert listed_models(Endpoint(server.url, "")) == ("large", "small")
    assert not server.requests, "nothing was asked of a model"


def test_listing_models_where_nothing_listens_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]  # bound, but nobody listens
        with pytest.raises(AppError, match="Nothing listens"):
            listed_models(Endpoint(f"http://127.0.0.1:{port}/v1", ""))
