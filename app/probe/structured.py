"""The labels that a reply gives in JSON or as a list of marks, not in words.

A label is given as a value ({"label": "spam"}), as the key that is true ({"is_spam": true}) or as
the one with the highest share ({"ham": 0.1, "spam": 0.9}, "ham: 10 %, spam: 90 %"), also where
the JSON is broken off or quoted otherwise. What is given as a reason, as another possibility or
as the text itself does not count.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

DECODER: Final = json.JSONDecoder()
MOST: Final = 8  # objects looked for in one reply
MARKED: Final = 6000  # characters in which marks are looked for
HALF: Final = 0.5  # a share above it stands by itself

Find = Callable[[str], str | None]  # the label that a text is, if it is one

_ASIDE: Final = re.compile(  # keys under which labels are only spoken of
    r"""reason|rational|explan|explic|justif|evidence|thought|thinking|analysis|comment|note
      | alternativ|second|runner|other|option|choice|candidate|input|query|text|message|review
      | 理由|根拠|説明|補足|備考|候補|次点|本文|入力""",
    re.X | re.I,
)
_SURENESS: Final = re.compile(r"confiden|probab|certain|\bid\b|index|確信|信頼|確率", re.I)
_FENCE: Final = re.compile(r"```\w*")
_ENTRY: Final = re.compile(  # of an object that is no JSON
    r"""["'“”](?P<key>[^"'“”{}:\n]{1,60})["'“”]\s*:\s*
        (?: "(?P<double>[^"\n]*)" | '(?P<single>[^'\n]*)'
          | (?P<bare>-?\d+(?:\.\d+)?|true|false)\b )
        (?=\s*(?:[,}\]\n]|$))""",
    re.X | re.I,
)
_MARK: Final = re.compile(  # "- **spam**: 90 %", "ham = no"
    r"""(?:^|[,;.]\s|、)[\s*_`"'•\d.)-]*(?P<key>[^\W\d][^:：=\n,;、]{0,60}?)[*_`"'\s]*[:：=–-][\s*_`]*
        (?P<mark>yes|no|true|false|はい|いいえ|\d+(?:\.\d+)?)[ ]?[%％]?[*_`]*
        (?=\s*(?:$|[,;.]\s|[.;]$|[、。(（]))""",
    re.X | re.I | re.M,
)
_TRUTHS: Final = {
    **dict.fromkeys(("yes", "true", "はい"), True),
    **dict.fromkeys(("no", "false", "いいえ"), False),
}


def given(reply: str, find: Find, stated: Find) -> tuple[set[str], str]:
    """The labels that the JSON of `reply`, or a list of marks in it, gives, and what of the reply
    is no JSON. `find` tells which label a text is, `stated` which one a sentence states."""
    found: set[str] = set()
    rest = reply
    for value, left in _values(reply):
        rest = left
        try:
            found = _highest(value, find) or _told(value, find, stated)
        except RecursionError:
            continue
        if found:
            break
    return found or _highest(_marks(rest), find), _FENCE.sub("", rest).strip()


def _marks(reply: str) -> Mapping[str, object]:
    """The names with a mark behind them; "A: 12" is no mark but the wording of an option."""
    found: dict[str, object] = {}
    for one in _MARK.finditer(reply[:MARKED]):
        key, mark = one["key"].strip(), one["mark"].lower()
        share = _TRUTHS[mark] if mark in _TRUTHS else float(mark)
        if len(key) > 1 or share <= 1 or "%" in one[0] or "％" in one[0]:
            found[key] = share
    return found


def _values(reply: str) -> Iterator[tuple[object, str]]:
    """Each JSON value, and what is left of the reply without it and those before."""
    try:
        yield json.loads(reply), ""
    except (ValueError, RecursionError):
        pass
    else:
        return
    kept, at, loaded = "", 0, False
    for _ in range(MOST):
        opening = reply.find("{", at)
        if opening < 0:
            break
        kept += reply[at:opening]
        try:
            value, at = DECODER.raw_decode(reply, opening)
        except (ValueError, RecursionError):
            kept, at = kept + "{", opening + 1
        else:
            loaded = True
            yield value, kept + reply[at:]
    if not loaded and (entries := dict(_entries(reply))):
        yield entries, reply[: reply.index("{")]


def _entries(reply: str) -> Iterator[tuple[str, object]]:
    opening = reply.find("{")
    if opening < 0:
        return
    for entry in _ENTRY.finditer(reply, opening):
        bare = entry["bare"]
        text = entry["double"] if entry["double"] is not None else entry["single"]
        yield entry["key"], text if bare is None else json.loads(bare.lower())


def _told(value: object, find: Find, stated: Find) -> set[str]:
    leaves = [*_leaves(value, "")]
    plain = [leaf for leaf in leaves if not _ASIDE.search(leaf[0])] or leaves
    texts = [
        str(leaf) if isinstance(leaf, str) else f"{leaf:g}"
        for key, leaf in plain
        if isinstance(leaf, str) or not _SURENESS.search(key)
    ]
    found = {label for text in texts if (label := find(text)) is not None}
    if not found and len(texts) == 1 and (label := stated(texts[0])) is not None:
        return {label}
    return found


def _leaves(value: object, key: str) -> Iterator[tuple[str, str | int | float]]:
    """The texts and numbers in a value, each with the key under which it stands."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, str(name))
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, key)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield key, value


def _highest(value: object, find: Find) -> set[str]:
    """The label whose key is marked true or has the highest share."""
    if not isinstance(value, Mapping):
        return set()
    marks = {
        label: float(mark)
        for key, mark in value.items()
        if isinstance(mark, bool | int | float)
        and (label := find(str(key).removeprefix("is_"))) is not None
    }
    best = max(marks.values(), default=0.0)
    tops = {label for label, mark in marks.items() if mark == best}
    return tops if best > (0 if len(marks) > 1 else HALF) and len(tops) == 1 else set()
