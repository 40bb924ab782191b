"""Which label a reply in words states: said, denied, or only spoken of.

The reply is taken apart into clauses. A label counts where a clause is the label alone, puts it
after a name ("Sentiment: negative"), or says it of the text ("this is", "I would choose", "falls
under", "…に該当します"), unless the clause denies it, asks, supposes or concedes it. English and
Japanese; in other languages only labels that stand alone or after a name are found.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from app.probe import phrases

FINAL, SAID, PERHAPS = 3, 2, 1
GAPS: Final = re.compile(r"[\s_-]+")  # inside a label
SHORT: Final = 3  # letters of a word whose last "s" belongs to it
WRAPPED: Final = 3  # times the longest label; what is longer is more than a label and its marks
MARGIN: Final = 40
LONGEST: Final = 400  # characters of a clause; a longer one says nothing
MOST: Final = 6000  # characters of a reply: of a longer one half from each end


NUMBERS: Final = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}


class _Mention(NamedTuple):
    label: str
    before: str  # of the clause it stands in
    after: str


class _Names(NamedTuple):
    """All names of a set of labels, prepared once: thousands of replies are read."""

    # the labels by each of their readings, but for the last ones if no label has them
    read: Sequence[Mapping[str, Sequence[str]]]
    longest: int
    parts: Mapping[str, Sequence[str]]
    pattern: re.Pattern[str]
    named: Mapping[int, str]  # the label by the group of the pattern


def stated_label(reply: str, labels: Sequence[str]) -> str | None:
    """The one label that the reply states; None where it states none or several.

    What concludes ("so", "final answer") outweighs what was said before it, what corrects it
    ("actually") makes it void, and what is sure outweighs what "could be". Of several labels under
    which one clause sorts the text the first counts, as in published scorings of such answers; a
    clause that names them all says nothing.
    """
    claims = [*_claims(_clauses(reply, labels), labels)]
    strongest = max((strength for strength, _ in claims), default=0)
    found = [label for strength, label in claims if strength == strongest]
    if strongest == FINAL:
        return found[-1]
    return found[0] if len(set(found)) == 1 else None


def matching(statement: str, labels: Sequence[str]) -> str | None:
    """The one label that `statement` is, at the strictest reading under which there is one."""
    names = _names(tuple(labels))
    if len(statement) > WRAPPED * names.longest + MARGIN:
        return None
    for known, wanted in zip(names.read, _readings(statement), strict=False):
        fits = known.get(wanted, ()) if wanted else ()
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _clauses(reply: str, labels: Sequence[str]) -> list[str]:
    """The clauses of the reply; without a next example that it goes on with after a label."""
    if len(reply) > MOST:
        reply = f"{reply[: MOST // 2]}\n{reply[-MOST // 2 :]}"
    first, *others = phrases.NEXT.split(reply, maxsplit=1)
    if others and (told := _split(first)) and _alone(told[0], labels):
        return told
    return _split(reply)


def _split(reply: str) -> list[str]:
    plain = re.sub(r"[^\S\n]+", " ", phrases.MARKS.sub("", reply))
    parts = map(str.strip, phrases.CLAUSES.split(plain))
    return [part for part in parts if part and len(part) <= LONGEST]


def _claims(clauses: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[int, str | None]]:
    """What each clause states and how strongly; None where it takes back what was said."""
    condition = False  # it stands before the clause at hand
    corrected = False
    for at, part in enumerate(clauses):
        depends, condition = condition, phrases.CONDITION.match(part) is not None
        clause = _main(part)
        if condition or clause is None or phrases.OTHER.match(clause):
            continue
        concludes = at > 0 and phrases.CONCLUDING.match(clause)
        if at > 0 and phrases.CORRECTED.match(clause):
            corrected = True
            yield FINAL, None
        strength = FINAL if concludes or corrected else SAID
        if (label := _alone(clause, labels)) is not None:
            yield strength, label
        elif not (depends and phrases.WOULD.search(clause)):
            said = _said(clause, labels)
            if said is None:
                continue
            unsure = phrases.UNSURE.search(said.before)
            doubtful = unsure or phrases.SEEMS.search(said.before)
            if not (doubtful and _objected(said.label, clauses[at + 1 :], labels)):
                yield PERHAPS if unsure else strength, said.label


def _main(clause: str) -> str | None:
    """Of "although …, it is spam" what follows the concession; None where all is one."""
    if not phrases.CONCEDED.search(clause):
        return clause
    main = phrases.MAIN.match(clause)
    return main[1] if main else None


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
    if clause.endswith(("?", "？")) and not clause.endswith(tuple(labels)):
        return None
    bare = phrases.OPENING.sub("", clause)
    named = phrases.NAME.sub("", clause)
    opened = bare if named == clause else phrases.OPENING.sub("", named)
    for text in dict.fromkeys((clause, named, phrases.NAME.sub("", named), bare, opened)):
        for rest in _bared(text):
            if (label := matching(rest, labels) or _by_part(rest, labels)) is not None:
                return label
    for text in dict.fromkeys((clause, bare, opened)):
        head = phrases.HEAD.match(text)
        if head and (label := matching(head[1], labels)):
            rivals = () if phrases.BESIDES.match(head[2]) else _told(head[2], labels)
            sure = {one.label for one in rivals if not phrases.UNSURE.search(one.before)}
            return None if sure - {label} else label
    return _in_part(named, labels) or _behind(clause, labels)


def _bared(text: str) -> Iterator[str]:
    """The text, then without tags, then without one note after the other behind it."""
    yield text
    text, shorter = "", phrases.TAGS.sub("", text)
    while text != shorter:
        text = shorter
        yield text
        shorter = phrases.BESIDE.sub("", text)


def _in_part(text: str, labels: Sequence[str]) -> str | None:
    """The only label among the parts of "Business/Economy"."""
    parts = [part for part in text.split("/") if len(part.strip()) > 1]
    if len(parts) < 2:
        return None
    found = {label for part in parts if (label := matching(part, labels)) is not None}
    return found.pop() if len(found) == 1 else None


def _behind(clause: str, labels: Sequence[str]) -> str | None:
    """The label behind the last colon, where no other is told before it, or all of them are."""
    before, _, tail = phrases.COLONS.sub(":", clause).rpartition(":")
    label = matching(tail, labels) if before else None
    others = {one.label for one in _told(before, labels)} - {label} if label else ()
    return label if len(others) in (0, len(labels) - 1) else None


def _said(clause: str, labels: Sequence[str]) -> _Mention | None:
    """Of the labels that the clause does not deny the first that it says of the text."""
    told = _told(clause, labels)
    said = [one for one in told if _is_said(one)]
    several = len({one.label for one in told})
    if several > 1 and phrases.EVEN.search(clause):
        return None
    if several == len(labels) > 1:
        said = [one for one in said if phrases.SAID_AFTER.match(one.after)]
    if len({one.label for one in said}) > 1 and not phrases.SORTED.search(said[0].before):
        return None
    if said and several > 1 and (_is_joined(said[0]) or phrases.JOINT.search(said[0].before)):
        return None
    return said[0] if said else None


def _is_joined(one: _Mention) -> bool:
    """It holds for a part of the text, and another label for another."""
    sorts = phrases.SORTED.search(one.before)
    return sorts is None and phrases.JOINED.match(one.after) is not None


def _told(clause: str, labels: Sequence[str]) -> list[_Mention]:
    """The labels that the clause names and does not deny; "no" in "no doubt" is none."""
    return [
        one
        for one in _mentions(clause, labels)
        if not _denied(one)
        and (one.label.casefold() not in phrases.FUNCTION_WORDS or phrases.CLOSED.match(one.after))
    ]


def _is_said(one: _Mention) -> bool:
    if phrases.SUPPOSED.search(f"{one.before}\0{one.after}"):
        return False
    if phrases.QUOTED.match(one.before):
        return False
    if phrases.HAS.search(one.before) and phrases.TONED.match(one.after):
        return True
    if phrases.GLOSSED.match(f"{one.before}\0{one.after}"):
        return True
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
    """Where labels are named as words of their own, in order; a longer name hides a shorter one
    inside it."""
    names = _names(tuple(labels))
    return [
        _Mention(names.named[at.lastindex or 0], clause[: at.start()], clause[at.end() :])
        for at in names.pattern.finditer(clause)
    ]


def _by_part(text: str, labels: Sequence[str]) -> str | None:
    """The label of which `text` is a part that no other label shares."""
    parts = _names(tuple(labels)).parts
    fits = parts.get(_plain(text), ()) if parts else ()
    return fits[0] if len(fits) == 1 else None


def _own_parts(label: str, labels: Sequence[str]) -> list[str]:
    """Of "science/technology" both parts, but for one that stands in another label too."""
    if "/" not in label:
        return []
    others = [other.casefold() for other in labels if other != label]
    parts = [part for part in label.split("/") if len(part.strip()) > 1]
    return [part for part in parts if not any(part.casefold() in other for other in others)]


def _plain(text: str) -> str:
    """Width, case, outer quotes and marks, and runs of space do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip(phrases.WRAPPING)
    return " ".join(folded.split())


def _readings(text: str) -> Iterator[str]:
    """What `text` may be read as, from the strictest reading to the freest; "" where one fails."""
    yield text
    yield text.strip()
    plain = _plain(text)
    yield plain
    squeezed = GAPS.sub("", plain)
    yield squeezed
    yield squeezed.removesuffix("s") if len(squeezed) > SHORT else squeezed
    yield _counted(plain)
    yield _negated(plain)


def _counted(plain: str) -> str:
    """The number of "4 stars", "4/5", "4 out of 5", "★★★★☆" and "星4つ"; "" where it is none."""
    if stars := phrases.STARS.fullmatch(plain):
        return str(sum(map(stars[0].count, "⭐★")))
    rating = phrases.RATING.fullmatch(plain)
    return NUMBERS.get(rating[1], rating[1]) if rating else ""


def _negated(plain: str) -> str:
    """One form of "non-toxic" and "not toxic"; "" where nothing is denied."""
    denied = phrases.NEGATED.fullmatch(plain)
    return f"non {denied[1] or denied[2]}" if denied else ""


@lru_cache(maxsize=8)
def _names(labels: tuple[str, ...]) -> _Names:
    parts = {label: _own_parts(label, labels) for label in labels}
    names = [(name.strip(), label) for label in labels for name in (label, *parts[label])]
    names = sorted((one for one in names if one[0]), key=lambda one: -len(one[0]))
    spelled = groupby((_spelled(name) for name, _ in names), key=lambda one: (one[0], one[2]))
    pattern = "|".join(
        f"{before}(?:{'|'.join(f'({words})' for _, words, _ in these)}){after}"
        for (before, after), these in spelled
    )
    readings = zip(*(_readings(label) for label in labels), strict=True)
    read = [_by(zip(read, labels, strict=True)) for read in readings]
    while read and not any(read[-1]):
        read.pop()
    return _Names(
        read=read,
        longest=max(map(len, labels), default=0),
        parts=_by((_plain(part), label) for label in labels for part in parts[label]),
        pattern=re.compile(pattern or r"(?!)", re.I),
        named={place: label for place, (_, label) in enumerate(names, start=1)},
    )


def _by(names: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, label in names:
        found[name].append(label)
    return dict(found)


def _spelled(name: str) -> tuple[str, str, str]:
    """The pattern of a name in a sentence, with other spaces and in other case, between those of
    what it may not touch; "a" is no "A".

    Chinese characters and kana stand without spaces; of them only one that is a label alone may
    not touch another.
    """
    first, *others = map(re.escape, GAPS.split(name))
    if others and first.casefold() in ("non", "not"):
        first = "(?:non|not)"
    words = r"[\s_-]*".join((first, *others))
    if re.fullmatch(phrases.HAN, name):
        return f"(?<!{phrases.HAN})", words, f"(?!(?!程度){phrases.HAN})"
    latin = name.isascii()
    before = rf"(?<!{phrases.LATIN})(?<!-)" if latin else r"(?<!\w)"
    after = rf"(?!{phrases.LATIN})(?!-(?!{phrases.COMPOUND}))" if latin else r"(?!\w)"
    if name.isdecimal():
        return rf"{before}(?<!\d[.,:])", words, rf"{after}(?![.,:–]\d)"
    if re.match(phrases.UNSPACED, name):
        before = f"(?<!{phrases.HAN})" if re.match(phrases.HAN, name) else ""
    if re.match(phrases.UNSPACED, name[-1]):
        after = ""
    return before, words if len(name) > 1 else f"(?-i:{words})", after
