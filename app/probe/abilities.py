"""What an endpoint really does, found by asking: servers accept parameters and ignore them."""

import json
from dataclasses import dataclass
from typing import Any, Final

import openai

from app.probe.client import EndpointModel
from app.probe.faults import from_the_endpoint
from app.probe.letters import ASKED
from app.probe.patiently import patiently
from app.probe.prompt import label_schema

WORDS: Final = ("zq7", "zq8")  # nobody says these unless held to them
HELLO: Final = [{"role": "user", "content": "Say hello in one word."}]
LETTERS: Final = [{"role": "user", "content": "Answer with one letter, A or B, and nothing else."}]


@dataclass(frozen=True, slots=True)
class Abilities:
    schema: bool  # an answer is held to a JSON schema
    grammar: bool  # an answer is held to a grammar (GBNF, llama.cpp)
    letters: bool  # the probabilities of single letters are told


def abilities(model: EndpointModel, settings: dict[str, Any]) -> Abilities:
    """At most three small requests; nothing of the user's is in them. `settings` are parameters
    that the endpoint is known to take."""
    schema = {"name": "label", "strict": True, "schema": label_schema(WORDS)}
    held = _said(
        model,
        {
            **settings,
            "messages": HELLO,
            "response_format": {"type": "json_schema", "json_schema": schema},
        },
    )
    by_schema = _label_of(held) in WORDS
    grammar = " | ".join(map(json.dumps, WORDS))
    by_grammar = not by_schema and (
        _said(model, {**settings, "messages": HELLO, "grammar": f"root ::= {grammar}"}).strip()
        in WORDS
    )
    return Abilities(by_schema, by_grammar, tells_letters(model))


def tells_letters(model: EndpointModel) -> bool:
    """Whether the probabilities of single letters come with an answer."""
    try:
        rivals = patiently(lambda: model.send({**ASKED, "messages": LETTERS})).rivals
    except Exception as error:
        if not from_the_endpoint(error):
            raise
        return False
    return {"A", "B"} <= {token.strip() for token in rivals}


def _said(model: EndpointModel, body: dict[str, Any]) -> str:
    try:
        return "".join(patiently(lambda: model.send(body)).text)
    except (openai.BadRequestError, openai.UnprocessableEntityError):
        return ""


def _label_of(reply: str) -> str:
    try:
        value = json.loads(reply)
    except ValueError:
        return ""
    return str(value.get("label", "")) if isinstance(value, dict) else ""
