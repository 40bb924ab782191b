"""How long an endpoint asks to wait, in every spelling that is in use. Pure.

`Retry-After` (RFC 9110 §10.2.3) is seconds or an HTTP date; services also write milliseconds,
"1m30s", ISO 8601 dates and durations, and `x-ratelimit-reset-*` (a duration, or a time as Unix
seconds).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

NAMES: Final = (
    "retry-after",
    "x-ratelimit-reset-after",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
    "x-ratelimit-reset",
    "ratelimit-reset",
    "anthropic-ratelimit-requests-reset",
    "anthropic-ratelimit-tokens-reset",
)
UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
PART: Final = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhd])")
ISO: Final = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.I)
MOMENT: Final = 1e9  # a greater number is a time since 1970, not a duration
MILLISECONDS: Final = 1e11  # and a still greater one counts milliseconds


def wait_of(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds the endpoint asks to wait; None where it does not say.

    `Retry-After` counts before the times at which limits are lifted, of which the longest holds:
    none of them says which limit was passed, and a limit that was not is soon lifted.
    """
    now = now or datetime.now(UTC)
    exact = _duration(headers.get("retry-after-ms", ""), now)
    if exact is not None:
        return exact / 1000
    found = [wait for wait in _waits(headers, now) if wait is not None]
    if "retry-after" in headers and found:
        return found[0]
    return max(found, default=None)


def _waits(headers: Mapping[str, str], now: datetime) -> Iterator[float | None]:
    for name in NAMES:
        if headers.get(name):
            yield _duration(headers[name].strip(), now)


def _duration(text: str, now: datetime) -> float | None:
    for read in (_number, _parts, _iso_duration, _date):
        seconds = read(text, now)
        if seconds is not None:
            return max(0.0, seconds)
    return None


def _number(text: str, now: datetime) -> float | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return None
    number = float(text)
    if number < MOMENT:
        return number
    return (number / 1000 if number > MILLISECONDS else number) - now.timestamp()


def _parts(text: str, _now: datetime) -> float | None:
    """ "1m30s", "250ms", "6h2m" """
    plain = text.lower().replace(" ", "")
    if not plain or PART.sub("", plain):
        return None
    return sum(float(number) * UNITS[unit] for number, unit in PART.findall(plain))


def _iso_duration(text: str, _now: datetime) -> float | None:
    """ "PT1M30S" """
    found = ISO.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (float(group or 0) for group in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def _date(text: str, now: datetime) -> float | None:
    """An HTTP date or an ISO 8601 one; without a zone it is UTC."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text)
        except (ValueError, TypeError):
            continue
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (aware - now).total_seconds()
    return None
