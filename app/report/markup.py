"""HTML as text that is safe by its type: what is not `Html` yet is escaped."""

import unicodedata
from html import escape
from typing import Final

REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Inside = Html | str | None


def tag(name: str, *inside: Inside, **attributes: str) -> Html:
    """An element. Text inside is escaped, None left out; `class_` is the attribute class."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"'
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{name}{given}>{joined(*inside)}</{name}>")


def joined(*inside: Inside) -> Html:
    return Html(
        "".join(
            part if isinstance(part, Html) else escape(clean(part))
            for part in inside
            if part is not None
        )
    )


def clean(text: str) -> str:
    """Without control characters, which HTML cannot hold, or which would reorder what follows."""
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or (character not in REORDERING and unicodedata.category(character) != "Cc")
    )
