"""Personal data that can be told by their form. Pure, simple, and said to be so.

Found: e-mail addresses, telephone numbers, bank accounts (IBAN) and payment cards by their check
digits, and the national numbers listed below. Not found: names, addresses, anything in words. A
text without a hit is not proven free of personal data.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from app.errors import Cancelled
from app.probe.compute import Cancel, Progress

EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}\b")
IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
DIGITS: Final = re.compile(r"(?<![A-Za-z0-9.,+-])\+?\(?\d(?:[ ().-]{0,2}\d){7,18}(?![A-Za-z0-9-])")
US_SOCIAL_SECURITY: Final = re.compile(
    r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])"
)
UK_INSURANCE: Final = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d\d ?){3}[A-D]\b")
SPANISH: Final = re.compile(r"\b\d{8}-?[A-HJ-NP-TV-Z]\b")
SPANISH_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
KINDS: Final = ("email", "phone", "bank_account", "card", "national_number")
LONGEST: Final = 20_000  # characters of one text that are looked at


def personal_data(text: str) -> set[str]:
    """Which of KINDS occur in `text`."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    return set(_found(plain))


def rows_with_personal_data(
    texts: Iterable[str],
    _progress: Progress = lambda done, total: None,
    cancelled: Cancel = lambda: False,
) -> dict[str, int]:
    """How many of the texts hold each kind, in the order of KINDS; kinds without a hit are left
    out. Raises Cancelled."""
    counts: Counter[str] = Counter()
    for text in texts:
        if cancelled():
            raise Cancelled
        counts.update(personal_data(text))
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _found(text: str) -> Iterator[str]:
    if "@" in text and EMAIL.search(text):
        yield "email"
    if any(_iban(match[0]) for match in IBAN.finditer(text)):
        yield "bank_account"
    if (
        US_SOCIAL_SECURITY.search(text)
        or UK_INSURANCE.search(text)
        or any(_spanish(match[0]) for match in SPANISH.finditer(text))
    ):
        yield "national_number"
    for match in DIGITS.finditer(IBAN.sub(" ", text)):
        digits = re.sub(r"\D", "", match[0])
        if US_SOCIAL_SECURITY.fullmatch(match[0]):
            continue
        if 13 <= len(digits) <= 19 and _luhn(digits):
            yield "card"
        elif len(digits) == 12 and match[0][0] not in "+0(" and _my_number(digits):
            yield "national_number"
        elif 9 <= len(digits) <= 15 and match[0][0] in "+0(":
            yield "phone"


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (
        sum(divmod(int(digit) * (2 - at % 2), 10))
        for at, digit in enumerate(digits[::-1], start=1)
    )
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _iban(text: str) -> bool:
    """ISO 13616: moved to the end and read as a number, the first four give 1 modulo 97."""
    letters = text.replace(" ", "")
    moved = letters[4:] + letters[:4]
    return int("".join(str(int(each, 36)) for each in moved)) % 97 == 1


def _my_number(digits: str) -> bool:
    """The check digit of Japan's Individual Number (Ordinance 85 of 2014, article 5)."""
    body = digits[10::-1]
    total = sum(int(p) * (n + 1 if n <= 6 else n - 5) for n, p in enumerate(body, start=1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def _spanish(text: str) -> bool:
    return SPANISH_LETTERS[int(text[:8]) % 23] == text[-1]
