"""What a type of task refers to has to be there; a fault is one sentence with file and entry."""

import re
import shutil
from pathlib import Path

import pytest

from app.errors import AppError
from app.guide.load import FOLDER, load_guide


def fault(folder: Path, entry: str, pattern: str, replacement: str) -> str:
    """The sentence about a copy of the guide, changed from the given line of tasks.toml on."""
    shutil.copytree(FOLDER, folder)
    path = folder / "tasks.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index(entry)
    changed, n = re.subn(pattern, replacement, text[start:], count=1, flags=re.M)
    assert n, f"{pattern} not found"
    path.write_text(text[:start] + changed, encoding="utf-8")
    with pytest.raises(AppError) as caught:
        load_guide(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (r"^multi_step = ", "many_steps = ", 'likely names "many_steps"'),
        (r'^evidence = \["\w+"', 'evidence = ["nowhere"', 'evidence names "nowhere"'),
        (r'^status = "original"', 'status = "later"', 'has status "later"'),
        (r"^\[task\.likely\]", "[task.likly]", "likely is missing"),
    ],
)
def test_what_a_task_refers_to_must_be_there(
    tmp_path: Path, pattern: str, replacement: str, named: str
) -> None:
    said = fault(tmp_path / "guide", 'id = "sentiment-analysis"', pattern, replacement)
    assert said.startswith('tasks.toml: task "sentiment-analysis"')
    assert named in said


def test_a_number_of_the_digest_stands_once(tmp_path: Path) -> None:
    """Neither two types nor a type and a case may share it."""
    said = fault(tmp_path / "guide", 'id = "regression"', r"^digest = .*", 'digest = "C13a"')
    assert said.startswith('tasks.toml: "C13a" stands twice.')


def test_a_finding_without_its_source_is_named(tmp_path: Path) -> None:
    said = fault(tmp_path / "guide", "[[task.findings]]", r"yang2023blog", "yang2023blg")
    assert said.startswith('tasks.toml: "sentiment-analysis" cites "yang2023blg"')
