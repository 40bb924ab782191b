"""`signpost support`: what somebody who helps has to know, without anything private."""

import argparse
import json

from app.guide.packs import guide_in_use
from app.paths import default_data_dir
from app.settings import keyring_name
from app.store import Store
from app.support import support_details, support_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    data_dir = arguments.data_dir or default_data_dir()
    with Store.open(data_dir) as store:
        profiles = len(store.summaries())
    details = support_details(
        data_dir,
        guide_in_use(data_dir),
        profiles=profiles,
        keyring=keyring_name(),
        interface={},
    )
    if arguments.json:
        print(json.dumps(details, ensure_ascii=False, indent=2))
    else:
        print(support_text(details), end="")
    return 0
