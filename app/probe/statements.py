"""Which label a reply in words states: said, denied, or only spoken of.

The reply is taken apart into clauses. A label counts where a clause is the label alone, puts it
after a name ("Sentiment: negative"), or says it of the text ("this is", "I would choose", "falls
under", "…に該当します"), unless the clause denies it, asks, supposes or concedes it. English and
Japanese; in other languages only labels that stand alone or after a name are found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from app.probe import phrases

FINAL, SAID, PERHAPS = 3, 2, 1
GAP: Final = r"[\s_-]+"  # inside a label


class _Mention(NamedTuple):
    label: str
    before: str  # of the clause it stands in
    after: str
    start: int
    end: int


def stated_label(reply: str, labels: Sequence[str]) -> str | None:
    """The one label that the reply states; None where it states none or several.

    What concludes ("so", "final answer") outweighs what was said before it, and what is sure
    outweighs what "could be". Of several labels under which one clause sorts the text the first
    counts, as in published scorings of such answers; a clause that names them all says nothing.
    """
    claims = [*_claims(reply, labels)]
    strongest = max((strength for strength, _ in claims), default=0)
    found = [label for strength, label in claims if strength == strongest]
    if strongest == FINAL:
        return found[-1]
    return found[0] if len(set(found)) == 1 else None


def matching(statement: str, labels: Sequence[str]) -> str | None:
    """The one label that `statement` is, at the strictest reading under which there is one."""
    readings: tuple[Callable[[str], str], ...] = (str, str.strip, _plain, _squeezed)
    for reading in readings:
        wanted = reading(statement)
        fits = [label for label in labels if wanted and reading(label) == wanted]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _claims(reply: str, labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    parts = phrases.CLAUSES.split(phrases.MARKS.sub("", reply))
    clauses = [part.strip() for part in parts if part.strip()]
    condition = False  # it stands before the clause at hand
    for at, clause in enumerate(clauses):
        depends, condition = condition, phrases.CONDITION.match(clause) is not None
        if condition or phrases.CONCEDED.search(clause):
            continue
        strength = FINAL if at and phrases.CONCLUDING.match(clause) else SAID
        if (label := _alone(clause, labels)) is not None:
            yield strength, label
        elif not (depends and phrases.WOULD.search(clause)):
            said = _said(clause, labels)
            if said is None:
                continue
            if not phrases.UNSURE.search(said.before):
                yield strength, said.label
            elif not _objected(said.label, clauses[at + 1 :], labels):
                yield PERHAPS, said.label


def _objected(label: str, clauses: Sequence[str], labels: Sequence[str]) -> bool:
    """One of the clauses that follow calls what was thought possible wrong, or names another."""
    objections = filter(phrases.OBJECTION.match, clauses)
    return any(
        phrases.WRONG.search(clause)
        or any(one.label != label for one in _mentions(clause, labels))
        for clause in objections
    )


def _alone(clause: str, labels: Sequence[str]) -> str | None:
    """The label that the clause is, but for a name before it and a note behind it."""
    if clause.endswith(("?", "？")):
        return None
    bare = phrases.OPENING.sub("", clause)
    for text in (clause, phrases.NAME.sub("", clause), bare):
        rest, shorter = "", phrases.TAGS.sub("", text)
        while rest != shorter:
            rest = shorter
            if (label := matching(rest, labels) or _by_part(rest, labels)) is not None:
                return label
            shorter = phrases.BESIDE.sub("", rest)
    for text in (clause, bare):
        head = phrases.HEAD.match(text)
        if head and (label := matching(head[1], labels)):
            others = [one for one in _mentions(head[2], labels) if one.label != label]
            return label if all(map(_denied, others)) else None
    return None


def _said(clause: str, labels: Sequence[str]) -> _Mention | None:
    """Of the labels that the clause does not deny the first that it says of the text."""
    told = [one for one in _mentions(clause, labels) if not _denied(one)]
    said = [one for one in told if _is_said(one)]
    if len({one.label for one in told}) == len(labels) > 1:
        said = [one for one in said if phrases.SAID_AFTER.match(one.after)]
    return said[0] if said else None


def _is_said(one: _Mention) -> bool:
    if phrases.SUPPOSED.search(f"{one.before}\0{one.after}"):
        return False
    if one.label.casefold() in phrases.FUNCTION_WORDS and not phrases.CLOSED.match(one.after):
        return False
    if phrases.SORTED.search(one.before):
        return phrases.KIND_OF.match(one.after) is None
    if phrases.SAID_AFTER.match(one.after):
        return True
    if phrases.OFFERED.search(one.before):
        return False
    said = phrases.ENDED.match(one.after) and phrases.SAID_BEFORE.search(one.before)
    return said is not None


def _denied(one: _Mention) -> bool:
    before = phrases.CERTAIN.sub("", one.before)
    denied = phrases.DENIED_BEFORE.search(before) or phrases.DENIED_AFTER.match(one.after)
    return denied is not None


def _mentions(clause: str, labels: Sequence[str]) -> list[_Mention]:
    """Where labels are named, in order; a longer name hides a shorter one inside it."""
    found = [
        _Mention(label, clause[: at.start()], clause[at.end() :], at.start(), at.end())
        for label in labels
        for name in (label, *_own_parts(label, labels))
        for at in _places(name, clause)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[_Mention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _by_part(text: str, labels: Sequence[str]) -> str | None:
    """The label of which `text` is a part that no other label shares."""
    wanted = _plain(text)
    fits = [one for one in labels if wanted in map(_plain, _own_parts(one, labels))]
    return fits[0] if wanted and len(fits) == 1 else None


def _own_parts(label: str, labels: Sequence[str]) -> list[str]:
    """Of "science/technology" both parts, but for one that stands in another label too."""
    if "/" not in label:
        return []
    others = [other.casefold() for other in labels if other != label]
    parts = [part for part in label.split("/") if len(part.strip()) > 1]
    return [part for part in parts if not any(part.casefold() in other for other in others)]


def _places(name: str, text: str) -> Iterator[re.Match[str]]:
    """Where `name` stands in `text` as words of its own."""
    word = name.strip()
    if not word:
        return iter(())
    pattern = GAP.join(map(re.escape, re.split(GAP, word)))
    edge = r"(?<![\w-]){}(?![\w-])" if word.isascii() else "{}"
    case = 0 if len(word) == 1 else re.I  # "a" is no "A"
    return re.finditer(edge.format(pattern), text, case)


def _plain(text: str) -> str:
    """Width, case, outer quotes and marks, and runs of space do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip(phrases.WRAPPING)
    return " ".join(folded.split())


def _squeezed(text: str) -> str:
    """Nor do spaces, hyphens and underscores inside."""
    return re.sub(GAP, "", _plain(text))
