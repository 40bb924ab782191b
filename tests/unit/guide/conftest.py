"""A copy of the shipped guide to be damaged, and the sentence that it then gives."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AppError
from app.guide.load import FOLDER, load_guide
from app.words import Language

Change = Callable[[str, str, str, str], None]
Fault = Callable[[], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped guide, to be damaged."""
    shutil.copytree(FOLDER, tmp_path / "guide")
    return tmp_path / "guide"


@pytest.fixture
def change(folder: Path) -> Change:
    """Replaces, from the entry whose line is given on, the next match of a pattern."""

    def put(file: str, entry: str, pattern: str, replacement: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        start = text.index(entry)
        changed, n = re.subn(pattern, lambda _: replacement, text[start:], count=1, flags=re.M)
        assert n, f"{pattern} not found"
        path.write_text(text[:start] + changed, encoding="utf-8")

    return put


@pytest.fixture
def fault(folder: Path) -> Fault:
    """The sentence in English, having checked that there is a Japanese one."""

    def said() -> str:
        with pytest.raises(AppError) as caught:
            load_guide(folder)
        assert re.search("[\u3040-\u30ff]", caught.value.text(Language.JA))
        return str(caught.value)

    return said
