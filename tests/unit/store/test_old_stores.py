"""The store of every release so far still opens, with all that was in it."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest

from app.decision.profile import Reply, Sureness
from app.issued import Status
from app.probe.types import Verdict
from app.store import Store
from app.words import Language
from db.models import SCHEMA

SAVED = Path(__file__).parents[2] / "data" / "stores"


def test_this_release_has_its_saved_store() -> None:
    """A change of the tables needs a new one: tests/data/make_store.py makes it."""
    assert sorted(file.stem for file in SAVED.glob("*.sqlite"))[-1] == f"{SCHEMA:04}"


@pytest.mark.parametrize("release", sorted(file.name for file in SAVED.glob("*.sqlite")))
def test_a_store_of_an_earlier_release_opens_with_everything(data_dir: Path, release: str) -> None:
    data_dir.mkdir()
    copyfile(SAVED / release, data_dir / "signpost.sqlite")
    with Store.open(data_dir) as store:
        second, first = store.summaries()
        assert (first.project, first.name, second.project) == (
            "Helpdesk",
            "Ticket routing",
            "翻訳",
        )
        profile = store.get(first.id).profile
        assert profile.answers["few_labels"].sureness is Sureness.GUESSED
        assert profile.limits.data_may_leave is Reply.NO
        assert store.get(second.id).profile.model_extra == {"mood": "calm"}
        assert [each.name for each in store.deleted()] == ["In the bin"]
        last = store.last_open()
        assert last is not None
        assert (last.id, last.page) == (first.id, "few_labels")
        assert [change.undoes for change in store.changes(first.id)] == [None, None, 2]
        assert store.redo(first.id)
        assert store.undo(first.id)
        assert store.undo(first.id)
        assert store.get(first.id).profile.replies == {"human_like": Reply.NO}
        (probe,) = store.probes(first.id)
        assert probe.result.verdict is Verdict.NOT_MEASURED
        if release > "0002.sqlite":
            assert probe.corrections == {"2": "spam", "3": None}
        (issued,) = store.issued(second.id)
        assert (issued.language, issued.document) == (Language.JA, {"outcome": "open"})
        store.set_status(second.id, issued.seq, Status.SUPERSEDED)
        assert store.issued(second.id)[0].status is Status.SUPERSEDED


def test_what_an_issued_document_was_made_of_outlives_the_release(data_dir: Path) -> None:
    """From the second version of the tables on; the first did not note it."""
    found = {}
    for release in ("0001", "0003"):
        data_dir.mkdir(exist_ok=True)
        copyfile(SAVED / f"{release}.sqlite", data_dir / "signpost.sqlite")
        with Store.open(data_dir) as store:
            (found[release],) = store.issued(store.summaries()[0].id)
    old, new = found["0001"], found["0003"]
    assert (old.format, old.paper, old.brand, old.made, old.probe) == ("", "", {}, None, None)
    assert (old.status, new.status) == (Status.PROPOSED, Status.ACCEPTED)
    assert (new.format, new.paper, new.brand) == ("pdf", "a4", {"organisation": "翻訳社"})
    assert new.made == datetime(2026, 11, 24, 8, 59, tzinfo=UTC)
    assert new.probe is not None
    assert new.probe.verdict is Verdict.NOT_MEASURED
