"""One request outside a run, such as a test of the connection: faults that pass may pass."""

from collections.abc import Callable
from time import sleep
from typing import Final, TypeVar

from openai import APIStatusError

from app.probe.faults import WebPageError, from_the_endpoint, outcome_of, refused_connection
from app.probe.retry_after import wait_of
from app.probe.types import OutcomeClass

PAUSES: Final = (0.3, 1.0)  # seconds before it is asked once more
LONGEST_PAUSE: Final = 20.0  # seconds that an endpoint may ask for
PASSING: Final = {
    OutcomeClass.RATE_LIMITED,
    OutcomeClass.SERVER_ERROR,
    OutcomeClass.CONNECTION,
    OutcomeClass.TIMEOUT,
}
T = TypeVar("T")


def patiently(request: Callable[[], T]) -> T:
    """What `request` answers at one of three attempts (two where it is silence or cannot be read).
    Raises the last fault, and one that will not pass at once."""
    for pause in PAUSES:
        try:
            return request()
        except Exception as error:
            if not from_the_endpoint(error) or refused_connection(error):
                raise
            outcome = outcome_of(error)
            garbled = outcome is OutcomeClass.BAD_RESPONSE and not isinstance(
                error, APIStatusError | WebPageError
            )
            if not garbled and outcome not in PASSING:
                raise
            if (garbled or outcome is OutcomeClass.TIMEOUT) and pause > PAUSES[0]:
                raise
            asked = wait_of(error.response.headers) if isinstance(error, APIStatusError) else None
            if asked is not None and asked > LONGEST_PAUSE:
                raise
            sleep(pause if asked is None else asked)
    return request()
