"""The small trained model is judged on texts it has not seen, and left out where it cannot be."""

from app.probe.baseline import baseline_hits
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


def test_it_learns_what_words_tell_and_is_the_same_again() -> None:
    wanted = {str(at) for at in range(20)}
    trained = baseline_hits(examples(60), wanted, seed=1)
    assert trained is not None
    assert trained.hits.keys() == wanted
    assert sum(trained.hits.values()) >= 19
    assert trained.trained_on == 48  # four fifths of all the labels, not only of those asked
    assert trained == baseline_hits(examples(60), wanted, seed=1)


def test_the_same_text_is_never_both_learned_and_asked() -> None:
    """Labels that follow no rule but repeat with the text would look learnable otherwise."""
    texts = [f"riddle {number}" for number in range(12)]
    noise = [0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0]
    repeated = [
        Example(id=f"{copy}-{at}", text=text.upper() if copy % 2 else text, label="ab"[noise[at]])
        for copy in range(10)
        for at, text in enumerate(texts)
    ]
    trained = baseline_hits(repeated, {one.id for one in repeated}, seed=0)
    assert trained is not None
    assert sum(trained.hits.values()) < 0.8 * len(repeated)


def test_with_too_few_texts_per_label_there_is_no_baseline() -> None:
    rare = [Example(id=f"rare {at}", text=f"spade {at}", label="rare") for at in range(4)]
    most = {str(at) for at in range(40)} | {"rare 0"}
    assert baseline_hits([*examples(40), *rare], {"rare 0", "1"}, seed=0) is None
    assert baseline_hits(examples(8), {str(at) for at in range(8)}, seed=0) is None
    trained = baseline_hits([*examples(40), *rare], most, seed=0)
    assert trained is not None
    assert trained.hits.keys() == most  # what is too rare to learn still counts


def test_it_stops_when_told() -> None:
    assert baseline_hits(examples(60), {"1"}, seed=0, cancelled=lambda: True) is None


def test_texts_without_a_word_give_no_baseline() -> None:
    signs = [Example(id=str(at), text="☂" * (at + 1), label="ab"[at % 2]) for at in range(40)]
    assert baseline_hits(signs, {"1"}, seed=0) is None
