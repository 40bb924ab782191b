"""Measurements and issued recommendations are facts: kept as they were, in their order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.decision.profile import Profile
from app.issued import Issue, Status
from app.probe.types import Interval, OutcomeClass, Prediction, ProbeResult, Tokens, Verdict
from app.store import Store
from app.words import Language

MEASURED = ProbeResult(
    n=1,
    accuracy=Interval(value=1.0, low=0.2065, high=1.0),
    macro_f1=None,
    majority=1.0,
    baseline=None,
    verdict=Verdict.INCONCLUSIVE,
    reason="Too few.",
    reason_key="probe.too_few",
    reason_values={"n": 1},
    outcomes={OutcomeClass.OK: 1},
    latency_ms=None,
    tokens=Tokens(prompt=20, completion=1),
    device="CPU",
    manifest={"seed": 7, "labels": ["ham", "spam"]},
    predictions=(Prediction(id="1", label="ham", answer="ham", outcome=OutcomeClass.OK),),
)


def test_a_measurement_comes_back_whole(store: Store, clock: Any) -> None:
    number = store.add(Profile(name="spam")).id
    store.add_probe(number, MEASURED)
    clock.move(days=-1)
    store.add_probe(number, MEASURED.model_copy(update={"n": 2}))
    assert [(probe.result.n, probe.at.day) for probe in store.probes(number)] == [(1, 24), (2, 23)]
    assert store.probes(number)[0].result == MEASURED


def test_a_measurement_is_read_once_and_its_corrections_anew_each_time(store: Store) -> None:
    """Of thousands of answers, reading takes a while, and every page asks for the newest."""
    number = store.add(Profile(name="spam")).id
    kept = store.add_probe(number, MEASURED)
    first = store.last_probe(number)
    assert first is not None
    store.correct(kept.seq, {"1": "spam"})
    second = store.last_probe(number)
    assert second is not None
    assert second.result is first.result
    assert second.result == MEASURED
    assert (first.corrections, second.corrections) == ({}, {"1": "spam"})
    store.add_probe(number, MEASURED.model_copy(update={"n": 2}))
    newer = store.last_probe(number)
    assert newer is not None
    assert newer.result.n == 2


def test_what_another_thread_keeps_is_there_at_once_and_read_already(
    store: Store, data_dir: Path
) -> None:
    number = store.add(Profile(name="spam")).id

    def keep() -> ProbeResult:
        with Store.beside(data_dir) as beside:
            beside.add_probe(number, MEASURED)
            saved = beside.last_probe(number)
            assert saved is not None
            return saved.result

    with ThreadPoolExecutor(1) as threads:
        there = threads.submit(keep).result()
    here = store.last_probe(number)
    assert here is not None
    assert here.result == MEASURED
    assert here.result is there


def issue(document: dict[str, Any]) -> Issue:
    return Issue(
        language=Language.JA,
        guide_version="2026.11",
        guide_sha256="ab" * 32,
        document=document,
        format="pdf",
        made=datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
        paper="us-letter",
        app_version="1.2.3",
        brand={"organisation": "Helpdesk Ltd"},
        probe=MEASURED,
    )


def test_labels_put_right_are_kept_beside_the_measurement(store: Store) -> None:
    number = store.add(Profile(name="spam")).id
    first, second = (store.add_probe(number, MEASURED) for _ in range(2))
    store.correct(first.seq, {"1": "spam", "2": None})
    store.correct(first.seq, {"1": None, "3": "ham"})
    assert [probe.corrections for probe in store.probes(number)] == [{"1": None, "3": "ham"}, {}]
    assert store.probes(number)[0].result == MEASURED
    store.correct(first.seq, {})
    assert store.probes(number)[0].corrections == {}
    assert store.last_probe(number) == second


def test_a_deleted_measurement_comes_back_until_the_bin_is_emptied(
    store: Store, clock: Any
) -> None:
    number = store.add(Profile(name="spam")).id
    first, second = (store.add_probe(number, MEASURED) for _ in range(2))
    store.correct(second.seq, {"1": "spam"})
    store.delete_probe(second.seq)
    assert store.last_probe(number) == first
    store.restore_probe(second.seq)
    assert [probe.seq for probe in store.probes(number)] == [first.seq, second.seq]

    store.delete_probe(first.seq)
    store.delete_probe(second.seq)
    assert store.last_probe(number) is None
    clock.move(days=1)
    assert store.purge_deleted(clock.time) == 0  # no profile goes with them
    store.restore_probe(first.seq)
    assert store.probes(number) == []


def test_an_issued_document_stays_as_it_was_when_the_profile_moves_on(store: Store) -> None:
    number = store.add(Profile(name="before")).id
    document = {"outcome": "llm", "title": "推薦", "path": [{"question": "human_like"}]}
    store.issue(number, issue(document))
    store.save(number, Profile(name="after"), "describe")

    (issued,) = store.issued(number)

    assert issued.document == document
    assert issued.profile == Profile(name="before")
    assert (issued.language, issued.guide_version) == (Language.JA, "2026.11")
    assert issued.guide_sha256 == "ab" * 32
    assert (issued.format, issued.paper, issued.app_version) == ("pdf", "us-letter", "1.2.3")
    assert issued.made == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert issued.brand == {"organisation": "Helpdesk Ltd"}
    assert issued.probe == MEASURED


def test_of_each_issued_document_is_known_what_became_of_it(store: Store) -> None:
    number = store.add(Profile(name="spam")).id
    first, second = (store.issue(number, issue({})) for _ in range(2))
    assert second.status is Status.PROPOSED
    store.set_status(number, first.seq, Status.ACCEPTED)
    store.set_status(number, first.seq, Status.SUPERSEDED)
    store.set_status(number, second.seq, Status.ACCEPTED)
    assert [each.status for each in store.issued(number)] == [Status.SUPERSEDED, Status.ACCEPTED]
