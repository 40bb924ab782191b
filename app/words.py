"""Everything the program itself says, in both languages, kept as data.

`resources/words/AREA.toml` holds one table per phrase with `en` and `ja`, and `en_one` where
English needs a singular. Areas are read when first spoken from, so that the window can be painted
before the words of the other pages are parsed.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import rtoml

from app.paths import RESOURCES


class Language(StrEnum):
    EN = "en"
    JA = "ja"


@cache
def area(name: str) -> Mapping[str, Mapping[str, str]]:
    """All phrases of one area: key → {"en": …, "ja": …}."""
    text = (RESOURCES / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(rtoml.loads(text))


def say(language: Language, key: str, **values: object) -> str:
    """The phrase `area.key` with `{name}` places filled; `n == 1` picks the English singular.

    Raises KeyError when the phrase or a value it needs is missing: a mistake of ours, found by
    the tests that read every key in the source.
    """
    name, _, phrase = key.partition(".")
    forms = area(name)[phrase]
    form = "en_one" if language is Language.EN and values.get("n") == 1 else language.value
    return forms.get(form, forms[language.value]).format_map(values)
