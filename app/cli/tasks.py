"""`signpost tasks`: find the task type of the guide that fits a few words, or list them all."""

import argparse
import json

from app.guide.packs import guide_in_use
from app.guide.task_search import task_index
from app.paths import default_data_dir
from app.words import Language, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words in English or Japanese")
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    guide, language = guide_in_use(arguments.data_dir or default_data_dir()).guide, arguments.lang
    query = " ".join(arguments.query).strip()
    found = [guide.task[hit.id] for hit in task_index(guide).search(query)]
    shown = found if query else guide.tasks
    if arguments.json:
        tasks = [
            {
                "id": task.id,
                "name": task.name.to(language),
                "digest": task.digest,
                "what": task.what.to(language),
                "verdict": task.verdict,
                "certainty": task.certainty,
            }
            for task in shown
        ]
        print(json.dumps(tasks, ensure_ascii=False, indent=2))
        return 0
    for task in shown:
        print(f"{task.digest:<5} {task.id:<32} {task.name.to(language)}")
    if not shown:
        print(say(language, "tasks.none_found", query=query))
    return 0
