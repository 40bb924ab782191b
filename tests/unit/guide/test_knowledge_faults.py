"""A fault in the entries or the grades is one sentence that names the file and the key."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AppError
from app.guide.load import FOLDER, load_guide
from app.words import Language

Change = Callable[[str, str, str], str]


@pytest.fixture
def fault_of(tmp_path: Path) -> Change:
    """Puts something else in a copy of the guide, and answers the sentence about it."""

    def damaged(file: str, old: str, new: str) -> str:
        folder = tmp_path / "guide"
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(AppError) as caught:
            load_guide(folder)
        assert re.search("[\u3040-\u30ff]", caught.value.text(Language.JA))
        return str(caught.value)

    return damaged


def test_an_entry_without_its_japanese_is_named(fault_of: Change) -> None:
    title = 'title.ja = "頑健さ"\n'
    assert fault_of("trust.toml", title, "") == (
        'trust.toml: trust "robustness": title.ja is missing. Add it.'
    )


def test_a_figure_without_a_source_is_named(fault_of: Change) -> None:
    cite = ', cite = { source = "epoch2025" } },'
    assert fault_of("findings.toml", cite, " },").startswith(
        'findings.toml: finding "h4": figures.1.cite is missing.'
    )


def test_a_figure_with_an_unknown_source_is_named(fault_of: Change) -> None:
    cite = 'year = 2025, cite = { source = "epoch2025" }'
    assert fault_of("findings.toml", cite, cite.replace("2025", "2052")).startswith(
        'findings.toml: "h4" cites "epoch2052", which sources.toml'
    )


def test_an_entry_without_any_source_is_named(fault_of: Change) -> None:
    cite = 'cites = [{ source = "yang2023", section = "§1" }]\napproaches'
    assert fault_of("terms.toml", cite, "cites = []\napproaches").startswith(
        'terms.toml: term "term_fine_tuned": cites does not fit: '
    )


def test_an_id_that_stands_in_two_files_is_named(fault_of: Change) -> None:
    assert fault_of("trust.toml", 'id = "robustness"', 'id = "h7"').endswith(
        '"h7" stands twice. Remove one of them, or give it another id.'
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("findings.toml", "number = 7\n", "number = 8\n", 'finding "h7"'),
        ("remarks.toml", "number = 8\n", "number = 9\n", 'remark "remark_8"'),
        ("conflicts.toml", "number = 1\n", "number = 2\n", 'conflict "w1"'),
    ],
)
def test_a_number_out_of_order_is_named(
    fault_of: Change, file: str, old: str, new: str, place: str
) -> None:
    assert fault_of(file, old, new).startswith(f"{file}: {place} is out of order: ")


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("findings.toml", 'questions = ["many_tasks"]', 'questions = ["many"]', "questions"),
        ("findings.toml", 'tasks = ["regression"', 'tasks = ["regress"', "tasks"),
        ("findings.toml", 'approaches = ["cascade"]', 'approaches = ["ladder"]', "approaches"),
        ("conflicts.toml", "remarks = [8]", "remarks = [9]", "remarks"),
        ("conflicts.toml", '{ question = "few_labels", r', '{ question = "few", r', "arrows"),
        ("evidence.toml", 'tasks = ["regression"', 'tasks = ["regress"', "tasks"),
    ],
)
def test_a_link_to_nowhere_is_named(
    fault_of: Change, file: str, old: str, new: str, place: str
) -> None:
    assert re.match(
        rf'{re.escape(file)}: \w+ "\w+": {place} names "\w+", which does not exist\.',
        fault_of(file, old, new),
    )


def test_a_concern_without_words_is_named(fault_of: Change) -> None:
    assert fault_of("grades.toml", 'id = "vendor"', 'id = "seller"') == (
        'grades.toml: grade "vendor" is missing. Add it.'
    )


def test_a_concern_that_is_none_is_named(fault_of: Change) -> None:
    assert fault_of(
        "evidence.toml", 'rated_down = ["dated", ', 'rated_down = ["old", '
    ).startswith('evidence.toml: evidence "talk_imitation": rated_down.0 does not fit: ')


def test_evidence_for_nothing_is_named(fault_of: Change) -> None:
    tasks = 'id = "sentiment_level"\ntasks = ["sentiment-analysis"]'
    assert fault_of("evidence.toml", tasks, 'id = "sentiment_level"') == (
        'evidence.toml: evidence "sentiment_level": question is missing. Add it.'
    )


def test_evidence_with_half_an_arrow_is_named(fault_of: Change) -> None:
    reply = 'question = "human_like"\nreply = "yes"\n'
    assert fault_of("evidence.toml", reply, 'question = "human_like"\n').startswith(
        'evidence.toml: evidence "talk_imitation": the flow does not end at "human_like None".'
    )
