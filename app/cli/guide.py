"""`signpost guide`: which guide is in use, another one, and what stands in it."""

import argparse
import json
from pathlib import Path

from app.errors import AppError
from app.guide.packs import InUse, guide_in_use, read_pack, take_in, use_shipped
from app.guide.types import Guide
from app.paths import default_data_dir
from app.reference.find import article_index
from app.reference.plain import plain
from app.reference.reference import reference
from app.words import Language, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--import", dest="pack", type=Path, metavar="PACK", help="take in a pack")
    what.add_argument("--shipped", action="store_true", help="back to the shipped guide")
    what.add_argument("--search", metavar="WORDS", help="list the articles that fit, best first")
    what.add_argument("--read", metavar="ID", help="print an article, such as finding:h2")
    parser.add_argument(
        "--signed-by", metavar="FINGERPRINT", help="only when this key has signed the pack"
    )
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    data_dir = arguments.data_dir or default_data_dir()
    if arguments.search is not None:
        return _search(guide_in_use(data_dir).guide, arguments)
    if arguments.read is not None:
        return _read(guide_in_use(data_dir).guide, arguments)
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


def _search(guide: Guide, arguments: argparse.Namespace) -> int:
    articles = reference(guide, arguments.lang).articles
    found = [articles[hit.id] for hit in article_index(guide).search(arguments.search)]
    if arguments.json:
        listed = [{"id": a.id, "about": a.over, "title": a.title} for a in found]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 0
    for article in found:
        print(f"{article.id}\n    {article.title} ({article.over})")
    if not found:
        print(say(arguments.lang, "browse.nothing", query=arguments.search))
    return 0


def _read(guide: Guide, arguments: argparse.Namespace) -> int:
    whole = reference(guide, arguments.lang)
    if arguments.read not in whole.articles:
        raise AppError("guide_no_article", id=arguments.read)
    article = whole.read(arguments.read)
    text = plain(whole, article)
    if arguments.json:
        shown = {
            "id": article.id,
            "about": article.over,
            "title": article.title,
            "text": text,
            "links": list(article.links),
            "citation": article.citation,
        }
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print(text)
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
