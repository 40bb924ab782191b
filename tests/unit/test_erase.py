"""Delete all my data: everything that is ours is gone, and nothing else."""

from pathlib import Path

import pytest

from app.decision.profile import Profile
from app.erase import erase_everything
from app.errors import AppError
from app.guide.packs import guide_in_use, keep
from app.letterhead import take_logo
from app.log import note, open_log
from app.probe.default_model import NAME
from app.probe.kept import keep as keep_examples
from app.settings import Endpoint, Keys, Settings, save_settings
from app.store import Store

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


def fill(data_dir: Path) -> None:
    """A data folder after some use, with a file of the user's own in it."""
    open_log(data_dir, "Signpost")
    note("profile opened", profile=1)
    endpoint = Endpoint(name="ours", base_url="http://127.0.0.1:9/v1", model="m")
    save_settings(data_dir, Settings(endpoints=(endpoint,)))
    keep(data_dir, guide_in_use(data_dir))
    (data_dir / "logo.svg").write_text(LOGO)
    take_logo(data_dir, data_dir / "logo.svg")
    (data_dir / "logo.svg").unlink()
    keep_examples(data_dir, b"text,label\ncanary-4711,a\n", ".csv")
    (data_dir / "models").mkdir()
    (data_dir / "models" / NAME).write_bytes(b"GGUF")
    (data_dir / "window.ini").write_text("")
    (data_dir / "window-123.call").write_text("a file of the user's")
    (data_dir / "letter.txt").write_text("mine")


def test_nothing_of_ours_is_left(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        store.add(Profile(name="canary-4711"))
    fill(data_dir)

    erase_everything(data_dir)

    assert [path.name for path in data_dir.iterdir()] == ["letter.txt"]


def test_while_the_store_is_open_elsewhere_nothing_is_deleted(data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        store.add(Profile(name="canary-4711"))
        fill(data_dir)
        before = sorted(path.name for path in data_dir.rglob("*"))
        with pytest.raises(AppError, match="in use"):
            erase_everything(data_dir)
    assert {"settings.json", "guides", "logs"} <= {*before} & {p.name for p in data_dir.iterdir()}


def test_a_model_of_the_users_own_stays(data_dir: Path) -> None:
    Store.open(data_dir).close()
    fill(data_dir)
    (data_dir / "models" / "mine.gguf").write_bytes(b"GGUF")
    erase_everything(data_dir)
    assert [path.name for path in (data_dir / "models").iterdir()] == ["mine.gguf"]


def test_keys_of_endpoints_are_forgotten(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every endpoint of the settings is asked of the keyring."""
    forgotten = []
    monkeypatch.setattr(Keys, "forget", lambda _keys, endpoint: forgotten.append(endpoint.name))
    Store.open(data_dir).close()
    fill(data_dir)
    erase_everything(data_dir)
    assert forgotten == ["ours"]
