"""The guide as a whole to read: every article, where it stands, and what leads to it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Final

from app.guide.types import Guide
from app.reference import about, advice, evidence, flow, knowledge, models, tasks
from app.reference.article import Article, Block, Kind, Line, Ref, small, titled
from app.reference.contents import Section, contents
from app.reference.writer import Writer
from app.words import Language

MOST: Final = 25  # of the articles of one kind that lead here, how many are listed


@dataclass(frozen=True)
class Reference:
    """All articles by id in the order of the contents, in one language. See `reference`."""

    articles: dict[str, Article]
    contents: Section
    writer: Writer

    @cached_property
    def leading_to(self) -> dict[str, tuple[str, ...]]:
        """For each article those that link to it."""
        found = defaultdict(list)
        for article in self.articles.values():
            for target in article.links:
                found[target].append(article.id)
        return {name: tuple(names) for name, names in found.items()}

    def read(self, name: str) -> Article:
        """The article, with what else leads to it under it."""
        article = self.articles[name]
        return replace(article, blocks=(*article.blocks, *self._referring(article)))

    def title(self, ref: Ref) -> str:
        return ref.text or self.articles[ref.article].title

    def _referring(self, article: Article) -> Iterator[Block]:
        known = {article.id, *article.links}
        others = [self.articles[n] for n in self.leading_to.get(article.id, ()) if n not in known]
        order = list(Kind)
        others.sort(key=lambda other: order.index(other.kind))  # stable: contents within a kind
        say = self.writer.say
        for kind, group in groupby(others, key=lambda other: other.kind):
            same = list(group)
            lines: list[Line] = [(Ref(other.id),) for other in same[:MOST]]
            yield from titled(say(f"reference.from_{kind}"), lines)
            if len(same) > MOST:
                yield small(say("reference.more", n=len(same) - MOST))


def reference(guide: Guide, language: Language) -> Reference:
    """Write all articles. Every item of the guide has one, and every link leads to one."""
    writer = Writer(guide, language)
    written = [about.article(writer)]
    for part in (flow, tasks, knowledge, evidence, advice, models):
        written += part.articles(writer)
    table = contents(writer, written)
    by_id = {article.id: article for article in written}
    return Reference({name: by_id[name] for name in _order(table)}, table, writer)


def _order(section: Section) -> Iterator[str]:
    yield from section.articles
    for inside in section.sections:
        yield from _order(inside)
