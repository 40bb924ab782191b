"""What the small model sees of a text: counts of words and letters, weighed by training texts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.probe.compute import Cancel, Progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

READ: Final = 2000  # characters of a text that are read


class Features(Protocol):
    """A description of all texts in numbers that may learn from the training texts only."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int:
        """How many numbers are not zero: what one training costs."""

    def matrix(self, train: "NDArray[Any]") -> Any:
        """One row for each text, in order, when `train` are the places of those learned from."""


class WordFeatures:
    """TF-IDF of words (1-2) and characters (2-5), each scaled to length one.

    Counted once for all texts. Every training sees only the n-grams of its own texts, and weighs
    them by how many of its own texts hold them.
    """

    name = "TF-IDF of words (1-2) and characters (2-5)"

    def __init__(self, texts: Sequence[str]) -> None:
        # scikit-learn takes more than a second to load, and only a probe needs it
        from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

        read = [text[:READ] for text in texts]
        kinds = (
            CountVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b"),
            CountVectorizer(analyzer="char", ngram_range=(2, 5)),
        )
        self._counts = [kind.fit_transform(read) for kind in kinds]
        for counts in self._counts:
            counts.sort_indices()  # once here, or every training sorts its own share anew
        self.size = sum(counts.nnz for counts in self._counts)

    def matrix(self, train: "NDArray[Any]") -> Any:
        from scipy.sparse import hstack  # noqa: PLC0415  (as above)
        from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

        parts = []
        for counts in self._counts:
            known = counts[:, counts[train].getnnz(axis=0) > 0]
            weigh = TfidfTransformer(sublinear_tf=True).fit(known[train])
            parts.append(weigh.transform(known))
        return hstack(parts, format="csr")


def word_features(texts: Sequence[str], _progress: Progress, _cancelled: Cancel) -> WordFeatures:
    """A learner: it takes a second, which is neither told of nor cut short."""
    return WordFeatures(texts)
