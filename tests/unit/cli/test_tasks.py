"""`signpost tasks`: a ranked list for a person or a script."""

import json

import pytest

from app.cli.main import run_command
from app.guide.types import Guide


def test_words_give_a_ranked_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Quotes round the words are not needed."""
    assert run_command("tasks", ["ticket", "routing"]) == 0
    first = capsys.readouterr().out.splitlines()[0].split()
    assert first[:2] == ["C2", "intent-classification"]


def test_a_script_gets_one_array_with_id_name_and_digest(
    guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("tasks", ["議事録の要約", "--lang", "ja", "--json"]) == 0
    out, err = capsys.readouterr()
    first = json.loads(out)[0]
    assert (first["id"], first["digest"]) == ("summarization", "C12")
    assert first["name"] == guide.task["summarization"].name.ja
    assert not err


def test_without_words_all_types_are_listed_in_the_guides_order(
    guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("tasks", ["--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [task["id"] for task in listed] == [task.id for task in guide.tasks]


def test_words_that_fit_nothing_are_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """A script gets an empty array, a person a sentence."""
    assert run_command("tasks", ["qqqzzz", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run_command("tasks", ["qqqzzz"]) == 0
    assert "qqqzzz" in capsys.readouterr().out


def test_a_language_that_is_not_spoken_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run_command("tasks", ["--lang", "fr"])
    assert left.value.code == 2
    assert "fr" in capsys.readouterr().err
