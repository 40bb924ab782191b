"""A fault in the models' files is one sentence that names the file and the entry."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError
from app.guide.load import FOLDER
from app.guide.load_models import FILES, load_models
from app.words import Language

Change = Callable[[str, Callable[[Any], object]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped models, to be damaged."""
    shutil.copytree(FOLDER / "models", tmp_path / "models")
    return tmp_path / "models"


@pytest.fixture
def change(folder: Path) -> Change:
    def put(file: str, work: Callable[[Any], object]) -> None:
        path = folder / f"{file}.json"
        body = json.loads(path.read_text(encoding="utf-8"))
        work(body)
        path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")

    return put


def fault(folder: Path) -> str:
    with pytest.raises(AppError) as caught:
        load_models(folder)
    assert re.search("[\u3040-\u30ff]", caught.value.text(Language.JA))
    return str(caught.value)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / f"{file}.json").unlink()
    assert f"There is no file {folder / file}.json." in fault(folder)


def test_broken_json_is_located(folder: Path) -> None:
    (folder / "tree.json").write_text('{"branches": [', encoding="utf-8")
    assert "tree.json" in fault(folder)


def test_a_misspelt_key_is_named_with_its_entry(folder: Path, change: Change) -> None:
    change("tree", lambda body: body["models"][3].update(orgnisation="x"))
    assert 'tree.json: models "ulmfit": orgnisation' in fault(folder)


def test_a_text_without_japanese_is_refused(folder: Path, change: Change) -> None:
    change("shortlist", lambda body: body["models"][0]["why"].pop("ja"))
    assert 'shortlist.json: models "gpt-6-astra": why.ja' in fault(folder)


def test_an_unknown_table_is_refused(folder: Path, change: Change) -> None:
    change("figures", lambda body: body.update(more=[]))
    assert "figures.json" in fault(folder)


def test_a_parent_that_does_not_exist_is_refused(folder: Path, change: Change) -> None:
    change("tree", lambda body: body["models"][11].update(parent="bart-0"))
    assert '"roberta" names "bart-0"' in fault(folder)


def test_a_line_that_comes_back_to_itself_is_refused(folder: Path, change: Change) -> None:
    def turn(body: Any) -> None:
        named = {model["id"]: model for model in body["models"]}
        named["bert"]["parent"] = "roberta"

    change("tree", turn)
    assert "comes back to itself" in fault(folder)


def test_two_entries_may_not_share_an_id(folder: Path, change: Change) -> None:
    change("licences", lambda body: body["licences"].append(body["licences"][0]))
    assert "bert-series" in fault(folder)


def test_a_price_without_a_day_is_refused(folder: Path, change: Change) -> None:
    change("shortlist", lambda body: body["models"][0]["price"].pop("date"))
    assert 'models "gpt-6-astra": price.date' in fault(folder)


def test_a_fact_without_its_source_is_refused(folder: Path, change: Change) -> None:
    change("shortlist", lambda body: body["models"][0]["sources"].pop("licence"))
    assert 'models "gpt-6-astra": sources.licence' in fault(folder)


def test_a_source_that_does_not_exist_is_refused(folder: Path, change: Change) -> None:
    change("licences", lambda body: body["licences"][0].update(sources=["nowhere"]))
    assert '"bert-series" names "nowhere"' in fault(folder)


def test_a_source_nobody_names_is_refused(folder: Path, change: Change) -> None:
    row = {"id": "spare", "title": "Spare", "url": "", "snapshot": "", "kind": "primary"}
    change("sources", lambda body: body["sources"].append(row))
    assert "spare" in fault(folder)


def test_another_price_is_another_guide(folder: Path, change: Change) -> None:
    """Prices are part of what a recommendation rests on, so they show in the hash."""
    before = load_models(folder).sha256
    change("shortlist", lambda body: body["models"][0]["price"].update(input=11.0))
    assert load_models(folder).sha256 != before
