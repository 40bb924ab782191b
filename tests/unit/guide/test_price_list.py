"""A price list by file: taken in whole, or nothing changes."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from make_pack import make_pack

from app.errors import AppError
from app.guide.load import FOLDER
from app.guide.packs import InUse, guide_in_use, kept, read_pack, take_in, use_shipped
from app.guide.types import Guide

SHORTLIST = "shortlist.json"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def price_list(tmp_path: Path) -> Callable[[Change], Path]:
    """Makes a pack that holds the shortlist alone, after `change(its document)`."""

    def make(change: Change) -> Path:
        document = json.loads((FOLDER / "models" / SHORTLIST).read_bytes())
        change(document)
        folder = tmp_path / "prices"
        folder.mkdir(exist_ok=True)
        (folder / SHORTLIST).write_text(json.dumps(document), encoding="utf-8")
        make_pack("prices", folder, tmp_path / "prices.zip", None)
        return tmp_path / "prices.zip"

    return make


def first_priced(document: dict[str, Any]) -> dict[str, Any]:
    """The price of the first model that has one."""
    return next(model["price"] for model in document["models"] if "price" in model)


def price_of_first(guide: Guide) -> float:
    return next(model.price.input for model in guide.models.shortlist if model.price)


def tomorrow(document: dict[str, Any]) -> None:
    """The next day's list, where the first model costs seven dollars and a half."""
    day = date.fromisoformat(document["snapshot"]) + timedelta(days=1)
    document["snapshot"] = day.isoformat()
    first_priced(document).update(input=7.5, date=day.isoformat())


def test_the_prices_of_a_list_are_used_from_then_on_and_nothing_else_changes(
    price_list: Callable[[Change], Path], data_dir: Path, guide: Guide
) -> None:
    """Neither the flow nor a word of the guide comes with it; its hash tells it apart."""
    taken = take_in(data_dir, read_pack(price_list(tomorrow)))

    used = guide_in_use(data_dir)
    assert used.guide == taken.guide
    assert price_of_first(used.guide) == 7.5 != price_of_first(guide)
    assert used.guide.models.snapshot == guide.models.snapshot + timedelta(days=1)
    assert used.guide.logic_sha256 == guide.logic_sha256
    assert used.guide.model_copy(update={"models": guide.models}) == guide
    assert used.guide.sha256 != guide.sha256
    assert used.pack is not None
    assert used.pack.kind == "prices"


def test_back_to_the_shipped_prices_is_one_step(
    price_list: Callable[[Change], Path], data_dir: Path, guide: Guide
) -> None:
    """The list stays for documents that were made with it."""
    taken = take_in(data_dir, read_pack(price_list(tomorrow)))

    assert use_shipped(data_dir).guide == guide
    assert guide_in_use(data_dir) == InUse(guide, FOLDER)
    assert kept(data_dir, taken.guide.sha256[:12]) == taken.guide


def without_source(document: dict[str, Any]) -> None:
    tomorrow(document)
    first_priced(document)["sources"] = []


def from_an_unknown_source(document: dict[str, Any]) -> None:
    tomorrow(document)
    first_priced(document)["sources"] = ["hearsay"]


def below_nothing(document: dict[str, Any]) -> None:
    tomorrow(document)
    first_priced(document)["input"] = -1


def in_words(document: dict[str, Any]) -> None:
    tomorrow(document)
    first_priced(document)["input"] = "cheap"


def without_day(document: dict[str, Any]) -> None:
    tomorrow(document)
    del first_priced(document)["date"]


def of_no_model(document: dict[str, Any]) -> None:
    tomorrow(document)
    document["models"] = []


def of_the_day_before(document: dict[str, Any]) -> None:
    day = date.fromisoformat(document["snapshot"]) - timedelta(days=1)
    document["snapshot"] = day.isoformat()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without_source, "sources"),
        (from_an_unknown_source, "hearsay"),
        (below_nothing, "input"),
        (in_words, "input"),
        (without_day, "date"),
        (of_no_model, "cited nowhere"),
        (of_the_day_before, "older"),
    ],
)
def test_a_bad_list_says_why_and_the_prices_in_use_stay(
    price_list: Callable[[Change], Path], data_dir: Path, change: Change, says: str
) -> None:
    """Also where those in use came by a list themselves."""
    take_in(data_dir, read_pack(price_list(tomorrow)))
    before, folders = guide_in_use(data_dir), {*data_dir.glob("guides/*")}

    with pytest.raises(AppError, match=says):
        take_in(data_dir, read_pack(price_list(change)))

    assert guide_in_use(data_dir) == before
    assert {*data_dir.glob("guides/*")} == folders


def test_a_newer_program_brings_newer_prices(
    price_list: Callable[[Change], Path], data_dir: Path, guide: Guide
) -> None:
    """A list that was newer than the program's own gives way once it no longer is."""
    folder = take_in(data_dir, read_pack(price_list(tomorrow))).folder
    file = folder / "models" / SHORTLIST
    document = json.loads(file.read_bytes())
    of_the_day_before(document)
    of_the_day_before(document)
    file.write_text(json.dumps(document), encoding="utf-8")

    assert guide_in_use(data_dir).guide == guide
