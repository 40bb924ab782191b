"""What happens to a built program over the years: carried about on a stick, given newer prices,
put in the place of an older one, thrown away. Raises SystemExit at the first thing that fails.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from make_pack import make_pack

from app.guide.load import FOLDER
from app.paths import PORTABLE
from making.outsider import Outsider
from making.product import ROOT
from making.told import expect, passed

STORE: Final = "signpost.sqlite"
SHORTLIST: Final = "shortlist.json"


def try_prices(user: Outsider, signpost: Path) -> None:
    """A price list is used; a damaged and an older one change nothing; one step leads back."""
    data = user.home / "価格"

    def said(*arguments: str | Path) -> dict[str, Any]:
        document = json.loads(user.run([signpost, *arguments, "--json", "--data-dir", data]))
        assert isinstance(document, dict)
        return document

    shipped = said("guide")
    good, older = price_list(user.home, days=1), price_list(user.home, days=-1)
    damaged = user.home / "damaged.zip"
    damaged.write_bytes(good.read_bytes()[:-200])
    taken = said("guide", "--import", good)
    expect(taken["from"] == "prices", "a price list was not taken in")
    expect(taken["sha256"] != shipped["sha256"], "a price list left the guide's hash as it was")
    day = said("models")["snapshot"]
    for bad in (damaged, older):
        wrong = user.refused([signpost, "guide", "--import", bad, "--data-dir", data])
        expect("Traceback" not in wrong and len(wrong.splitlines()) == 1, f"said: {wrong}")
        expect(said("models")["snapshot"] == day, f"{bad.name} changed the prices")
    expect(said("guide", "--shipped") == shipped, "the way back to the shipped prices is lost")
    passed("prices", f"of {day} used; damaged and older ones refused; back in one step")


def price_list(folder: Path, days: int) -> Path:
    """The shipped prices as a list made that many days after them."""
    document = json.loads((FOLDER / "models" / SHORTLIST).read_bytes())
    day = date.fromisoformat(document["snapshot"]) + timedelta(days)
    document["snapshot"] = day.isoformat()
    made = folder / f"prices {day}"
    made.mkdir()
    (made / SHORTLIST).write_text(json.dumps(document), encoding="utf-8")
    pack = folder / f"prices {day}.zip"
    make_pack("prices", made, pack, None)
    return pack


def try_portable(user: Outsider, place: Path, profile: Path) -> None:
    """With a folder for it beside the program the data lie there, wherever the program goes."""
    elsewhere = {*user.home.glob(".*/**/*")}
    data = place / PORTABLE
    data.mkdir()
    user.give(data)
    user.run([place / "signpost", "import", profile])
    expect((data / STORE).exists(), f"{PORTABLE} beside the program holds no data")
    expect({*user.home.glob(".*/**/*")} == elsewhere, "with a portable folder it writes elsewhere")
    moved = place.rename(place.with_name("スティック"))
    kept = json.loads(user.run([moved / "signpost", "list", "--json"]))
    expect(len(kept) == 1, "the data were lost with a move of the program")
    moved.rename(place)
    shutil.rmtree(data)
    passed("portable", "data beside the program, found again after a move")


def try_older_data(user: Outsider, signpost: Path) -> None:
    """The data folder of every version that was released is opened by this one, whole."""
    for file in sorted((ROOT / "tests" / "data" / "stores").glob("*.sqlite")):
        older = user.home / f"データ {file.stem}"
        older.mkdir()
        shutil.copyfile(file, older / STORE)
        (older / "settings.json").write_text('{"language": "ja", "of_another_version": 1}')
        user.give(older)
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as raw:
            names = "SELECT name FROM profiles WHERE deleted_at IS NULL"
            there = sorted(name for (name,) in raw.execute(names))
        listed = json.loads(user.run([signpost, "list", "--json", "--data-dir", older]))
        found = sorted(one["name"] for one in listed)
        expect(found == there, f"of a store of version {file.stem} it lists {found}, not {there}")
        settings = json.loads((older / "settings.json").read_text(encoding="utf-8"))
        expect("of_another_version" in settings, "a setting of another version was lost")
        passed("upgrade", f"data of version {file.stem} opened, {len(found)} profiles")


def try_removal(user: Outsider, place: Path) -> None:
    """Thrown away, the program takes nothing of the user's along."""
    store = user.home / ".local" / "share" / "Signpost" / STORE
    before = store.read_bytes()
    shutil.rmtree(place)
    expect(store.exists() and store.read_bytes() == before, "removal took the user's data")
    passed("removal", "the user's data are left")
