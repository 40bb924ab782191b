"""Edits are found at the smallest place, and any number of them can be taken back."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.history import difference, put, stacks

SECTIONS = ("answers", "facts")
NAMES = st.sampled_from(["answers", "facts", "name", "a.b"])
ENTRIES = st.dictionaries(st.sampled_from(["q1", "q2", "q.3"]), st.sampled_from(["yes", "no"]))
BODIES = st.dictionaries(NAMES, ENTRIES | st.text(max_size=3)).map(
    lambda body: {
        name: value
        for name, value in body.items()
        if isinstance(value, dict) == (name in SECTIONS) and value != {}
    }
)


@dataclass(frozen=True)
class Edit:
    seq: int
    undoes: int | None = None


def test_one_answer_is_one_change() -> None:
    old = {"name": "a", "answers": {"q1": "yes"}}
    assert difference(old, {"name": "a", "answers": {"q1": "yes", "q2": "no"}}, SECTIONS) == (
        ("answers", "q2"),
        None,
        "no",
    )
    assert difference(old, {"name": "a"}, SECTIONS) == (("answers", "q1"), "yes", None)
    assert difference(old, {**old, "name": "b"}, SECTIONS) == (("name",), "a", "b")
    assert difference(old, {"name": "b"}, SECTIONS) == ((), old, {"name": "b"})
    assert difference(old, dict(old), SECTIONS) is None


@given(BODIES, BODIES)
def test_a_change_leads_from_one_state_to_the_other_and_back(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    found = difference(old, new, SECTIONS)
    if found is None:
        assert old == new
        return
    assert _full(put(old, found.key, found.after)) == new
    assert _full(put(new, found.key, found.before)) == old


def _full(body: dict[str, Any]) -> dict[str, Any]:
    """Without empty sections: a profile file has none."""
    return {name: value for name, value in body.items() if value != {}}


def test_a_new_edit_ends_what_could_be_redone() -> None:
    edits = [Edit(1), Edit(2), Edit(3, undoes=2), Edit(4)]
    done, undone = stacks(edits)
    assert [edit.seq for edit in done] == [1, 4]
    assert undone == []


def test_undo_and_redo_walk_back_and_forth() -> None:
    edits = [Edit(1), Edit(2), Edit(3, undoes=2), Edit(4, undoes=1), Edit(5, undoes=4)]
    done, undone = stacks(edits)
    assert [edit.seq for edit in done] == [5]  # the redo of 1 is what can be undone next
    assert [edit.seq for edit in undone] == [3]
