"""Make the saved store of this release: `python tests/data/make_store.py`, once per schema.

The file is kept for good, so that every later version can be tested on opening it. Nothing in it
depends on the day it is made.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.decision.profile import Answer, Facts, Limits, Profile, Reply, Sureness  # noqa: E402
from app.issued import Issue, Status  # noqa: E402
from app.probe.types import ProbeResult, Tokens, Verdict  # noqa: E402
from app.store import Store  # noqa: E402
from app.words import Language  # noqa: E402
from db.models import SCHEMA  # noqa: E402

TARGET = ROOT / "tests" / "data" / "stores" / f"{SCHEMA:04}.sqlite"


def fill(store: Store) -> None:
    """One of everything: two projects, an undone edit, the bin, a probe, an issued document."""
    first = store.add(
        Profile(
            project="Helpdesk",
            name="Ticket routing",
            summary="One ticket in, one of twelve queues out.",
            task="intent-classification",
            answers={"human_like": Answer(value=Reply.NO)},
            facts=Facts(labelled_examples=8000, languages=("en", "ja")),
            limits=Limits(data_may_leave=Reply.NO),
        )
    )
    unsure = Answer(value=Reply.UNSURE, sureness=Sureness.GUESSED, note="ask Ops")
    store.save(first.id, first.profile.with_answer("few_labels", unsure), "answer")
    store.save(first.id, first.profile.with_answer("few_labels", None), "answer")
    store.undo(first.id)
    store.remember_page(first.id, "few_labels")
    second = store.add(Profile.model_validate({"project": "翻訳", "name": "要約", "mood": "calm"}))
    store.delete(store.add(Profile(name="In the bin")).id)
    result = ProbeResult(
        n=0,
        accuracy=None,
        macro_f1=None,
        majority=None,
        baseline=None,
        verdict=Verdict.NOT_MEASURED,
        reason="Nothing was measured.",
        reason_key="probe.nothing",
        outcomes={},
        latency_ms=None,
        tokens=Tokens(prompt=0, completion=0),
        device="CPU",
        manifest={"seed": 1},
        predictions=(),
    )
    kept = store.add_probe(first.id, result)
    store.correct(kept.seq, {"2": "spam", "3": None})
    store.delete_probe(store.add_probe(first.id, result).seq)
    issue = Issue(
        language=Language.JA,
        guide_version="1",
        guide_sha256="00" * 32,
        document={"outcome": "open"},
        format="pdf",
        made=datetime(2026, 11, 24, 8, 59, tzinfo=UTC),
        paper="a4",
        app_version="0.1.0",
        brand={"organisation": "翻訳社"},
        probe=result,
    )
    issued = store.issue(second.id, issue)
    store.set_status(second.id, issued.seq, Status.ACCEPTED)


if __name__ == "__main__":
    with (
        TemporaryDirectory() as folder,
        Store.open(Path(folder), lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) as store,
    ):
        fill(store)
        store.backup(TARGET)
    print(TARGET)  # noqa: T201
