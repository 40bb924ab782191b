"""The cost of reading the guide: writing its articles, making their index, and one search."""

import statistics
from time import perf_counter

from app.guide.load import load_guide
from app.reference.find import article_index
from app.reference.reference import reference
from app.words import Language

ROUNDS = 5


def main() -> None:
    guide = load_guide()
    started = perf_counter()
    english = reference(guide, Language.EN)
    writing = perf_counter() - started
    started = perf_counter()
    index = article_index(guide)
    making = perf_counter() - started
    japanese = reference(guide, Language.JA)
    queries = [
        said
        for whole in (english, japanese)
        for article in whole.articles.values()
        for said in (article.title, article.title[:6], *article.names[:2])
    ]
    queries += [query[1:] + query[:1] for query in queries[:200] if len(query) > 5]  # slips
    seconds = []
    for query in queries:
        started = perf_counter()
        index.search(query)
        seconds.append(perf_counter() - started)
    seconds.sort()
    started = perf_counter()
    for _ in range(ROUNDS):
        for name in english.articles:
            english.read(name)
    reading = (perf_counter() - started) / ROUNDS / len(english.articles)
    print(f"Reading the guide: {len(english.articles)} articles")
    print(f"  writing all of them   {writing * 1000:8.1f} ms")
    print(f"  making the index      {making * 1000:8.1f} ms    (once, on a worker)")
    print(f"  one article           {reading * 1000:8.3f} ms")
    print(f"  median of {len(queries)} searches{statistics.median(seconds) * 1000:6.2f} ms")
    print(f"  99 in 100             {seconds[len(seconds) * 99 // 100] * 1000:8.2f} ms")
    print(f"  slowest               {seconds[-1] * 1000:8.2f} ms    (bar: 50 ms)")


if __name__ == "__main__":
    main()
