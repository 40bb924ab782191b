"""The connection test: one harmless question before the first example is sent."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from time import monotonic
from typing import Final, NoReturn

import openai

from app.errors import AppError
from app.probe.abilities import Abilities, abilities
from app.probe.client import MANNERS, EndpointModel, Manner
from app.probe.endpoint import Endpoint
from app.probe.faults import (
    WebPageError,
    from_the_endpoint,
    outcome_of,
    refused_connection,
    told,
    untrusted,
)
from app.probe.letters import MOST
from app.probe.patiently import patiently
from app.probe.question import Question
from app.probe.types import OutcomeClass

QUESTION: Final = "Good morning."  # nothing of the user's
TIMEOUT: Final = 20.0  # seconds; the first answer of a model that has to load takes longer
LEAST: Final = 5.0  # seconds for each further question …
TIMES: Final = 10.0  # … or so many times what the first answer took
SENTENCES: Final = {
    OutcomeClass.AUTH: "endpoint_key_refused",
    OutcomeClass.QUOTA: "endpoint_no_credit",
    OutcomeClass.TLS: "endpoint_tls",
    OutcomeClass.TIMEOUT: "endpoint_silent",
    OutcomeClass.CONNECTION: "endpoint_unreachable",
    OutcomeClass.SERVER_ERROR: "endpoint_fault",
    OutcomeClass.RATE_LIMITED: "endpoint_busy",
}


@dataclass(frozen=True, slots=True)
class Connection:
    """`manner` holds an answer to the labels as firmly as the endpoint can; `seconds` is how long
    its first answer took; `models` are the names it lists, if it lists them."""

    manner: Manner
    abilities: Abilities
    seconds: float
    models: tuple[str, ...]


def connect(
    endpoint: Endpoint,
    labels: Sequence[str],
    question: Question | None = None,
    *,
    by_letters: bool = False,
) -> Connection:
    """Find out how the endpoint can be asked, with a few harmless questions.

    Raises AppError with a sentence on what stands in the way. Nothing of the user's but the
    labels is sent. `by_letters`: ask for the probabilities of letters; AppError where that cannot
    be.
    """
    taken, seconds = _taken(endpoint, labels, question)
    patience = min(TIMEOUT, max(LEAST, TIMES * seconds))
    with closing(EndpointModel(endpoint, labels, taken, timeout=patience)) as model:
        try:
            found = abilities(model, dict(taken.settings))
        except Exception as error:
            if not from_the_endpoint(error):
                raise
            _raise(error, endpoint)
        models = _listed(model)
    if by_letters and (len(labels) > MOST or not found.letters):
        raise AppError("endpoint_no_letters", host=endpoint.host, most=MOST)
    manner = Manner(
        taken.constrained and found.schema, taken.settings, found.grammar, letters=by_letters
    )
    return Connection(manner, found, seconds, tuple(models))


def listed_models(endpoint: Endpoint) -> tuple[str, ...]:
    """The names of the models that the endpoint lists, () where it lists none; whichever model it
    names counts for nothing. Raises AppError as `connect` does."""
    with closing(EndpointModel(endpoint, (), timeout=TIMEOUT)) as model:
        try:
            return tuple(sorted(patiently(model.models), key=str.casefold))
        except openai.NotFoundError:
            return ()
        except Exception as error:
            if not from_the_endpoint(error):
                raise
            _raise(error, endpoint)


def connection_test(
    endpoint: Endpoint, labels: Sequence[str], question: Question | None = None
) -> Manner:
    """The first manner that the endpoint takes. Raises as `connect` does."""
    return _taken(endpoint, labels, question)[0]


def _taken(
    endpoint: Endpoint, labels: Sequence[str], question: Question | None
) -> tuple[Manner, float]:
    """That manner, and the seconds of the request that was answered."""
    for manner in MANNERS:
        model = EndpointModel(endpoint, labels, manner, question=question, timeout=TIMEOUT)
        try:
            return manner, patiently(partial(_seconds, model))
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            refusal: Exception = error  # perhaps it takes less
        except openai.NotFoundError:
            _unknown_model(model, endpoint)
        except Exception as error:
            if not from_the_endpoint(error):
                raise
            _raise(error, endpoint)
        finally:
            model.close()
    raise AppError("endpoint_declines", host=endpoint.host, said=told(refusal, endpoint.key))


def _seconds(model: EndpointModel) -> float:
    begun = monotonic()
    model.request(QUESTION)
    return monotonic() - begun


def _unknown_model(model: EndpointModel, endpoint: Endpoint) -> None:
    known = _listed(model)
    if not known or endpoint.model in known:
        raise AppError("endpoint_not_found", host=endpoint.host, model=endpoint.model)
    near = get_close_matches(endpoint.model, known, n=5, cutoff=0.0)
    raise AppError(
        "endpoint_unknown_model", host=endpoint.host, model=endpoint.model, known=", ".join(near)
    )


def _listed(model: EndpointModel) -> list[str]:
    """The models an endpoint lists; many list none."""
    try:
        return model.models()
    except Exception as error:
        if not from_the_endpoint(error):
            raise
        return []


def _raise(error: Exception, endpoint: Endpoint) -> NoReturn:
    if isinstance(error, WebPageError):
        raise AppError("endpoint_web_page", host=endpoint.host) from None
    outcome = outcome_of(error)
    if outcome is OutcomeClass.CONNECTION and refused_connection(error):
        raise AppError("endpoint_nothing_listens", host=endpoint.host) from None
    if isinstance(error, openai.APIStatusError) and error.status_code in range(300, 400):
        raise AppError("endpoint_redirects", host=endpoint.host) from None
    if outcome is OutcomeClass.TLS and not untrusted(error):
        raise AppError("endpoint_no_tls", host=endpoint.host) from None
    if outcome in SENTENCES:
        raise AppError(SENTENCES[outcome], host=endpoint.host) from None
    raise AppError("endpoint_strange", host=endpoint.host) from None
