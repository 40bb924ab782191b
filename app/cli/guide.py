"""`signpost guide`: which guide is in use; take in a newer one or a price list; go back."""

import argparse
import json
from pathlib import Path

from app.guide.packs import InUse, guide_in_use, read_pack, take_in, use_shipped
from app.paths import default_data_dir


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--import", dest="pack", type=Path, metavar="PACK", help="take in a pack")
    what.add_argument("--shipped", action="store_true", help="back to the shipped guide")
    parser.add_argument(
        "--signed-by", metavar="FINGERPRINT", help="only when this key has signed the pack"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    data_dir = arguments.data_dir or default_data_dir()
    signer = None
    if arguments.pack:
        pack = read_pack(arguments.pack)
        signer = pack.signer
        used = take_in(data_dir, pack, signed_by=arguments.signed_by)
    elif arguments.shipped:
        used = use_shipped(data_dir)
    else:
        used = guide_in_use(data_dir)
    if arguments.json:
        print(json.dumps(_document(used, signer), ensure_ascii=False, indent=2))
        return 0
    kind = f"{used.pack.kind} pack {used.pack.version}" if used.pack else "shipped"
    print(f"Guide {used.guide.about.version} ({kind})  {used.guide.sha256}")
    if arguments.pack:
        print(f"Signed by {signer}" if signer else "Not signed: trust it as you trust its sender")
    if used.fault:
        print(f"The pack that was chosen is not used: {used.fault}")
    return 0


def _document(used: InUse, signer: str | None) -> dict[str, object]:
    return {
        "version": used.guide.about.version,
        "sha256": used.guide.sha256,
        "from": used.pack.kind if used.pack else "shipped",
        "pack_version": used.pack.version if used.pack else None,
        "signed_by": signer,
        "fault": str(used.fault) if used.fault else None,
    }
