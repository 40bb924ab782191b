"""The store of every release so far still opens, with all that was in it."""

from pathlib import Path
from shutil import copyfile

import pytest

from app.decision.profile import Reply, Sureness
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
        if release > "0001.sqlite":
            assert probe.corrections == {"2": "spam", "3": None}
        (issued,) = store.issued(second.id)
        assert (issued.language, issued.document) == (Language.JA, {"outcome": "open"})
