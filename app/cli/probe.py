"""`signpost probe DATA`: what a real model does on the user's own labelled examples."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from app.decision.profile import read_profile
from app.decision.recommend import recommend
from app.errors import AppError
from app.files import read_file
from app.guide.packs import guide_in_use
from app.paths import default_data_dir
from app.probe.columns import guess_columns
from app.probe.endpoint import Endpoint
from app.probe.examples import Import, labelled_examples
from app.probe.read_table import read_table
from app.probe.ready import at_once, ready_model
from app.probe.run import run_probe
from app.probe.sample import stratified
from app.probe.told import what_is_sent, what_was_found
from app.probe.types import Advice
from app.words import Language, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(usage=parser.error)
    parser.add_argument("data", type=Path, help="labelled examples: CSV, TSV, JSON or JSON Lines")
    parser.add_argument("--text", metavar="COL", help="column of the text; guessed if left out")
    parser.add_argument("--label", metavar="COL", help="column of the label; guessed if left out")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--base-url", metavar="URL", help="OpenAI-compatible endpoint")
    where.add_argument("--local", metavar="default|FILE.gguf", help="model on this computer")
    parser.add_argument("--model", metavar="NAME", help="name of the model at the endpoint")
    parser.add_argument(
        "--api-key-env", metavar="VAR", help="environment variable that holds the key"
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="ask at most N examples")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="which ones; 0")
    parser.add_argument("--concurrency", type=_positive, metavar="N", help="requests at once")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="whose advice to measure")
    parser.add_argument("--yes", action="store_true", help="agree to what is sent elsewhere")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)


def run(arguments: argparse.Namespace) -> int:
    if bool(arguments.base_url) != bool(arguments.model):
        arguments.usage("--base-url and --model go together")
    if arguments.api_key_env and not arguments.base_url:
        arguments.usage("--api-key-env goes with --base-url")
    data = _read(arguments)
    advice = _advice(arguments) if arguments.profile else Advice.NO_PROFILE
    endpoint = _endpoint(arguments) if arguments.base_url else None
    if endpoint is not None and not endpoint.on_this_computer:
        examples = stratified(data.found.examples, arguments.limit, arguments.seed)
        _tell(what_is_sent(arguments.lang, endpoint, examples, data.found.labels))
        if not arguments.yes:
            raise AppError("probe_needs_yes", host=endpoint.host)
    where = _where(arguments, endpoint)
    concurrency = at_once(where, arguments.concurrency)
    with (
        _interrupt() as interrupted,
        ready_model(
            where,
            data.found.labels,
            data_dir=arguments.data_dir or default_data_dir(),
            concurrency=concurrency,
            fetching=_progress("probe_command.fetching", arguments.lang, unit=1_000_000),
            cancelled=interrupted,
        ) as asker,
    ):
        result = run_probe(
            data.found.examples,
            data.found.labels,
            asker,
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            source=data.source,
            advice=advice,
            limit=arguments.limit,
            seed=arguments.seed,
            concurrency=concurrency,
            progress=_progress("probe_command.progress", arguments.lang),
            cancelled=interrupted,
        )
    if arguments.json:
        print(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print("\n".join(what_was_found(arguments.lang, result)))
    return 0


@dataclass(frozen=True, slots=True)
class _Data:
    """What was read, and where it came from for the manifest."""

    found: Import
    source: dict[str, Any]


def _read(arguments: argparse.Namespace) -> _Data:
    """The examples of the file; what was noticed on the way goes to stderr."""
    table = read_table(arguments.data)
    guessed = guess_columns(table)
    text, label = arguments.text or guessed[0], arguments.label or guessed[1]
    if text is None or label is None or text == label:
        columns = ", ".join(table.columns[:20])
        raise AppError("probe_which_columns", file=table.name, columns=columns)
    found = labelled_examples(table, text, label)
    for notice in found.notices:
        _tell(notice.text(arguments.lang))
    if len(found.labels) < 2:
        raise AppError(
            "probe_one_label", file=table.name, column=label, label=found.labels[0][:60]
        )
    source = {
        "data": table.name,
        "data_sha256": table.sha256,
        "encoding": table.encoding,
        "text_column": text,
        "label_column": label,
        "rows_left_out": found.left_out,
    }
    return _Data(found, source)


def _advice(arguments: argparse.Namespace) -> Advice:
    file = arguments.profile
    guide = guide_in_use(arguments.data_dir or default_data_dir()).guide
    outcome = recommend(guide, read_profile(read_file(file), str(file))).outcome
    return Advice.OPEN if outcome is None else Advice(outcome)


def _endpoint(arguments: argparse.Namespace) -> Endpoint:
    key = ""
    if arguments.api_key_env:
        key = os.environ.get(arguments.api_key_env, "").strip()
        if not key:
            raise AppError("probe_no_key", variable=arguments.api_key_env[:60])
    return Endpoint(arguments.base_url, arguments.model, key)


def _where(arguments: argparse.Namespace, endpoint: Endpoint | None) -> Endpoint | Path | None:
    """The model that was asked for; None is the built-in one."""
    if endpoint is not None:
        return endpoint
    return None if arguments.local == "default" else Path(arguments.local)


def _progress(key: str, language: Language, unit: int = 1) -> Callable[[int, int], None]:
    """Tell how far it is, on one line, where somebody may be looking."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            told = say(language, key, done=done // unit, total=total // unit)
            print(f"\r{told}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _interrupt() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed: once stops and shows what was finished, twice ends at once."""
    pressed = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
