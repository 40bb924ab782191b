"""What the user describes is kept as it is, found again, and forgotten only on purpose."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.decision.profile import Answer, Facts, Limits, Profile, Reply, Sureness
from app.errors import AppError
from app.store import Store, delete_everything

TICKETS = Profile(
    project="Helpdesk",
    name="Ticket routing",
    summary="One ticket in, one of twelve queues out.",
    task="intent-classification",
    answers={
        "human_like": Answer(value=Reply.NO),
        "few_labels": Answer(value=Reply.UNSURE, sureness=Sureness.GUESSED, note="ask Ops"),
    },
    facts=Facts(labelled_examples=8000, languages=("en", "ja")),
    limits=Limits(data_may_leave=Reply.NO, max_latency_ms=0.5),
)


def test_a_profile_is_there_after_the_store_is_closed(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        number = store.add(TICKETS).id
        store.remember_page(number, "few_labels")
    with Store.open(data_dir) as store:
        saved = store.get(number)
        assert saved.profile == TICKETS
        assert saved.page == "few_labels"
        assert store.last_open() == saved


def test_keys_of_a_version_to_come_are_kept(store: Store) -> None:
    strange = Profile.model_validate(
        {"name": "x", "mood": "calm", "facts": {"weather": [1, {"a": "b"}]}}
    )
    assert store.get(store.add(strange).id).profile == strange


texts = st.text(max_size=20)
answers = st.builds(
    Answer,
    value=st.sampled_from(Reply),
    sureness=st.none() | st.sampled_from(Sureness),
    note=texts,
)
profiles = st.builds(
    Profile,
    project=texts,
    name=texts,
    summary=texts,
    answers=st.dictionaries(texts, answers, max_size=4),
    facts=st.builds(Facts, monthly_volume=st.none() | st.integers(0, 10**12), domain=texts),
    limits=st.builds(Limits, regulated=st.none() | st.sampled_from(Reply)),
)


def test_any_profile_comes_back_equal(data_dir: Path) -> None:
    with Store.open(data_dir) as store:

        @settings(max_examples=50)
        @given(profiles)
        def comes_back(profile: Profile) -> None:
            assert store.add(profile).profile == profile

        comes_back()


def test_half_a_character_costs_a_question_mark_and_not_the_answer(store: Store) -> None:
    """A broken paste can hold one; no file can."""
    saved = store.add(Profile(name="half \ud83d", summary="nul \0"))
    assert store.get(saved.id).profile == Profile(name="half ?", summary="nul \0")


def test_a_list_shows_what_it_needs_and_the_last_edited_first(store: Store) -> None:
    first = store.add(TICKETS)
    second = store.add(Profile(name="Second"))
    assert [each.name for each in store.summaries()] == ["Second", "Ticket routing"]

    store.save(first.id, TICKETS.with_answer("multi_step", Answer(value=Reply.YES)), "answer")

    found = store.summaries()
    assert [each.id for each in found] == [first.id, second.id]
    assert found[0].project == "Helpdesk"
    assert found[0].answered == 3
    assert found[0].replies["few_labels"] is Reply.UNSURE


def test_order_does_not_follow_the_clock(store: Store, clock: Any) -> None:
    """Somebody sets the clock back two years: the newest work still comes first."""
    store.add(Profile(name="before"))
    clock.move(days=-730)
    store.add(Profile(name="after"))
    assert [each.name for each in store.summaries()] == ["after", "before"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ticket", True),
        ("ROUTING help", True),
        ("queues 100%", False),
        ("Ｔｉｃｋｅｔ", True),  # typed full-width, as Japanese keyboards do
        ("%", False),
        ("_", False),
        ("", True),
    ],
)
def test_search_finds_every_word_however_it_is_typed(
    store: Store, words: str, found: bool
) -> None:
    store.add(TICKETS)
    assert bool(store.summaries(words)) is found


def test_search_knows_japanese(store: Store) -> None:
    store.add(Profile(name="問い合わせのﾁｹｯﾄ分類"))
    assert store.summaries("チケット")
    assert store.summaries("問い合わせ 分類")
    assert not store.summaries("要約")


def test_a_copy_starts_with_the_same_answers_and_no_history(store: Store) -> None:
    original = store.add(TICKETS)
    store.save(original.id, TICKETS.model_copy(update={"owner": "Ann"}), "describe")
    copy = store.duplicate(original.id, "What if")
    assert copy.profile.answers == TICKETS.answers
    assert copy.profile.name == "What if"
    assert store.changes(copy.id) == []


def test_the_bin_gives_back_what_was_deleted(store: Store) -> None:
    saved = store.add(TICKETS)
    store.remember_page(saved.id, "limits")
    store.delete(saved.id)
    assert store.summaries() == []
    assert store.last_open() is None
    assert [each.id for each in store.deleted()] == [saved.id]
    with pytest.raises(AppError):
        store.get(saved.id)

    store.restore_deleted(saved.id)

    assert store.get(saved.id).profile == TICKETS


def test_the_bin_forgets_only_what_has_lain_there_long_enough(store: Store, clock: Any) -> None:
    old, new, kept = (store.add(TICKETS) for _ in range(3))
    store.save(old.id, Profile(name="x"), "describe")
    store.undo(old.id)
    store.delete(old.id)
    clock.move(days=31)
    store.delete(new.id)

    assert store.purge_deleted(clock.time - timedelta(days=30)) == 1

    assert [each.id for each in store.deleted()] == [new.id]
    assert [each.id for each in store.summaries()] == [kept.id]
    assert store.changes(old.id) == []
    assert store.add(TICKETS).id > kept.id


GONE: dict[str, Callable[[Store], object]] = {
    "get": lambda store: store.get(9),
    "save": lambda store: store.save(9, TICKETS, "answer"),
    "undo": lambda store: store.undo(9),
    "delete": lambda store: store.delete(9),
    "duplicate": lambda store: store.duplicate(9),
    "restore_deleted": lambda store: store.restore_deleted(9),
    "remember_page": lambda store: store.remember_page(9, "x"),
}


@pytest.mark.parametrize("what", GONE)
def test_a_number_that_nothing_has_is_told_in_a_sentence(store: Store, what: str) -> None:
    with pytest.raises(AppError, match="no profile with the number 9"):
        GONE[what](store)


def test_a_profile_too_large_for_a_file_is_not_kept(store: Store) -> None:
    """What is stored can always be exported and read again."""
    with pytest.raises(AppError, match="larger"):
        store.add(Profile(summary="x" * 6_000_000))
    assert store.summaries() == []


def test_the_folder_is_for_the_user_alone(store: Store, data_dir: Path) -> None:
    assert data_dir.stat().st_mode & 0o777 == 0o700


def test_what_is_deleted_for_good_is_not_left_in_the_file(data_dir: Path, clock: Any) -> None:
    with Store.open(data_dir, clock) as store:
        number = store.add(Profile(name="canary-4711", summary="canary-4711 " * 2000)).id
        store.delete(number)
        clock.move(seconds=1)
        store.purge_deleted(clock.time)
    assert b"canary-4711" not in (data_dir / "signpost.sqlite").read_bytes()


def test_deleting_everything_leaves_only_what_is_not_ours(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        store.add(TICKETS)
        store.backup(data_dir / "backups.sqlite")
        with pytest.raises(AppError, match="in use"):
            delete_everything(data_dir)
    (data_dir / "settings.json").write_text("{}")
    (data_dir / "letter.txt").write_text("mine")

    delete_everything(data_dir)

    assert sorted(path.name for path in data_dir.iterdir()) == ["backups.sqlite", "letter.txt"]
