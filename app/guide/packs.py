"""A newer guide or price list, brought as a file: checked whole, kept beside the others.

A pack is a zip with `manifest.json`, the guide's files, and perhaps `manifest.sig`. The manifest
names every file with its SHA-256; the signature (Ed25519) is over the manifest's bytes. A guide
pack holds all files; a price list holds files of the folder `models`, and the rest is taken from
the guide in use. What does not fit in every point changes nothing.

Each taken in lies in a folder of its own under `guides` in the data folder, with its manifest, and
stays there: a recommendation that was issued names the guide it was made with.
"""

import json
import re
import shutil
import tempfile
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final, Literal
from zipfile import BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, ValidationError

from app.errors import AppError
from app.files import read_file, write_file
from app.guide.load import FOLDER, load_guide
from app.guide.types import Guide

GUIDES: Final = "guides"
ACTIVE: Final = "active.json"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
FORMAT: Final = "signpost-guide-pack"
SCHEMA: Final = 1  # of the guide's files; raised when older files no longer fit
PRICES: Final = "models/"  # the files of a price list
MOST_BYTES: Final = 20_000_000
PLAIN_NAME: Final = re.compile(r"([a-z0-9-]+/)?[a-z0-9-]+\.(toml|json)")


class Manifest(BaseModel):
    """What a pack says of itself. `key` is the maker's public key, base64."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["signpost-guide-pack"]
    schema_version: int
    kind: Literal["guide", "prices"]
    version: str  # of the guide inside, or the day of the prices
    files: Mapping[str, str]  # name → SHA-256
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and is whole; `signer` is the fingerprint of its key, if signed."""

    manifest: Manifest
    contents: Mapping[str, bytes]
    written: bytes  # the manifest as it came
    signer: str | None


@dataclass(frozen=True, slots=True)
class InUse:
    """The guide to advise by. `pack` is None for the shipped one; `fault` says why a pack that was
    chosen is not used."""

    guide: Guide
    folder: Path
    pack: Manifest | None = None
    fault: AppError | None = None


def guide_in_use(data_dir: Path) -> InUse:
    """The guide chosen in this data folder, or the shipped one."""
    try:
        chosen = json.loads((data_dir / GUIDES / ACTIVE).read_bytes())
        folder = data_dir / GUIDES / Path(str(chosen["folder"])).name
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return InUse(load_guide(), FOLDER)
    shipped = load_guide()
    try:
        guide = load_guide(folder)
    except AppError as fault:
        return InUse(shipped, FOLDER, fault=fault)
    if manifest.schema_version != SCHEMA or _order(guide) < _order(shipped):
        return InUse(shipped, FOLDER)  # a newer program brought a newer guide
    return InUse(guide, folder, manifest)


def read_pack(file: Path) -> Pack:
    """The pack in `file`. AppError with the first thing that is wrong with it."""
    contents = _unzipped(file)
    written = contents.pop(MANIFEST, None)
    if written is None:
        raise AppError("pack_not_one", file=file.name)
    manifest = _manifest(written, file)
    signature = contents.pop(SIGNATURE, None)
    for name in sorted({*manifest.files} | {*contents}):
        if name not in contents or name not in manifest.files:
            raise AppError("pack_files", file=file.name, name=name)
        if sha256(contents[name]).hexdigest() != manifest.files[name]:
            raise AppError("pack_hash", file=file.name, name=name)
        if manifest.kind == "prices" and not name.startswith(PRICES):
            raise AppError("pack_files", file=file.name, name=name)
    signer = _signer(file, manifest, written, signature)
    return Pack(manifest, contents, written, signer)


def take_in(data_dir: Path, pack: Pack, *, signed_by: str | None = None) -> InUse:
    """Check the guide that results, keep it, and use it from now on.

    `signed_by` is the fingerprint the pack must have been signed with. Raises AppError when
    anything does not fit; the guide in use then stays as it was.
    """
    if signed_by is not None and signed_by != pack.signer:
        raise AppError("pack_signer", wanted=signed_by, got=pack.signer or "–")
    now = guide_in_use(data_dir)
    guides = data_dir / GUIDES
    try:
        guides.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=guides, prefix=".new-") as name:
            new = Path(name) / "guide"
            if pack.manifest.kind == "prices":
                shutil.copytree(now.folder, new)
            for place, data in pack.contents.items():
                (new / place).parent.mkdir(parents=True, exist_ok=True)
                (new / place).write_bytes(data)
            (new / MANIFEST).write_bytes(pack.written)
            guide = load_guide(new)
            _check_newer(pack, guide, now.guide)
            folder = guides / _folder_name(guide, pack)
            if not folder.exists():
                new.replace(folder)
    except OSError as error:
        raise AppError("file_unwritable", file=guides, fault=error.strerror or error) from None
    write_file(guides / ACTIVE, json.dumps({"folder": folder.name}).encode())
    return guide_in_use(data_dir)


def use_shipped(data_dir: Path) -> InUse:
    """Back to the guide that came with the program; packs stay where they are."""
    try:
        (data_dir / GUIDES / ACTIVE).unlink(missing_ok=True)
    except OSError as error:
        file = data_dir / GUIDES / ACTIVE
        raise AppError("file_unwritable", file=file, fault=error.strerror or error) from None
    return guide_in_use(data_dir)


def keep(data_dir: Path, used: InUse) -> None:
    """Keep the guide a document was made with, so that it can be made again after an update."""
    folder = data_dir / GUIDES / f"{used.guide.about.version}-{used.guide.sha256[:12]}"
    if used.folder.parent == data_dir / GUIDES or folder.exists():
        return
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as name:
            shutil.copytree(used.folder, Path(name) / "guide")
            (Path(name) / "guide").replace(folder)
    except OSError as error:
        raise AppError("file_unwritable", file=folder, fault=error.strerror or error) from None


def kept(data_dir: Path, sha256_start: str) -> Guide:
    """A guide kept here, or the shipped one, by the beginning of its hash. AppError: none such."""
    folders = [FOLDER, *(path.parent for path in (data_dir / GUIDES).glob("[!.]*/about.toml"))]
    for folder in folders:
        guide = load_guide(folder)
        if sha256_start and guide.sha256.startswith(sha256_start.lower()):
            return guide
    raise AppError("guide_not_kept", sha256=sha256_start, folder=data_dir / GUIDES)


def fingerprint(key: bytes) -> str:
    """What people compare: the first half of the key's SHA-256 in groups of four."""
    text = sha256(key).hexdigest()[:32]
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _unzipped(file: Path) -> dict[str, bytes]:
    read_file(file)  # one sentence where it is missing, no file, or far too large
    try:
        with ZipFile(file) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            names = [part.filename for part in parts]
            if sum(part.file_size for part in parts) > MOST_BYTES or len({*names}) < len(names):
                raise AppError("pack_not_one", file=file.name)
            for name in names:
                if name != SIGNATURE and not PLAIN_NAME.fullmatch(str(PurePosixPath(name))):
                    raise AppError("pack_files", file=file.name, name=name)
            return {part.filename: archive.read(part) for part in parts}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise AppError("pack_not_one", file=file.name) from None


def _manifest(written: bytes, file: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(written)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"])) or MANIFEST
        raise AppError("pack_manifest", file=file.name, what=where, fault=fault["msg"]) from None
    if manifest.schema_version != SCHEMA:
        theirs = manifest.schema_version
        raise AppError("pack_schema", file=file.name, theirs=theirs, ours=SCHEMA)
    return manifest


def _signer(file: Path, manifest: Manifest, written: bytes, signature: bytes | None) -> str | None:
    """The fingerprint of the key that signed; None for a pack that claims no signature."""
    if signature is None and manifest.key is None:
        return None
    # 30 ms that only a signed pack needs
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        key = b64decode(manifest.key or "", validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(signature or b"", written)
    except (ValueError, InvalidSignature):
        raise AppError("pack_signature", file=file.name) from None
    return fingerprint(key)


def _check_newer(pack: Pack, guide: Guide, now: Guide) -> None:
    if pack.manifest.kind == "guide" and pack.manifest.version != guide.about.version:
        raise AppError("pack_version", theirs=pack.manifest.version, inside=guide.about.version)
    newest = max(now, load_guide(), key=_order)
    if _order(guide) >= _order(newest):
        return
    if guide.about.version != newest.about.version:
        raise AppError("pack_older", theirs=guide.about.version, ours=newest.about.version)
    theirs, ours = guide.models.snapshot, newest.models.snapshot
    raise AppError("prices_older", theirs=theirs.isoformat(), ours=ours.isoformat())


def _order(guide: Guide) -> tuple[tuple[int, ...], date]:
    """Guides follow each other by version; of one version by the day of their prices."""
    version = tuple(int(part) for part in re.findall(r"\d+", guide.about.version))
    return version, guide.models.snapshot


def _folder_name(guide: Guide, pack: Pack) -> str:
    """Distinct for other contents, also where the guide's own hash does not cover them."""
    return f"{guide.about.version}-{sha256(pack.written + guide.sha256.encode()).hexdigest()[:12]}"
