"""Find articles by words, names, numbers of the digest or of arXiv, in both languages at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from app.guide.search import Index, Weighted
from app.guide.types import Guide
from app.reference.article import Article, Kind, Ref, Strong
from app.reference.reference import reference
from app.words import Language

TITLE, NAME, SENTENCE, SAID, WORK = 1.0, 0.9, 0.6, 0.35, 0.25
TELLING: Final = 12  # a phrase that more articles share says nothing about any of them
SENTENCES: Final = {Kind.CLAIM, Kind.RULE, Kind.REASON, Kind.SECOND_LOOK, Kind.STEP, Kind.FIGURE}


def article_index(guide: Guide, cancelled: Callable[[], bool] = lambda: False) -> Index:
    """An index of all articles by id. It takes some tenths of a second to make; once `cancelled`
    says so it ends early, with an index that nobody is waiting for."""
    written = [reference(guide, language).articles for language in Language]
    found = {
        name: {phrase for one in written for phrase in _phrases(one[name])} for name in written[0]
    }
    often = Counter(text for phrases in found.values() for _, text in phrases)

    def entries() -> Iterator[tuple[str, Sequence[Weighted]]]:
        for name, phrases in found.items():
            if cancelled():
                return
            yield name, sorted(p for p in phrases if p[0] > SAID or often[p[1]] <= TELLING)

    return Index(entries())


def _phrases(article: Article) -> Iterator[Weighted]:
    """What an article is found by; what it only links to is left to the articles it links to."""
    # where the title is the whole sentence it is not worth more than other sentences
    yield (SENTENCE if article.kind in SENTENCES else TITLE), article.title
    yield NAME, article.name
    yield from ((NAME, name) for name in article.names if name)
    for part in article.inlines:
        if isinstance(part, str):
            yield SAID, part
        elif isinstance(part, Strong):
            yield SAID, part.text
        elif isinstance(part, Ref) and part.article.startswith(f"{Kind.SOURCE}:"):
            yield WORK, part.text
