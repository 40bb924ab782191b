"""Find entries by a few words in English or Japanese: pure, the same order every time.

An entry is an id with weighted phrases. A query is scored against each phrase as a whole (what is
shared, weighed by rarity) and against the entry (how much of the query it knows at all), so that a
phrase said exactly wins, and several half-known words still find their entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import log, sqrt
from typing import Final, TypeAlias

from app.guide.fold import joined, stem, terms, words

Weighted: TypeAlias = tuple[float, str]

WHOLE: Final = 1.5  # how much more a phrase said as a whole counts than its words here and there
CLOSE: Final = 0.78  # how alike a mistyped word must be: one slip in five letters, two in ten
MISTYPED: Final = 0.7  # what a word counts for that is only alike, or only begins alike
BEGINNING: Final = 4  # from how many letters on the beginning of a word stands for it
SHARED: Final = 0.6  # and which part of two words must begin alike: satisfied, satisfaction
OFTEN: Final = 0.5  # a word that an entry says again and again counts up to half as much more
RELATED: Final = 0.25  # entries that score less, beside the best one, are left out


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    entry: int
    weight: float
    size: float  # the rarity of all its terms together


class Index:
    """Entries made ready for searching. Ties keep the order in which the entries came."""

    def __init__(self, entries: Iterable[tuple[str, Sequence[Weighted]]]) -> None:
        self._ids: list[str] = []
        self._phrases: list[_Phrase] = []
        self._in_phrases: dict[str, list[int]] = defaultdict(list)
        self._in_entries: dict[str, dict[int, float]] = defaultdict(dict)
        found: list[tuple[int, float, tuple[str, ...]]] = []
        spelt: set[str] = set()
        for number, (name, phrases) in enumerate(entries):
            self._ids.append(name)
            best: dict[str, float] = {}
            times: dict[str, int] = {}
            for weight, phrase in phrases:
                known = terms(phrase)
                found.append((number, weight, known))
                spelt.update(words(phrase))
                for term in known:
                    if weight > best.get(term, 0.0):
                        best[term] = weight
                    times[term] = times.get(term, 0) + 1
            for term, weight in best.items():
                count = times[term]
                self._in_entries[term][number] = weight * (1 + OFTEN) * count / (count + OFTEN)
        self._rarity = {term: self._rare(len(where)) for term, where in self._in_entries.items()}
        for place, (number, weight, known) in enumerate(found):
            size = sum(self._rarity[term] for term in known)
            self._phrases.append(_Phrase(number, weight, size))
            for term in known:
                self._in_phrases[term].append(place)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(spelt):
            self._by_first[word[0]].append(word)

    def search(self, query: str) -> tuple[Hit, ...]:
        """The entries that fit, best first; nothing for a query without a known word."""
        asked = self._asked(query)
        size = sum(weight * self._rarity[term] for term, weight in asked.items())
        if not size:
            return ()
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for term, weight in asked.items():
            worth = weight * self._rarity[term]
            for entry, known in self._in_entries[term].items():
                scores[entry] += known * worth / size
            for place in self._in_phrases[term]:
                shared[place] += worth
        whole: dict[int, float] = defaultdict(float)
        for place, worth in shared.items():
            phrase = self._phrases[place]
            alike = phrase.weight * worth / sqrt(size * phrase.size)
            whole[phrase.entry] = max(whole[phrase.entry], alike)
        for entry, alike in whole.items():
            scores[entry] += WHOLE * alike
        best = max(scores.values())
        order = sorted(scores, key=lambda entry: (-scores[entry], entry))
        return tuple(
            Hit(self._ids[entry], round(scores[entry], 6))
            for entry in order
            if scores[entry] >= RELATED * best
        )

    def _rare(self, entries: int) -> float:
        """How telling a term is that so many entries hold (the idf of BM25)."""
        return log(1 + (len(self._ids) - entries + 0.5) / (entries + 0.5))

    def _asked(self, query: str) -> Mapping[str, float]:
        """The known terms that a query means, with how sure that is."""
        asked: dict[str, float] = {}
        said = terms(query)
        for term in (*said, *joined(said)):
            if term in self._in_entries:
                asked[term] = 1.0
        for word in words(query):
            if stem(word) not in self._in_entries:
                for other in self._alike(word):
                    asked.setdefault(stem(other), MISTYPED)
        return asked

    def _alike(self, word: str) -> list[str]:
        """Known words that begin like an unknown one, else those that are one slip away."""
        near = self._by_first.get(word[0], [])
        begin = [
            other
            for other in near
            if min(len(word), len(other)) >= BEGINNING
            and (other.startswith(word) or word.startswith(other) or _kin(word, other))
        ]
        if begin:
            return begin
        if len(word) < BEGINNING:
            return []
        sized = [other for other in near if abs(len(other) - len(word)) <= 2]
        if found := get_close_matches(word, sized, n=3, cutoff=CLOSE):
            return found
        swapped = [other for other in self._by_first.get(word[1], []) if len(other) == len(word)]
        return get_close_matches(word, swapped, n=1, cutoff=CLOSE)


def _kin(one: str, other: str) -> bool:
    """Whether two long words begin so much alike that they will be of one family."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return same > BEGINNING and same >= SHARED * max(len(one), len(other))
