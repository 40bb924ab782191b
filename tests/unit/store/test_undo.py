"""Every edit has a name, can be taken back, and is remembered even so."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.decision.profile import Answer, Facts, Profile, Reply
from app.store import Store

NO, YES = Answer(value=Reply.NO), Answer(value=Reply.YES)


def test_undo_names_what_it_takes_back(store: Store) -> None:
    number = store.add(Profile(name="Tickets")).id
    store.save(number, Profile(name="Tickets", answers={"few_labels": NO}), "answer")
    store.save(number, Profile(name="Tickets", answers={"few_labels": YES}), "answer")

    last = store.can_undo(number)

    assert last is not None
    assert (last.what, last.key) == ("answer", ("answers", "few_labels"))
    assert (last.before, last.after) == ("no", "yes")
    assert store.undo(number) == last
    assert store.get(number).profile.replies == {"few_labels": Reply.NO}


def test_redo_names_what_it_does_again(store: Store) -> None:
    number = store.add(Profile(name="a")).id
    store.save(number, Profile(name="b"), "describe")
    store.undo(number)

    again = store.can_redo(number)

    assert again is not None
    assert (again.what, again.key, again.before, again.after) == ("describe", ("name",), "a", "b")
    assert store.redo(number) == again
    assert store.get(number).profile.name == "b"
    assert store.can_redo(number) is None


def test_saving_what_is_saved_already_is_no_edit(store: Store) -> None:
    saved = store.add(Profile(name="a", answers={"x": NO, "y": YES}))
    again = store.save(saved.id, Profile(name="a", answers={"y": YES, "x": NO}), "answer")
    assert again == saved
    assert store.changes(saved.id) == []


def test_undo_survives_a_restart_and_reaches_back_more_than_thirty_edits(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        number = store.add(Profile(name="0")).id
        for n in range(1, 41):
            store.save(number, Profile(name=str(n)), "describe")
    with Store.open(data_dir) as store:
        for n in reversed(range(40)):
            assert store.undo(number)
            assert store.get(number).profile.name == str(n)
        assert store.undo(number) is None


def test_nothing_that_was_said_is_forgotten_by_undoing_it(store: Store) -> None:
    number = store.add(Profile(name="a")).id
    store.save(number, Profile(name="b"), "describe")
    store.undo(number)
    store.save(number, Profile(name="c"), "describe")
    assert [(change.before, change.after, change.undoes) for change in store.changes(number)] == [
        ("a", "b", None),
        ("b", "a", 1),
        ("a", "c", None),
    ]
    assert store.can_redo(number) is None


def test_profiles_are_undone_each_for_itself(store: Store) -> None:
    one, two = (store.add(Profile(name="start")).id for _ in range(2))
    store.save(one, Profile(name="one"), "describe")
    store.save(two, Profile(name="two"), "describe")
    store.undo(one)
    assert store.get(one).profile.name == "start"
    assert store.get(two).profile.name == "two"


edited = st.builds(
    Profile,
    name=st.sampled_from(["", "a", "b"]),
    answers=st.dictionaries(st.sampled_from(["q1", "q2"]), st.sampled_from([NO, YES])),
    facts=st.builds(Facts, domain=st.sampled_from(["", "medical"])),
)


def test_any_walk_of_edits_can_be_undone_to_its_start_and_redone_to_its_end(
    data_dir: Path,
) -> None:
    with Store.open(data_dir) as store:

        @settings(max_examples=25)
        @given(
            start=edited, steps=st.lists(edited | st.sampled_from(["undo", "redo"]), max_size=15)
        )
        def walk(start: Profile, steps: list[Profile | str]) -> None:
            number = store.add(start).id
            states, at = [start], 0  # the plain model of an undo history
            for step in steps:
                if isinstance(step, Profile):
                    if step != states[at]:
                        states, at = [*states[: at + 1], step], at + 1
                    store.save(number, step, "edit")
                elif step == "undo":
                    at = max(at - 1, 0)
                    store.undo(number)
                else:
                    at = min(at + 1, len(states) - 1)
                    store.redo(number)
                assert store.get(number).profile == states[at]
            while store.undo(number):
                pass
            assert store.get(number).profile == start
            while store.redo(number):
                pass
            assert store.get(number).profile == states[-1]

        walk()
