"""Numbers as people and models write them, exactly."""

import re
import unicodedata
from fractions import Fraction
from typing import Final

from app.probe.kinds.replies import after_mark, single, whole

MINUS: Final = dict.fromkeys(map(ord, "\u2212\u2012\u2013\ufe63\uff0d"), "-")
_GROUPED: Final = re.compile("(?<=\\d)[\u00a0\u202f\u2009'’_](?=\\d{3}(?!\\d))")
_LATEX: Final = re.compile(r"\\[dt]?frac\{(-?\d+)\}\{(\d+)\}")
_NUMBER: Final = re.compile(
    r"""(?<![\w.,/])[-+]?
        (?: \d+\s+\d+/\d+ | \d+/\d+ | \d+(?:[.,]\d+)* | \.\d+ )
        (?:e[-+]?\d{1,3}(?!\w))? (?!/?\d)""",
    re.X | re.I,
)
MOST_DECIMALS: Final = 30
LONGEST: Final = 300  # digits; more is no amount of anything
_BEFORE: Final = re.compile(r"[\W_]*(?:[A-Z]{3})?[\W_]*")
_AFTER: Final = re.compile(r"[\W_]*[^\W\d_]{0,12}[\W_]*")
_BOXED: Final = re.compile(r"\\boxed\s*\{([^{}]*)\}|####\s*(.+)")
_SAID: Final = re.compile(r"(?:answer|答え|解答|回答)(?:\s+is|は)?[\s*_:：=]*(.+)", re.I)


def number(text: str, *, comma: bool = False) -> Fraction | None:
    """The one number that `text` is, a currency before it and a unit behind it aside; None where
    it is none or several. `comma`: a comma is a decimal mark."""
    plain = _readable(text)
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1:
        return None
    before, after = plain[: found[0].start()], plain[found[0].end() :]
    if not _BEFORE.fullmatch(before) or not _AFTER.fullmatch(after):
        return None
    return _value(found[0][0], comma=comma)


def numbers(text: str, *, comma: bool = False) -> list[Fraction]:
    """All numbers in `text`: 1,234.5 and 1.234,5 and 3,5; 3/4, 1 1/2 and ½; a Unicode minus."""
    found = (_value(match[0], comma=comma) for match in _NUMBER.finditer(_readable(text)))
    return [value for value in found if value is not None]


def _readable(text: str) -> str:
    """Full width, grouping spaces, fractions and signs of minus made plain."""
    plain = _GROUPED.sub("", _LATEX.sub(r"\1/\2", text))
    plain = re.sub("(?<=\\d)([\u00bc-\u00be\u2150-\u215e])", r" \1", plain)
    return unicodedata.normalize("NFKC", plain).translate(MINUS).replace("\u2044", "/")


def needs_comma(text: str) -> bool:
    """A comma in this number can only be a decimal mark."""
    return bool(re.fullmatch(r"[-+]?\d+,(?:\d{1,2}|\d{4,})", text.strip().translate(MINUS)))


def stated_number(reply: str) -> Fraction | None:
    """The number a reply answers with: after its last mark of an answer, else its last one."""
    text = whole(reply)
    alone = single(text)
    if alone is not None:
        return next(iter(numbers(alone)), None)
    boxed = [one or other for one, other in _BOXED.findall(text)]
    marked = after_mark(text)
    said = [marked] if marked is not None else _SAID.findall(text)
    for statement in (*boxed[-1:], *said[-1:]):
        line = statement.strip().splitlines()[0] if statement.strip() else ""
        found = numbers(line.rpartition("=")[2]) or numbers(line)
        if found:
            return found[0]
    found = numbers(text)
    return found[-1] if found else None


def spelled(value: Fraction) -> str:
    """In digits, as a fraction only where no decimal number is exact."""
    decimals = next((n for n in range(MOST_DECIMALS) if 10**n % value.denominator == 0), None)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).zfill(decimals + 1)
    sign = "-" if value < 0 else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def same(gold: Fraction, answer: Fraction) -> bool:
    """Equal, but for the rounding of a gold that was given to two decimals or more."""
    text = spelled(gold)
    decimals = len(text.partition(".")[2])
    slack = Fraction(1, 2 * 10**decimals) if decimals >= 2 else abs(gold) / 10**6
    return abs(gold - answer) <= slack


def _value(text: str, *, comma: bool) -> Fraction | None:
    body, _, power = text.casefold().partition("e")
    if len(body) > LONGEST or (power and abs(int(power)) > LONGEST):
        return None
    whole_part, _, part = body.rpartition(" ") if "/" in body and " " in body else ("", "", body)
    sign = -1 if body.startswith("-") else 1
    if "/" in part:
        over, under = part.split("/")
        if int(under) == 0:
            return None
        value = Fraction(abs(int(over)), int(under)) + abs(int(whole_part or 0))
    else:
        value = Fraction(_plain(part.lstrip("+-"), comma=comma))
    return sign * value * Fraction(10) ** int(power or 0)


def _plain(digits: str, *, comma: bool) -> str:
    """`digits` with a point as the decimal mark and nothing between the groups."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        mark = max(digits.rfind("."), digits.rfind(","))
        return re.sub("[.,]", "", digits[:mark]) + "." + digits[mark + 1 :]
    if points > 1 or (commas > 1 and not comma):
        return re.sub("[.,]", "", digits)
    if commas and not comma and re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")
