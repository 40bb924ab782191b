"""The time an endpoint asks to wait is read in every spelling that is in use."""

from datetime import UTC, datetime

import pytest

from app.probe.retry_after import wait_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Tue, 24 Nov 2026 00:00:07 GMT"}, 7),
        ({"retry-after": "Mon, 23 Nov 2026 00:00:07 GMT"}, 0),
        ({"retry-after": "2026-11-24T00:00:30Z"}, 30),
        ({"retry-after": "2026-11-24T09:00:30+09:00"}, 30),
        ({"retry-after": "1m30s"}, 90),
        ({"retry-after": "6h2m"}, 21720),
        ({"retry-after": "250ms"}, 0.25),
        ({"retry-after": "PT1M30S"}, 90),
        ({"retry-after": "1795478407"}, 7),
        ({"retry-after": "1795478407000"}, 7),
        ({"x-ratelimit-reset-requests": "1.2s"}, 1.2),
        ({"x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s"}, 360),
        ({"retry-after": "3", "x-ratelimit-reset-tokens": "6m0s"}, 3),
        ({"anthropic-ratelimit-requests-reset": "2026-11-24T00:00:05Z"}, 5),
        ({"x-ratelimit-reset": "12"}, 12),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "P"}, None),
        ({}, None),
    ],
)
def test_every_spelling(headers: dict[str, str], seconds: float | None) -> None:
    assert wait_of(headers, NOW) == (None if seconds is None else pytest.approx(seconds))
