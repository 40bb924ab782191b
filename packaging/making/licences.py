"""The folder `licences` of the bundle: every component's licence text, and a list of them all."""

import shutil
from pathlib import Path
from typing import Final

from making.components import Component, Owned, without_text
from making.product import ROOT

FOLDER: Final = "licences"
HEAD: Final = """
## Everything in this program

Made when the program was built, from what is really in it. Each text lies in `{folder}/`.

| component | version | licence | what for | text |
|---|---|---|---|---|
"""


def write_licences(bundle: Path, owned: Owned) -> None:
    """Write LICENSE, CHANGELOG.md, THIRD_PARTY.md and all texts.

    Raises SystemExit where a text is not at hand.
    """
    missing = sorted(without_text(owned))
    if missing:
        raise SystemExit(f"No licence text is at hand for: {', '.join(missing)}")
    for own in ("LICENSE", "CHANGELOG.md"):
        shutil.copyfile(ROOT / own, bundle / own)
    rows = [_row(bundle, one) for one in sorted(owned, key=lambda one: one.name.lower())]
    general = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    text = general + HEAD.format(folder=FOLDER) + "\n".join(rows) + "\n"
    (bundle / "THIRD_PARTY.md").write_text(text, encoding="utf-8")


def _row(bundle: Path, one: Component) -> str:
    folder = bundle / FOLDER / one.name
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(one.texts, 1):
        target = folder / _named(text)
        if target.exists() and target.read_bytes() != text.read_bytes():
            target = folder / f"{number}-{_named(text)}"
        shutil.copyfile(text, target)
    return f"| {one.name} | {one.version} | {one.licence} | {one.why} | `{FOLDER}/{one.name}/` |"


def _named(text: Path) -> str:
    """With the end of .txt, so that a double click shows it."""
    return text.name if text.suffix in (".txt", ".md", ".rst") else f"{text.name}.txt"
