"""Rows out of JSON: one object per line, or one list of objects, nested or not."""

import json
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any, Final, NamedTuple

from app.errors import Cancelled
from app.probe.ask import Cancel
from app.probe.table import Spelled

PIECE_TYPES: Final = frozenset({"type", "label", "slot", "entity", "tag"})
PIECE_TEXTS: Final = frozenset({"text", "value", "span", "mention"})
DEEPEST: Final = 6
OFTEN: Final = 5000  # rows between two looks at whether to stop
_BETWEEN: Final = frozenset(" \t\r\n,")
_HALF: Final = re.compile("[\ud800-\udfff]")


class Records(NamedTuple):
    """`objects`: the number of each and its cells by column; `broken`: lines that are no JSON;
    `other`: lines or records that are JSON but no object; `under`: the key the list stood at;
    `halves`: those in which half a character was replaced by U+FFFD."""

    objects: list[tuple[int, dict[str, str]]]
    broken: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    under: str = ""
    halves: tuple[int, ...] = ()


def read_lines(text: str, cancelled: Cancel = lambda: False) -> Records:
    """JSON Lines. Blank lines are passed over. Raises Cancelled."""
    objects, broken, other = [], [], []
    for number, line in enumerate(StringIO(text, newline=""), 1):
        if not line.strip():
            continue
        if number % OFTEN == 0 and cancelled():
            raise Cancelled
        try:
            value = parse(line)
        except ValueError:
            broken.append(number)
            continue
        if isinstance(value, dict):
            objects.append((number, flat(value)))
        else:
            other.append(number)
    return Records(objects, tuple(broken), tuple(other), halves=_mended(objects))


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
    objects = [(number, flat(each)) for number, each in numbered if isinstance(each, dict)]
    return Records(
        objects,
        other=tuple(number for number, each in numbered if not isinstance(each, dict)),
        under=under,
        halves=_mended(objects),
    )


def list_items(text: str, cancelled: Cancel, *, cut_off: bool = False) -> list[Any]:
    """The items of the first list in `text`, taken one by one so that a long one can be stopped.

    `cut_off`: what breaks off at the end is not there yet. ValueError where the list is not sound;
    Cancelled.
    """
    decoder = json.JSONDecoder(parse_float=Spelled, parse_int=Spelled, parse_constant=Spelled)
    items: list[Any] = []
    at = text.index("[") + 1
    while True:
        while text[at : at + 1] in _BETWEEN:
            at += 1
        if text[at : at + 1] == "]" or (cut_off and at >= len(text)):
            break
        try:
            item, at = decoder.raw_decode(text, at)
        except RecursionError:
            raise ValueError("too deep") from None
        except ValueError:
            if cut_off:
                break
            raise
        items.append(item)
        if len(items) % OFTEN == 0 and cancelled():
            raise Cancelled
    if not cut_off and text[at + 1 :].strip():
        raise json.JSONDecodeError("more after the list", text, at + 1)
    return items


def _mended(objects: list[tuple[int, dict[str, str]]]) -> tuple[int, ...]:
    """Replace halves of surrogate pairs, which no file and no request can hold."""
    places = []
    for place, (number, cells) in enumerate(objects):
        halves = [name for name, cell in cells.items() if _HALF.search(cell)]
        if halves:
            mended = {name: _HALF.sub("\ufffd", cells[name]) for name in halves}
            objects[place] = (number, cells | mended)
            places.append(number)
    return tuple(places)


def parse(text: str) -> Any:
    """JSON with every number as it is spelled. ValueError when it is not sound or too deep."""
    try:
        return json.loads(text, parse_float=Spelled, parse_int=Spelled, parse_constant=Spelled)
    except RecursionError:
        raise ValueError("too deep") from None


def flat(value: Mapping[str, Any]) -> dict[str, str]:
    """Nested entries under paths such as `input.text` and `annotations[0].label`; lists of named
    pieces of a text (entities, slots) stay one cell, in JSON."""
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
        elif isinstance(value, list) and all(map(_is_piece, value)):
            cells[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, list) and depth:
            places = ((f"[{place}]", each) for place, each in enumerate(value))
            _flatten(cells, name, places, depth - 1)
        else:
            cells[name] = _spelled(value)


def _is_piece(value: Any) -> bool:
    return isinstance(value, dict) and not (
        PIECE_TEXTS.isdisjoint(value) or PIECE_TYPES.isdisjoint(value)
    )


def _spelled(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else Spelled(json.dumps(value, ensure_ascii=False))
