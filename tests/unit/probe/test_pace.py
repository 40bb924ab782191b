"""The pace of a run is learnt from the endpoint: simulated, so that hours pass in no time."""

from heapq import heappop, heappush

import pytest

from app.probe.pace import Pace


class Service:
    """Takes `rate` requests a second, `burst` at once, answers after `latency` seconds."""

    def __init__(self, rate: float, burst: float, latency: float, hint: float | None) -> None:
        self.rate, self.burst, self.latency, self.hint = rate, burst, latency, hint
        self.tokens, self.seen = burst, 0.0

    def takes(self, now: float) -> bool:
        self.tokens = min(self.burst, self.tokens + (now - self.seen) * self.rate)
        self.seen = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


def run(service: Service, requests: int, most: int) -> tuple[float, int, int]:
    """Seconds until all were answered, how many were refused, and the most under way at once."""
    pace, now, left, refused, peak = Pace(most, 0.0), 0.0, requests, 0, 0
    under_way: list[tuple[float, int, float, bool]] = []
    number = 0
    while left or under_way:
        while left and pace.free(now, len(under_way)):
            pace.started()
            left, number = left - 1, number + 1
            taken = service.takes(now)
            heappush(under_way, (now + (service.latency if taken else 0.002), number, now, taken))
            peak = max(peak, len(under_way))
        clock = now + max(pace.wait(now), 0.001) if left else float("inf")
        if not under_way or clock < under_way[0][0]:
            now = clock
            continue
        now, _, begun, taken = heappop(under_way)
        if taken:
            pace.answered()
        else:
            pace.refused(begun, now, service.hint)
            left, refused = left + 1, refused + 1
    return now, refused, peak


def test_without_limits_all_places_are_soon_in_use() -> None:
    seconds, refused, peak = run(Service(1e9, 1e9, 0.05, None), 1600, 16)
    assert (refused, peak) == (0, 16)
    assert seconds < 1.05 * 1600 / 16 * 0.05


@pytest.mark.parametrize("hint", [1.0, 0.05, None])
def test_a_limit_of_twenty_a_second_is_met_without_being_run_against(hint: float | None) -> None:
    """180 requests at 20 a second after a burst of 20: nine seconds are the least."""
    seconds, refused, _ = run(Service(20, 20, 0.05, hint), 200, 16)
    assert 9 <= seconds <= 11
    assert refused <= 40


def test_a_low_limit_per_minute_is_borne_with() -> None:
    seconds, refused, _ = run(Service(0.25, 15, 1.0, 20.0), 60, 8)
    assert seconds <= 1.5 * 45 / 0.25
    assert refused <= 60


def test_a_limit_that_is_lifted_is_grown_out_of() -> None:
    pace = Pace(16, 0.0)
    for now in (0.1, 0.4, 0.7):
        for _ in range(8):
            pace.started()
        pace.refused(now - 0.01, now, None)
    assert pace.rate is not None
    slow = pace.rate
    pace.free(60.0, 0)
    assert pace.rate > 10 * slow


def test_the_patience_an_endpoint_asks_for_is_kept() -> None:
    pace = Pace(4, 0.0)
    pace.started()
    pace.refused(0.0, 1.0, 30.0)
    assert not pace.free(30.9, 0)
    assert pace.wait(30.9) == pytest.approx(0.1)
    assert pace.free(31.0, 0)


def test_one_burst_of_refusals_halves_the_pace_once() -> None:
    pace = Pace(16, 0.0)
    for _ in range(16):
        pace.started()
        pace.answered()
    assert pace.limit == 16
    for _ in range(16):
        pace.started()
    for _ in range(16):
        pace.refused(0.5, 1.0, 0.1)
    assert pace.limit == 8


def test_a_pause_of_a_night_leaves_the_learnt_rate_as_it_was() -> None:
    pace = Pace(16, 0.0)
    pace.refused(0.0, 0.1, 0.0)
    for _ in range(20):
        pace.started()
    pace.refused(1.05, 1.1, 0.0)
    learnt = pace.rate
    assert learnt == pytest.approx(18.05)
    pace.rested(40_000.0)
    assert pace.free(40_000.2, 0)
    assert pace.rate == pytest.approx(learnt, rel=0.02)
    for _ in range(10):
        pace.started()
    pace.refused(40_000.3, 40_000.6, 0.0)
    assert pace.rate is not None
    assert pace.rate > 5
