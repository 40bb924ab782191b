"""Guide packs: a newer guide or price list by file. A bad one changes nothing."""

import json
import shutil
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from make_pack import make_pack

from app.errors import AppError
from app.guide import packs
from app.guide.load import FOLDER
from app.guide.packs import MANIFEST, guide_in_use, keep, kept, read_pack, take_in, use_shipped
from app.guide.types import Guide

Change = Callable[[dict[str, bytes], dict[str, Any]], object]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A folder with the next guide: another version, one reworded title."""
    folder = tmp_path / "newer"
    shutil.copytree(FOLDER, folder)
    about = folder / "about.toml"
    text = about.read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("version"))
    about.write_text(text.replace(version, 'version = "99.0.0"'), encoding="utf-8")
    return folder


@pytest.fixture
def pack(newer: Path, tmp_path: Path) -> Path:
    """The next guide as a pack, not signed."""
    file = tmp_path / "newer.zip"
    make_pack("guide", newer, file, None)
    return file


def changed(pack: Path, change: Change) -> Path:
    """The pack after `change(contents, manifest)`; hashes are left as they were."""
    with ZipFile(pack) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents.pop(MANIFEST))
    change(contents, manifest)
    bad = pack.with_name("bad.zip")
    with ZipFile(bad, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, data in contents.items():
            archive.writestr(name, data)
    return bad


def rehashed(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["files"] = {name: sha256(data).hexdigest() for name, data in contents.items()}


def test_a_newer_guide_is_used_from_then_on(pack: Path, data_dir: Path) -> None:
    used = take_in(data_dir, read_pack(pack))

    assert used.guide.about.version == "99.0.0"
    assert guide_in_use(data_dir).guide.sha256 == used.guide.sha256


def test_back_to_the_shipped_guide_is_one_step_and_forgets_nothing(
    pack: Path, data_dir: Path, guide: Guide
) -> None:
    """The newer one stays for recommendations that were made with it."""
    newer = take_in(data_dir, read_pack(pack)).guide

    assert use_shipped(data_dir).guide == guide
    assert guide_in_use(data_dir).pack is None
    assert kept(data_dir, newer.sha256[:8]) == newer


def cut_a_file(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    contents["flow.toml"] = contents["flow.toml"][:-40]


def leave_one_out(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    del contents["flow.toml"]


def bring_one_more(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    contents["more.toml"] = b""


def climb_out(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    contents["../settings.json"] = b"{}"
    rehashed(contents, manifest)


def break_the_flow(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    contents["flow.toml"] = contents["flow.toml"].replace(b"multi_step", b"many_steps", 1)
    rehashed(contents, manifest)


def another_format(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["schema_version"] = packs.SCHEMA + 1


def forget_a_field(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    del manifest["version"]


def call_it_prices(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["kind"] = "prices"


def claim_a_key(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    manifest["key"] = b64encode(key).decode()


def claim_another_version(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["version"] = "100.0.0"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (cut_a_file, "hash differs"),
        (leave_one_out, "flow.toml is missing"),
        (bring_one_more, "more.toml"),
        (climb_out, "no place"),
        (break_the_flow, "many_steps"),
        (another_format, "guide format"),
        (forget_a_field, "version"),
        (call_it_prices, "no place"),
        (claim_a_key, "signature"),
        (claim_another_version, "100.0.0"),
    ],
)
def test_a_bad_pack_says_why_and_changes_nothing(
    pack: Path, data_dir: Path, change: Change, says: str
) -> None:
    before = guide_in_use(data_dir)
    with pytest.raises(AppError, match=says):
        take_in(data_dir, read_pack(changed(pack, change)))
    assert guide_in_use(data_dir) == before
    assert not [*data_dir.glob("guides/[!.]*")]


def test_what_is_no_zip_is_no_pack(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter.zip"
    file.write_text("dear friend")
    with pytest.raises(AppError, match="not a guide pack"):
        read_pack(file)


def test_an_older_guide_does_not_replace_a_newer_one(
    newer: Path, pack: Path, data_dir: Path, tmp_path: Path
) -> None:
    take_in(data_dir, read_pack(pack))
    old = tmp_path / "old.zip"
    make_pack("guide", FOLDER, old, None)
    with pytest.raises(AppError, match="older"):
        take_in(data_dir, read_pack(old))
    assert guide_in_use(data_dir).guide.about.version == "99.0.0"


def test_a_signed_pack_names_its_key_and_can_be_asked_for(
    newer: Path, data_dir: Path, tmp_path: Path
) -> None:
    """Whoever insists on a key gets what it signed, or one sentence."""
    key, file = Ed25519PrivateKey.generate(), tmp_path / "signed.zip"
    make_pack("guide", newer, file, key)
    pack = read_pack(file)
    assert pack.signer == packs.fingerprint(key.public_key().public_bytes_raw())

    with pytest.raises(AppError, match="not signed with the key"):
        take_in(data_dir, pack, signed_by="0000")
    assert take_in(data_dir, pack, signed_by=pack.signer).guide.about.version == "99.0.0"


def test_a_change_after_signing_is_found(newer: Path, tmp_path: Path) -> None:
    file = tmp_path / "signed.zip"
    make_pack("guide", newer, file, Ed25519PrivateKey.generate())

    def reword(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
        contents["about.toml"] += b"\n"
        signature = contents.pop(packs.SIGNATURE)
        rehashed(contents, manifest)
        contents[packs.SIGNATURE] = signature

    with pytest.raises(AppError, match="signature"):
        read_pack(changed(file, reword))


def test_a_pack_that_no_longer_loads_gives_way_to_the_shipped_guide(
    pack: Path, data_dir: Path, guide: Guide
) -> None:
    """The window must come up after an update, and say which guide advises."""
    folder = take_in(data_dir, read_pack(pack)).folder
    (folder / "flow.toml").write_text("")

    used = guide_in_use(data_dir)

    assert used.guide == guide
    assert used.fault is not None


def test_the_guide_of_an_issued_document_is_kept(data_dir: Path, guide: Guide) -> None:
    """It can be made again when the program has brought another guide."""
    keep(data_dir, guide_in_use(data_dir))
    copies = [path.parent.name for path in (data_dir / "guides").glob("*/about.toml")]
    assert copies == [f"{guide.about.version}-{guide.sha256[:12]}"]
    with pytest.raises(AppError, match="kept"):
        kept(data_dir, "ffffffffffff")
