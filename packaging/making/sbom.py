"""The bill of materials, in the form of CycloneDX 1.5 (JSON)."""

import json
import re
from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from making.components import Component, Owned
from making.product import Product

FILE: Final = "sbom.cdx.json"
EXPRESSION: Final = re.compile(r"[\w.-]+( (AND|OR|WITH) [\w.-]+)*")


def write_sbom(bundle: Path, owned: Owned, product: Product, now: datetime) -> None:
    parts = [one for one in owned if one.kind != "own"]
    program = Component(product.name, product.version, product.licence, "own", "", ())
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, _fingerprint(owned))}",
        "version": 1,
        "metadata": {
            "timestamp": now.isoformat(timespec="seconds"),
            "tools": {"components": [{"type": "application", "name": "packaging/build.py"}]},
            "component": _component(program, bundle, []) | {"type": "application"},
        },
        "components": [_component(one, bundle, owned[one]) for one in sorted(parts, key=_ref)],
        "dependencies": [
            {"ref": _ref(program), "dependsOn": sorted(map(_ref, parts))},
            *_dependencies(parts),
        ],
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    (bundle / FILE).write_text(text, encoding="utf-8")


def _component(one: Component, bundle: Path, files: list[Path]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": _ref(one),
        "name": one.name,
        "version": one.version,
        "licenses": [_licence(one.licence)],
    }
    if one.why:
        found["description"] = one.why
    if one.kind != "own":
        found["purl"] = _ref(one)
    if files:
        found["components"] = [
            {
                "type": "file",
                "name": file.as_posix(),
                "hashes": [{"alg": "SHA-256", "content": _sha256(bundle / file)}],
            }
            for file in files
            if (bundle / file).suffix not in (".pyc", ".py")
        ]
    return found


def _licence(text: str) -> dict[str, Any]:
    if EXPRESSION.fullmatch(text):
        return {"expression": text}
    return {"license": {"name": text}}


def _dependencies(parts: list[Component]) -> list[dict[str, Any]]:
    """What each Python package says it requires, as far as it is in the bundle."""
    refs = {one.name: _ref(one) for one in parts}
    found = []
    for one in sorted(parts, key=_ref):
        try:
            wanted = (requires(one.name) or ()) if one.kind == "pypi" else ()
        except PackageNotFoundError:
            wanted = ()
        names = {re.split(r"[^\w.-]", line)[0] for line in wanted if "extra ==" not in line}
        normal = {re.sub(r"[-_.]+", "-", name).lower() for name in names}
        found.append({"ref": _ref(one), "dependsOn": sorted(refs[n] for n in normal & {*refs})})
    return found


def _ref(one: Component) -> str:
    where = {"pypi": "pypi", "deb": "deb/debian", "generic": "generic", "own": "generic"}[one.kind]
    return f"pkg:{where}/{quote(one.name.lower())}@{quote(one.version)}"


def _fingerprint(owned: Owned) -> str:
    return "\n".join(sorted(map(_ref, owned)))


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        digest = sha256()
        while block := opened.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
