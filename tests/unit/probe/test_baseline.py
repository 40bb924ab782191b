"""The small trained model is judged on texts it has not seen, and left out where it cannot be."""

from collections.abc import Sequence

import pytest

from app.errors import Cancelled
from app.probe.baseline import Baseline, train_baseline
from app.probe.types import Example

WORDS = {"fruit": ("apple", "pear", "plum"), "tool": ("hammer", "saw", "drill")}


def examples(n: int) -> list[Example]:
    labels = ["fruit", "tool"]
    return [
        Example(
            id=str(at),
            text=f"number {at}: a {WORDS[labels[at % 2]][at % 3]}",
            label=labels[at % 2],
        )
        for at in range(n)
    ]


def right(trained: Baseline, told: Sequence[Example]) -> int:
    labels = {one.id: one.label for one in told}
    return sum(labels[one] == answer for one, answer in trained.answers.items())


def test_it_learns_what_words_tell_and_is_the_same_again() -> None:
    wanted = {str(at) for at in range(20)}
    trained = train_baseline(examples(60), wanted, seed=1)
    assert trained is not None
    assert trained.answers.keys() == wanted == set(trained.ids)
    assert right(trained, examples(60)) >= 19
    assert trained.trained_on == 48  # four fifths of all the labels, not only of those asked
    again = train_baseline(examples(60), wanted, seed=1)
    assert again is not None
    assert (trained.answers, trained.hits) == (again.answers, again.hits)


def test_more_labels_are_learned_from_step_by_step_and_every_item_is_judged_unseen() -> None:
    some = examples(200)
    trained = train_baseline(some, {one.id for one in some}, seed=0)
    assert trained is not None
    assert trained.sizes[0] == 10
    assert trained.sizes[-1] == 160
    assert trained.table().shape == (6, 4, 200)
    shares = trained.table().mean(axis=(1, 2))
    assert shares[-1] > 0.99
    assert shares[0] < shares[-1]


def test_the_same_text_is_never_both_learned_and_asked() -> None:
    """Labels that follow no rule but repeat with the text would look learnable otherwise."""
    texts = [f"riddle {number}" for number in range(12)]
    noise = [0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0]
    repeated = [
        Example(id=f"{copy}-{at}", text=text.upper() if copy % 2 else text, label="ab"[noise[at]])
        for copy in range(10)
        for at, text in enumerate(texts)
    ]
    trained = train_baseline(repeated, {one.id for one in repeated}, seed=0)
    assert trained is not None
    assert right(trained, repeated) < 0.8 * len(repeated)


def test_with_too_few_texts_per_label_there_is_no_baseline() -> None:
    rare = [Example(id=f"rare {at}", text=f"spade {at}", label="rare") for at in range(4)]
    most = {str(at) for at in range(40)} | {"rare 0"}
    assert train_baseline([*examples(40), *rare], {"rare 0", "1"}, seed=0) is None
    assert train_baseline(examples(8), {str(at) for at in range(8)}, seed=0) is None
    trained = train_baseline([*examples(40), *rare], most, seed=0)
    assert trained is not None
    assert trained.answers.keys() == most  # what is too rare to learn still counts


def test_it_stops_when_told() -> None:
    with pytest.raises(Cancelled):
        train_baseline(examples(60), {"1"}, seed=0, cancelled=lambda: True)


def test_texts_without_a_word_give_no_baseline() -> None:
    signs = [Example(id=str(at), text="☂" * (at + 1), label="ab"[at % 2]) for at in range(40)]
    assert train_baseline(signs, {"1"}, seed=0) is None
