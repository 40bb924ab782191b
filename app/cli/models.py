"""`signpost models`: today's shortlist, and for a profile which of it suits and why."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.decision.profile import Profile, read_profile
from app.decision.recommend import recommend
from app.decision.shortlist import Needs, Verdict, needs_of, shortlist
from app.decision.shortlist_document import price_line, shortlist_document
from app.files import read_file
from app.guide.packs import guide_in_use
from app.guide.types import Guide
from app.paths import default_data_dir
from app.words import Language, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)
    parser.add_argument("--profile", type=Path, metavar="PROFILE.json", help="filter for a task")
    parser.add_argument("--language", help="language of the texts, such as ja or Japanese")
    parser.add_argument("--commercial", action="store_true", help="business use is planned")
    parser.add_argument("--private", action="store_true", help="no text may leave your machines")
    parser.add_argument(
        "--memory-gb", type=_amount, metavar="N", help="memory of your GPU or computer"
    )


def run(arguments: argparse.Namespace) -> int:
    guide, language = guide_in_use(arguments.data_dir or default_data_dir()).guide, arguments.lang
    needs = _needs(guide, arguments)
    picks = shortlist(guide.models, needs)
    models = shortlist_document(guide.models, picks, needs, language)
    if arguments.json:
        document = {
            "snapshot": guide.models.snapshot.isoformat(),
            "counts": {verdict: _count(models, verdict) for verdict in Verdict},
            "models": models,
            "guide": {"version": guide.about.version, "sha256": guide.sha256},
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print(_in_lines(guide, models, language))
    return 0


def _needs(guide: Guide, arguments: argparse.Namespace) -> Needs:
    needs = Needs()
    if arguments.profile:
        profile: Profile = read_profile(read_file(arguments.profile), str(arguments.profile))
        found = recommend(guide, profile)
        needs = needs_of(profile, found.possible, found.choice.approach)
    if arguments.language:
        needs = replace(needs, languages=(arguments.language,))
    if arguments.memory_gb is not None:
        needs = replace(needs, memory_gb=arguments.memory_gb)
    return replace(
        needs,
        commercial=needs.commercial or arguments.commercial,
        private=needs.private or arguments.private,
    )


def _amount(text: str) -> float:
    """A number of 0 or more; argparse says so otherwise."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise argparse.ArgumentTypeError("write an amount of 0 or more, such as 16")
    return number


def _count(models: list[dict[str, Any]], verdict: Verdict) -> int:
    return sum(model["verdict"] == verdict for model in models)


def _in_lines(guide: Guide, models: list[dict[str, Any]], language: Language) -> str:
    kept = [model for model in models if model["verdict"] != Verdict.OUT]
    lines = [
        say(
            language,
            "models.command_head",
            n=len(kept),
            total=len(models),
            date=guide.models.snapshot,
        )
    ]
    for model in kept:
        lines += ["", f"{model['name']} — {model['organisation']}"]
        kind, verdict = (say(language, f"models.{model[key]}") for key in ("kind", "verdict"))
        lines.append(f"  [{verdict}] {kind}, {model['licence_name']}")
        lines.append(f"  {model['why']}")
        lines += [f"  · {reason['text']}" for reason in model["reasons"]]
        if model["unverified"]:
            lines.append(f"  {model['unverified_text']}")
        if model["price"]:
            said = (price_line(model["price"], language), model["price"]["note"])
            lines.append(f"  {say(language, 'models.space').join(filter(None, said))}")
    left = [model for model in models if model["verdict"] == Verdict.OUT]
    if left:
        lines += ["", say(language, "models.command_out")]
    for model in left:
        why = next(r["text"] for r in model["reasons"] if r["verdict"] == Verdict.OUT)
        lines.append(f"  {model['name']}: {why}")
    sources = {source for model in kept if model["price"] for source in model["price"]["sources"]}
    if sources:
        lines += ["", say(language, "models.price_source", sources="; ".join(sorted(sources)))]
    return "\n".join(lines)
