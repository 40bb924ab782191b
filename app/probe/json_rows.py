"""Rows out of JSON: one object per line, or one list of objects, nested or not."""

import json
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any, Final, NamedTuple

from app.probe.table import Spelled

DEEPEST: Final = 6


class Records(NamedTuple):
    """`objects`: the number of each and its cells by column; `broken`: lines that are no JSON;
    `other`: lines or records that are JSON but no object; `under`: the key the list stood at."""

    objects: list[tuple[int, dict[str, str]]]
    broken: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    under: str = ""


def read_lines(text: str) -> Records:
    """JSON Lines. Blank lines are passed over."""
    objects, broken, other = [], [], []
    for number, line in enumerate(StringIO(text, newline=None), 1):
        if not line.strip():
            continue
        try:
            value = parse(line)
        except ValueError:
            broken.append(number)
            continue
        if isinstance(value, dict):
            objects.append((number, flat(value)))
        else:
            other.append(number)
    return Records(objects, tuple(broken), tuple(other))


def read_list(value: Any) -> Records | None:
    """The objects of the list that `value` is or holds at one of its keys; None without one."""
    under = ""
    if isinstance(value, dict):
        lists = {
            key: held
            for key, held in value.items()
            if isinstance(held, list) and any(isinstance(each, dict) for each in held)
        }
        if not lists:
            return None
        under = max(lists, key=lambda key: len(lists[key]))
        value = lists[under]
    if not isinstance(value, list):
        return None
    numbered = list(enumerate(value, 1))
    return Records(
        [(number, flat(each)) for number, each in numbered if isinstance(each, dict)],
        other=tuple(number for number, each in numbered if not isinstance(each, dict)),
        under=under,
    )


def parse(text: str) -> Any:
    """JSON with every number as it is spelled. ValueError when it is not sound or too deep."""
    try:
        return json.loads(text, parse_float=Spelled, parse_int=Spelled, parse_constant=Spelled)
    except RecursionError:
        raise ValueError("too deep") from None


def flat(value: Mapping[str, Any]) -> dict[str, str]:
    """Nested entries under paths such as `input.text` and `annotations[0].label`."""
    cells: dict[str, str] = {}
    _flatten(cells, "", value.items(), DEEPEST)
    return cells


def _flatten(
    cells: dict[str, str], before: str, items: Iterable[tuple[str, Any]], depth: int
) -> None:
    for key, value in items:
        name = before + key
        if isinstance(value, dict) and value and depth:
            _flatten(cells, f"{name}.", value.items(), depth - 1)
        elif isinstance(value, list) and value and depth:
            places = ((f"[{place}]", each) for place, each in enumerate(value))
            _flatten(cells, name, places, depth - 1)
        else:
            cells[name] = _spelled(value)


def _spelled(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else Spelled(json.dumps(value, ensure_ascii=False))
