"""`signpost recommend PROFILE.json…`: the three lines for each profile."""

import argparse
import json
from pathlib import Path
from typing import Any

from app.decision.document import recommendation_document
from app.decision.profile import read_profile
from app.decision.recommend import recommend
from app.files import read_file
from app.guide.packs import guide_in_use
from app.guide.types import Guide
from app.paths import default_data_dir
from app.words import Language, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", nargs="+", type=Path, help="profile file (JSON)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)


def run(arguments: argparse.Namespace) -> int:
    guide = guide_in_use(arguments.data_dir or default_data_dir()).guide
    documents = []
    for file in arguments.profile:
        profile = read_profile(read_file(file), str(file))
        documents.append(
            recommendation_document(guide, profile, recommend(guide, profile), arguments.lang)
        )
    if arguments.json:
        whole = documents[0] if len(documents) == 1 else documents
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_in_lines(guide, document, arguments.lang) for document in documents))
    return 0


def _in_lines(guide: Guide, document: dict[str, Any], language: Language) -> str:
    """The document for a reader at a terminal: the three lines, then what would change them."""
    names = {str(outcome.id): outcome.name.to(language) for outcome in guide.outcomes}
    among = " / ".join(names[outcome] for outcome in document["possible"])
    names["open"] = say(language, "advice.open", outcomes=among)
    approach = document["approach"]
    lines = [" / ".join(filter(None, (document["project"], document["name"]))) or "—", ""]
    lines += [say(language, "advice.line_1", outcome=names[document["outcome"]])]
    for step in document["path"]:
        question = guide.question[step["question"]]
        lines.append(
            f"  {question.title.to(language)} {say(language, 'advice.' + step['answer'])}"
        )
    lines += ["", say(language, "advice.line_2")]
    for limit in document["limits"]:
        effect = say(language, f"advice.{limit['effect']}")
        lines.append(f"  [{names[limit['outcome']]}: {effect}] {limit['text']}")
    if not document["limits"]:
        lines.append(f"  {say(language, 'advice.no_limits')}")
    lines += [
        "",
        say(language, "advice.line_3", approach=approach["name"]),
        f"  {approach['why']}",
    ]
    lines += ["", say(language, "advice.next_steps")]
    for number, step in enumerate(document["next_steps"], 1):
        lines.append(say(language, "advice.step", number=number, **step))
    risks = say(language, "advice.and").join(risk["name"] for risk in document["risks"])
    lines += ["", say(language, "advice.risks", risks=risks)]
    if document["flips"] or document["forks"]:
        lines += ["", say(language, "advice.what_would_change")]
    for flip in document["flips"]:
        lines.append(
            say(
                language,
                "advice.flip",
                question=guide.question[flip["question"]].title.to(language),
                reply=say(language, f"advice.{flip['to']}"),
                outcome=names[flip["outcome"]],
            )
        )
    for fork in document["forks"]:
        title = guide.question[fork["question"]].title.to(language)
        lines.append(say(language, "advice.fork", question=title, settle=fork["settle"]))
    lines += ["", *(f"! {warning}" for warning in document["warnings"])]
    return "\n".join(lines).rstrip()
