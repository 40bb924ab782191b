"""What a reply says, freed of thoughts, fences, JSON around it and the words before it."""

import json
import re
from typing import Any, Final

from app.probe.prompt import without_thought

KEPT: Final = 1000  # characters of a reply
_FENCE: Final = re.compile(r"```(?:\w+)?\s*(.*?)\s*```", re.S)
_MARK: Final = re.compile(
    r"(?:^|\n)[\s*_#>]*(?:the\s+|my\s+)?(?:final\s+)?(?:answer|答え|解答|回答)"
    r"(?:\s+is)?[\s*_]*[:：=][ \t*_]*",
    re.I,
)
_WRAPPING: Final = " \t\r\n*_`\"'“”‘’«»「」『』"


def whole(reply: str) -> str:
    """The reply without what the model thought before it and without a fence around it."""
    reply = without_thought(reply).strip()
    fenced = _FENCE.fullmatch(reply)
    return fenced[1] if fenced else reply


def held(reply: str) -> Any:
    """The value that the reply is in JSON, or that its only fence holds; None where there is
    none."""
    reply = whole(reply)
    fences = _FENCE.findall(reply)
    for text in (reply, *(fences if len(fences) == 1 else ())):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            continue
    return None


def single(reply: str) -> str | None:
    """The text or number in a JSON object with that one entry; None where it is no such thing."""
    value = held(reply)
    if isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)


def beside(reply: str, answer: str | None) -> str:
    """What is kept of a reply to be read by people: nothing where it is `answer` alone, bare or in
    JSON, else its beginning and its end, KEPT characters of it at the most."""
    if answer is not None and answer in (reply.strip(), single(reply)):
        return ""
    return reply if len(reply) <= KEPT else f"{reply[: KEPT // 2]} … {reply[-KEPT // 2 :]}"


def after_mark(reply: str) -> str | None:
    """What follows the last "Answer:" that begins a line; None without one."""
    marks = list(_MARK.finditer(reply))
    return reply[marks[-1].end() :].strip() if marks else None


def unwrapped(text: str) -> str:
    """Without quotation and emphasis marks at the ends."""
    return text.strip(_WRAPPING)
