"""The connection test: one harmless question before the first example is sent."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

import openai

from app.errors import AppError
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
from app.probe.question import Question
from app.probe.types import OutcomeClass

QUESTION: Final = "Good morning."  # nothing of the user's
TIMEOUT: Final = 20.0  # seconds; the first answer of a model that has to load takes longer
SENTENCES: Final = {
    OutcomeClass.AUTH: "endpoint_key_refused",
    OutcomeClass.QUOTA: "endpoint_no_credit",
    OutcomeClass.TLS: "endpoint_tls",
    OutcomeClass.TIMEOUT: "endpoint_silent",
    OutcomeClass.CONNECTION: "endpoint_unreachable",
    OutcomeClass.SERVER_ERROR: "endpoint_fault",
    OutcomeClass.RATE_LIMITED: "endpoint_busy",
}


def connection_test(
    endpoint: Endpoint, labels: Sequence[str], question: Question | None = None
) -> Manner:
    """How the endpoint can be asked: the first manner that it takes.

    Raises AppError with a sentence on what stands in the way. Nothing of the user's but the
    labels is sent.
    """
    for manner in MANNERS:
        model = EndpointModel(endpoint, labels, manner, question=question, timeout=TIMEOUT)
        try:
            model.request(QUESTION)
            return manner
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


def _unknown_model(model: EndpointModel, endpoint: Endpoint) -> None:
    try:
        known = model.models()
    except Exception as error:
        if not from_the_endpoint(error):
            raise
        known = []
    if not known or endpoint.model in known:
        raise AppError("endpoint_not_found", host=endpoint.host, model=endpoint.model)
    near = get_close_matches(endpoint.model, known, n=5, cutoff=0.0)
    raise AppError(
        "endpoint_unknown_model", host=endpoint.host, model=endpoint.model, known=", ".join(near)
    )


def _raise(error: Exception, endpoint: Endpoint) -> None:
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
