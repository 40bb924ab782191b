"""Which examples belong together: given so by the user, or texts that are nearly the same."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from app.errors import Cancelled
from app.probe.types import Example

SHINGLE: Final = 5  # characters
ALIKE: Final = 0.8  # Jaccard similarity of two sets of shingles
READ: Final = 5000  # characters of a text
KEPT: Final = 200  # shingles of a text on average; of longer texts a random share is compared
LEAST: Final = 12  # shingles below which only equal texts are alike
BLOCK: Final = 256  # texts compared with all others at a time


def plain(text: str) -> str:
    """Width, case and runs of space do not count."""
    if text.isascii():  # the same, five times as fast: most of a hundred thousand rows are
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def near_duplicates(
    texts: Sequence[str], cancelled: Callable[[], bool] = lambda: False
) -> tuple[int, ...]:
    """The number of the cluster of each text: equal but for case, or with most shingles in common.

    A text joins the first cluster whose first text it is like, so that long chains of small
    changes do not grow into one cluster. Raises Cancelled.
    """
    if cancelled():  # before it waits for a second until scikit-learn is there
        raise Cancelled
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415  (takes a second)

    short = [plain(text)[:READ] for text in texts]
    distinct = {text: place for place, text in reversed(list(enumerate(short)))}
    first = [distinct[text] for text in short]  # the first text that is the same
    places = np.array(sorted(set(first)))
    if max(map(len, short), default=0) < SHINGLE:
        return tuple(first)
    cut = CountVectorizer(
        analyzer="char", ngram_range=(SHINGLE, SHINGLE), binary=True, lowercase=False
    )
    shingles = cut.fit_transform([short[place] for place in places]).astype(np.int32)
    share = min(1.0, KEPT * len(places) / shingles.nnz)
    if share < 1:
        shingles = shingles[:, np.random.default_rng(0).random(shingles.shape[1]) < share].tocsr()
    sizes = np.diff(shingles.indptr)
    leader_of: dict[int, int] = {}
    leaders: set[int] = set()
    turned = shingles.T.tocsr()
    for begun in range(0, len(places), BLOCK):
        if cancelled():
            raise Cancelled
        common: Any = (shingles[begun : begun + BLOCK] @ turned).tocsr()
        for row in range(common.shape[0]):
            place = begun + row
            span = slice(common.indptr[row], common.indptr[row + 1])
            others, shared = common.indices[span], common.data[span]
            alike = shared >= ALIKE * (sizes[place] + sizes[others] - shared)
            near = [int(other) for other in np.sort(others[alike]) if int(other) in leaders]
            if near and sizes[place] >= LEAST:
                leader_of[place] = near[0]
            else:
                leaders.add(place)
                leader_of[place] = place
    own = {int(place): int(places[leader_of[at]]) for at, place in enumerate(places)}
    return tuple(own[place] for place in first)


def joined(clusters: Sequence[int], examples: Sequence[Example]) -> tuple[int, ...]:
    """The clusters of `examples` after joining those that share a group of the user's."""
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)
    from scipy.sparse import coo_array  # noqa: PLC0415  (as above)
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415  (as above)

    n = len(clusters)
    first: dict[object, int] = {}
    ends: list[int] = []
    for place, (cluster, one) in enumerate(zip(clusters, examples, strict=True)):
        ends.append(first.setdefault(cluster, place))
        ends.append(first.setdefault(one.group, place) if one.group else place)
    starts = np.repeat(np.arange(n), 2)
    edges = coo_array((np.ones(2 * n), (starts, ends)), shape=(n, n))
    return tuple(int(number) for number in connected_components(edges, directed=False)[1])


def contradictions(examples: Iterable[Example]) -> tuple[float, float]:
    """The share of examples whose text has another label too, and the highest share right that
    this allows to whatever gives each text one label."""
    told = [(plain(one.text), one.label) for one in examples]
    first: dict[str, str] = {}
    mixed: dict[str, Counter[str]] = {}  # few: one for each text would keep the collector busy
    for text, label in told:
        if first.setdefault(text, label) != label:
            mixed[text] = Counter()
    for text, label in told:
        if text in mixed:
            mixed[text][label] += 1
    n = max(1, len(told))
    several = sum(counts.total() for counts in mixed.values())
    wrong = sum(counts.total() - max(counts.values()) for counts in mixed.values())
    return several / n, (len(told) - wrong) / n
