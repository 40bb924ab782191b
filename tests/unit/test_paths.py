"""Where the user's data lie."""

import sys
from pathlib import Path

import pytest

from app.paths import PORTABLE, default_data_dir, portable_data_dir


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed program."""
    folder = tmp_path / "stick" / "signpost"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "signpost"))
    return folder


def test_a_folder_beside_the_program_keeps_the_data(installed: Path) -> None:
    (installed / PORTABLE).mkdir()
    assert default_data_dir() == installed / PORTABLE


def test_without_that_folder_the_system_says_where(installed: Path) -> None:
    assert portable_data_dir() is None
    assert default_data_dir().name == "Signpost"
    assert not default_data_dir().is_relative_to(installed)


def test_on_macos_the_folder_lies_beside_the_app(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = installed / "Signpost.app" / "Contents" / "MacOS" / "signpost"
    monkeypatch.setattr(sys, "executable", str(program))
    (installed / PORTABLE).mkdir()
    assert default_data_dir() == installed / PORTABLE


def test_a_checkout_has_no_portable_folder() -> None:
    """Python itself is not the program, and what lies beside it is nobody's data."""
    assert portable_data_dir() is None
