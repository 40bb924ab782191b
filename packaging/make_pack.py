"""Make a guide pack or price list.

    python packaging/make_pack.py guide|prices FOLDER OUT.zip [--key PEM]

FOLDER is a whole guide (as resources/guide), or for `prices` a folder with files of its `models`.
PEM is an Ed25519 private key (openssl genpkey -algorithm ed25519); its fingerprint is printed, for
telling people by another way.
"""

import argparse
import json
import sys
import tomllib
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from app.guide.packs import FORMAT, MANIFEST, PRICES, SCHEMA, SIGNATURE, fingerprint, read_pack


def make_pack(kind: str, folder: Path, out: Path, key: Ed25519PrivateKey | None) -> None:
    """Write the pack and read it back as the program would."""
    start = PRICES if kind == "prices" else ""
    files = {
        start + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".toml", ".json")
    }
    if kind == "guide":
        version = tomllib.loads(files["about.toml"].decode())["version"]
    else:
        version = datetime.now(UTC).date().isoformat()
    manifest = {
        "format": FORMAT,
        "schema_version": SCHEMA,
        "kind": kind,
        "version": version,
        "files": {name: sha256(data).hexdigest() for name, data in files.items()},
        "key": b64encode(key.public_key().public_bytes_raw()).decode() if key else None,
    }
    written = json.dumps(manifest, indent=1).encode()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, written)
        if key:
            archive.writestr(SIGNATURE, key.sign(written))
        for name, data in files.items():
            archive.writestr(name, data)
    read_pack(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("guide", "prices"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--key", type=Path, metavar="PEM")
    options = parser.parse_args()
    key: Ed25519PrivateKey | None = None
    if options.key:
        loaded = load_pem_private_key(options.key.read_bytes(), None)
        if not isinstance(loaded, Ed25519PrivateKey):
            sys.exit(f"{options.key} holds no Ed25519 key.")
        key = loaded
        print(fingerprint(key.public_key().public_bytes_raw()))
    make_pack(options.kind, options.folder, options.out, key)


if __name__ == "__main__":
    main()
