"""Every way in which a request over the OpenAI protocol can fail, as one of our outcomes."""

import ssl
from collections.abc import Iterator, Mapping
from typing import Any, Final

import openai

from app.probe.types import OutcomeClass

OF_STATUS: Final = {
    401: OutcomeClass.AUTH,
    402: OutcomeClass.QUOTA,
    403: OutcomeClass.AUTH,
    408: OutcomeClass.TIMEOUT,
    413: OutcomeClass.CONTEXT_OVERFLOW,
    429: OutcomeClass.RATE_LIMITED,
}
QUOTA: Final = ("insufficient_quota", "billing", "credit")
OVERFLOW: Final = ("context_length", "context length", "exceed_context", "context size")
FILTERED: Final = ("content_filter", "content management", "content_policy")
SHOWN: Final = 200  # characters of what an endpoint said


class WebPageError(Exception):
    """A page for people answered in place of the endpoint."""

    def __init__(self) -> None:
        super().__init__("a web page")


class StatedError(Exception):
    """A fault that came inside an answer with the status of a good one."""

    def __init__(self, error: Any) -> None:
        known = error if isinstance(error, Mapping) else {"message": error}
        super().__init__(str(known.get("message", "")))
        code = known.get("code")
        self.status = code if isinstance(code, int) else 0
        self.said = f"{code} {known.get('type', '')} {known.get('message', '')}".lower()


def from_the_endpoint(error: Exception) -> bool:
    """A fault of the network or of what came over it; anything else is a mistake of ours."""
    if isinstance(error, openai.OpenAIError | OSError | ValueError | WebPageError | StatedError):
        return True
    return type(error).__module__.startswith("httpx2")  # what openai lets through


def outcome_of(error: Exception) -> OutcomeClass:
    """How a request ended that raised `error`."""
    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code, f"{_code(error.body)} {error.message}".lower())
    if isinstance(error, StatedError):
        return _of_status(error.status, error.said)
    if isinstance(error, WebPageError):
        return OutcomeClass.BAD_RESPONSE
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return OutcomeClass.TIMEOUT
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) or "CERTIFICATE" in str(cause) for cause in causes):
        return OutcomeClass.TLS
    if any("Timeout" in type(cause).__name__ for cause in causes):
        return OutcomeClass.TIMEOUT
    if isinstance(error, openai.APIError) and not isinstance(error, openai.APIConnectionError):
        return OutcomeClass.BAD_RESPONSE
    if any("Decod" in type(cause).__name__ or isinstance(cause, ValueError) for cause in causes):
        return OutcomeClass.BAD_RESPONSE
    return OutcomeClass.CONNECTION


def refused_connection(error: Exception) -> bool:
    """Nothing listens there."""
    return any(
        isinstance(cause, ConnectionRefusedError) or "refused" in str(cause).lower()
        for cause in _causes(error)
    )


def untrusted(error: Exception) -> bool:
    """It is the certificate that is at fault, not the encryption as such."""
    return any(
        isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE" in str(cause)
        for cause in _causes(error)
    )


def told(error: Exception, key: str) -> str:
    """What the endpoint or the network said, short, without the key."""
    words = str(error) or type(error).__name__
    if isinstance(error, openai.APIStatusError) and isinstance(error.body, Mapping):
        words = f"{error.status_code}: {error.body.get('message') or error.message}"
    if key:
        words = words.replace(key, "…")
    return " ".join(words.split())[:SHOWN]


def _of_status(status: int, said: str) -> OutcomeClass:
    if status == 429 and any(word in said for word in QUOTA):
        return OutcomeClass.QUOTA
    if status in (400, 413, 422):
        if any(word in said for word in OVERFLOW):
            return OutcomeClass.CONTEXT_OVERFLOW
        if any(word in said for word in FILTERED):
            return OutcomeClass.CONTENT_FILTER
    if status >= 500:
        return OutcomeClass.SERVER_ERROR
    return OF_STATUS.get(status, OutcomeClass.BAD_RESPONSE)


def _code(body: Any) -> str:
    if not isinstance(body, Mapping):
        return ""
    inner = body.get("error")
    error = inner if isinstance(inner, Mapping) else body
    return f"{error.get('code', '')} {error.get('type', '')}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
