"""A stronger small model from vectors of a GGUF file, made by the real llama.cpp in its child."""

from pathlib import Path

import numpy as np
import pytest

from app.errors import AppError, Cancelled
from app.probe.baseline import train_baseline
from app.probe.embedding import EmbeddingFeatures, embedding_features
from app.probe.types import Example

ABOUT = {
    "animal": ("dog", "cat", "horse"),
    "vehicle": ("car", "train", "bus"),
}


def test_vectors_of_a_real_model_tell_texts_apart_and_long_ones_are_cut(small_model: Path) -> None:
    texts = [f"A {word} is a kind of {kind}." for kind in ABOUT for word in ABOUT[kind]]
    seen: list[tuple[int, int]] = []
    found = embedding_features(
        small_model, [*texts, "", "long " * 700], progress=lambda *step: seen.append(step)
    )
    assert seen == [(done, 8) for done in range(8)]
    matrix = found.matrix(np.arange(6))
    assert matrix.shape[0] == 8
    assert matrix.shape[1] == 576
    assert small_model.name in found.name
    assert np.isfinite(matrix).all()
    ends = matrix[:6] @ matrix[:6].T
    same, other = ends[:3, :3].mean(), ends[:3, 3:].mean()
    assert same > other
    with pytest.raises(Cancelled):
        embedding_features(small_model, texts, cancelled=lambda: True)


def test_it_takes_the_place_of_words_in_the_same_trainings() -> None:
    """Vectors that hold the label are learned from; the scale of each number does not matter."""
    random = np.random.default_rng(0)
    examples = [
        Example(id=str(at), text=f"text {at} {at}", label="ab"[at % 2]) for at in range(80)
    ]
    vectors = random.normal(size=(80, 16))
    vectors[:, 3] = 0.0
    vectors[:, 7] = [1000.0 + (one.label == "b") for one in examples]
    wanted = {one.id for one in examples}
    trained = train_baseline(
        examples, wanted, seed=0, features=lambda texts, *_: EmbeddingFeatures(vectors, "mine")
    )
    assert trained is not None
    assert "mine" in trained.name
    labels = {one.id: one.label for one in examples}
    assert sum(labels[one] == answer for one, answer in trained.answers.items()) >= 78


def test_a_file_that_is_no_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "notes.gguf"
    file.write_text("not a model", encoding="utf-8")
    with pytest.raises(AppError, match=r"notes\.gguf"):
        embedding_features(file, ["x"])
