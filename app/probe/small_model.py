"""The small trained model: one logistic regression for each label, the most certain one wins."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from app.errors import Cancelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRENGTHS: Final = (1.0, 10.0)  # of C, the inverse of how much large weights are held down
INNER: Final = 3  # folds of the choice between them


def answers(
    features: Any,
    labels: "NDArray[Any]",
    train: "NDArray[Any]",
    asked: "NDArray[Any]",
    strength: float,
    cancelled: Callable[[], bool],
) -> "NDArray[Any]":
    """The label numbers given to the rows `asked` after training on the rows `train`.

    Labels count alike whatever their share (`balanced`). Raises Cancelled; asked before each.
    """
    import numpy as np  # noqa: PLC0415  (loaded only when something is measured)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (takes a second)

    known = np.unique(labels[train])
    if len(known) == 1:
        return np.full(len(asked), known[0])
    learned = features[train]
    weights, starts = [], []
    for label in known if len(known) > 2 else known[1:]:
        if cancelled():
            raise Cancelled
        regression = LogisticRegression(
            C=strength,
            class_weight="balanced",
            solver="liblinear",
            dual=True,  # as right as the default solver, and far faster on so many features
            tol=0.01,
            max_iter=10_000,
            random_state=0,
        )
        regression.fit(learned, labels[train] == label)
        weights.append(regression.coef_[0])
        starts.append(regression.intercept_[0])
    certain = features[asked] @ np.array(weights).T + np.array(starts)
    if len(known) == 2:
        return np.asarray(known[(certain[:, 0] > 0).astype(int)])
    return np.asarray(known[certain.argmax(axis=1)])


def best_strength(
    features: Any,
    labels: "NDArray[Any]",
    train: "NDArray[Any]",
    folds: "NDArray[Any]",
    cancelled: Callable[[], bool],
) -> float:
    """The one of STRENGTHS that is right more often inside `train`; the first of equals.

    `folds` numbers the fold of every row; those of `train` are joined into INNER folds, so that
    what belongs together stays together.
    """
    inner = folds[train] % INNER
    right = {}
    for strength in STRENGTHS:
        hits = 0
        for fold in set(inner.tolist()):
            held = train[inner == fold]
            told = answers(features, labels, train[inner != fold], held, strength, cancelled)
            hits += int((told == labels[held]).sum())
        right[strength] = hits
    return max(STRENGTHS, key=lambda strength: right[strength])
