"""Edits of a JSON object: what changed between two states, and which edits can be undone."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

Json = dict[str, Any]
Key = tuple[str, ...]


class Difference(NamedTuple):
    """The one place that changed. `key` leads there; None stands for nothing being there."""

    key: Key
    before: Any
    after: Any


def difference(old: Json, new: Json, inside: Iterable[str]) -> Difference | None:
    """The smallest place that holds every change, or None when there is none.

    It goes one step deeper only in the objects named by `inside`: one answer, not all answers.
    """
    name = _only_change(old, new)
    if name is None:
        return None if old == new else Difference((), old, new)
    before, after = old.get(name), new.get(name)
    if name in inside:
        inner = _only_change(before or {}, after or {})
        if inner is not None:
            return Difference((name, inner), (before or {}).get(inner), (after or {}).get(inner))
    return Difference((name,), before, after)


def put(whole: Json, key: Key, value: Any) -> Json:
    """`whole` with `value` at `key`, or with nothing there when it is None."""
    if not key:
        return dict(value)
    name, *rest = key
    inner = put(whole.get(name, {}), tuple(rest), value) if rest else value
    others = {other: kept for other, kept in whole.items() if other != name}
    return others if inner is None else {**others, name: inner}


class Edit(Protocol):
    @property
    def seq(self) -> int: ...
    @property
    def undoes(self) -> int | None: ...


E = TypeVar("E", bound=Edit)


def stacks(edits: Iterable[E]) -> tuple[list[E], list[E]]:
    """What can be undone and what can be redone, the next one last, from edits in their order.

    An undo is itself an edit that reverses another; a redo reverses an undo. An edit that
    reverses nothing makes what was undone before it unreachable, as everywhere.
    """
    done: list[E] = []
    undone: list[E] = []
    for edit in edits:
        if edit.undoes is None:
            done.append(edit)
            undone.clear()
        elif done and done[-1].seq == edit.undoes:
            done.pop()
            undone.append(edit)
        elif undone and undone[-1].seq == edit.undoes:
            undone.pop()
            done.append(edit)
    return done, undone


def _only_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return changed[0] if len(changed) == 1 else None
