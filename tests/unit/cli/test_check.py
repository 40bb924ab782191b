"""`signpost check`: says that the guide is sound and what it holds, or what is wrong with it."""

import json
import shutil
from pathlib import Path

import pytest

from app.cli.main import run_command
from app.guide.load import FOLDER
from app.guide.types import Guide


def test_it_prints_what_the_guide_holds(guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("check", []) == 0
    out, err = capsys.readouterr()
    assert f"version {guide.about.version}" in out
    assert guide.logic_sha256 in out
    assert guide.words_sha256 in out
    assert not err


def test_a_script_gets_one_json_document(guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("check", ["--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["counts"]["questions"] == 10
    assert document["guide"]["sha256"] == guide.sha256


def test_a_fault_in_another_guide_is_one_sentence_and_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(FOLDER, folder)
    text = (folder / "flow.toml").read_text(encoding="utf-8")
    changed = text.replace('next = "few_labels"', 'next = "few_lables"')
    (folder / "flow.toml").write_text(changed, encoding="utf-8")

    assert run_command("check", ["--guide", str(folder), "--json"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.splitlines() == [
        'signpost: flow.toml: question "far_from_language": no.next leads to "few_lables", '
        "which does not exist. Write the id of a question or an outcome."
    ]
