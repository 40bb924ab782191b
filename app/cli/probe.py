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
from typing import Any, Final

from app.decision.profile import read_profile
from app.decision.recommend import recommend
from app.errors import AppError
from app.files import read_file
from app.guide.packs import guide_in_use
from app.journal import drop_journals
from app.measurement import Measurement, measure
from app.paths import default_data_dir
from app.probe.ask import Progress
from app.probe.budget import Caps, Price
from app.probe.decode import decode
from app.probe.endpoint import Endpoint
from app.probe.examples import Import
from app.probe.judge import Judge, judge_of
from app.probe.kept import keep
from app.probe.kinds.kind import Kind
from app.probe.kinds.registry import KINDS
from app.probe.preview import Choices, preview
from app.probe.read_table import read_table
from app.probe.scored import held_out_of
from app.probe.services import service
from app.probe.source import LARGEST
from app.probe.split import SHOTS
from app.probe.table import Reading
from app.probe.task import Layout, Task, lay_out
from app.probe.told import what_is_sent, what_was_found
from app.probe.told_judgement import what_it_can_show
from app.probe.types import Advice, Example
from app.probe.variants import Template, Variant, usual_template
from app.words import Language, say

CAPS: Final = ("cost", "calls", "minutes")  # what may end a run early
STAGES: Final = {"fetching": 1_000_000, "loading": 1_000_000, "asking": 1, "training": 1}  # unit
BEST: Final = "best"  # of the variants, by the examples set apart
LONGEST_PROMPT: Final = 100_000  # bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(usage=parser.error)
    parser.add_argument(
        "data", type=Path, help="labelled examples: CSV, TSV, Excel, JSON or JSON Lines"
    )
    parser.add_argument(
        "--text",
        metavar="COL",
        action="append",
        default=[],
        help="column of the text; guessed if left out, several if given again",
    )
    parser.add_argument("--label", metavar="COL", help="column of the label; guessed if left out")
    parser.add_argument("--group", metavar="COL", help="column of whom or what a row comes from")
    parser.add_argument("--sheet", metavar="NAME", help="sheet of a workbook")
    parser.add_argument("--encoding", metavar="NAME", help="such as utf-8 or cp932")
    parser.add_argument("--separator", metavar="CHARACTER", help="or tab")
    header = parser.add_mutually_exclusive_group()
    header.add_argument("--header", action="store_true", default=None, dest="header")
    header.add_argument("--no-header", action="store_false", default=None, dest="header")
    parser.add_argument(
        "--merge-spellings", action="store_true", help="labels alike but for case are one"
    )
    parser.add_argument(
        "--keep-missing", action="store_true", help="words such as None are labels"
    )
    parser.add_argument("--kind", choices=KINDS, help="kind of task; guessed if left out")
    parser.add_argument(
        "--variant",
        choices=[*Variant, BEST],
        default=Variant.ZERO_SHOT,
        help="way of asking; zero-shot",
    )
    parser.add_argument(
        "--shots", type=_positive, default=SHOTS, metavar="N", help=f"solved examples; {SHOTS}"
    )
    parser.add_argument(
        "--grades",
        type=Path,
        metavar="FILE",
        help="answers you graded; the model then grades its own, if it agrees with you",
    )
    parser.add_argument(
        "--prompt", type=Path, metavar="FILE", help="prompt of your own, with the place {text}"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--base-url", metavar="URL", help="OpenAI-compatible endpoint")
    where.add_argument("--service", metavar="ID", help="known endpoint, such as openai or ollama")
    where.add_argument("--local", metavar="default|FILE.gguf", help="model on this computer")
    parser.add_argument("--resource", metavar="NAME", help="your own name in a service's address")
    parser.add_argument("--model", metavar="NAME", help="name of the model at the endpoint")
    parser.add_argument(
        "--api-key-env", metavar="VAR", help="environment variable that holds the key"
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="ask at most N examples")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="which ones; 0")
    parser.add_argument("--concurrency", type=_positive, metavar="N", help="requests at once")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="whose advice to measure")
    parser.add_argument(
        "--target", type=_share, metavar="SHARE", help="share right that is good enough, as 0.85"
    )
    parser.add_argument(
        "--embedder",
        type=Path,
        metavar="FILE.gguf",
        help="embedding model for a stronger baseline",
    )
    parser.add_argument(
        "--ca-file", type=Path, metavar="PEM", help="certificates to trust as well"
    )
    for name, unit in (
        ("--price-in", "US dollars for one million tokens sent"),
        ("--price-out", "US dollars for one million tokens answered"),
        ("--max-cost", "never spend more US dollars; needs both prices"),
        ("--max-minutes", "stop after so many minutes"),
    ):
        parser.add_argument(name, type=_amount, metavar="N", help=unit)
    parser.add_argument("--max-calls", type=_positive, metavar="N", help="send at most N requests")
    parser.add_argument(
        "--letters", action="store_true", help="ask an endpoint for probabilities of letters"
    )
    parser.add_argument("--yes", action="store_true", help="agree to what is sent elsewhere")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", type=Language, choices=[*Language], default=Language.EN)


def run(arguments: argparse.Namespace) -> int:
    _check_usage(arguments)
    data = _read(arguments)
    endpoint = _endpoint(arguments) if arguments.base_url else None
    layout = lay_out(data.found.examples, data.task, arguments.limit, arguments.seed)
    can_show = [*what_it_can_show(arguments.lang, len(layout.scored), arguments.target)]
    if endpoint is not None and not endpoint.on_this_computer:
        question, price = layout.questions[-1], _price(arguments)
        sent, labels = _sent(arguments, data, layout), data.task.labels
        _tell(what_is_sent(arguments.lang, endpoint, sent, labels, question, price))
        if layout.again:
            _tell(say(arguments.lang, "probe_command.plan_again", n=len(layout.again)))
        while can_show:
            _tell(can_show.pop(0))
        if not arguments.yes:
            raise AppError("probe_needs_yes", host=endpoint.host)
    where = _where(arguments, endpoint)
    data_dir = arguments.data_dir or default_data_dir()
    keep(data_dir, read_file(arguments.data, LARGEST), arguments.data.suffix)
    planned = _planned(arguments, data, where, data_dir)
    terms = planned.terms(len(layout.scored))

    with _interrupt() as interrupted:
        result = measure(planned, _told(arguments.lang, can_show), interrupted, terms)
    if terms.tally.resumed:
        _tell(say(arguments.lang, "probe_command.resumed", n=terms.tally.resumed))
    if terms.tally.stopped in CAPS:
        _tell(say(arguments.lang, f"probe_command.stopped_{terms.tally.stopped}"))
    if arguments.json:
        print(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print("\n".join(what_was_found(arguments.lang, result)))
    drop_journals(data_dir, result)
    return 0


def _check_usage(arguments: argparse.Namespace) -> None:
    """Options that need one another; a service named by its id becomes its address."""
    if arguments.service:
        known = service(arguments.service)
        arguments.base_url = known.address(arguments.resource or "")
        arguments.api_key_env = arguments.api_key_env or known.key
    if bool(arguments.base_url) != bool(arguments.model):
        arguments.usage("--base-url (or --service) and --model go together")
    if arguments.api_key_env and not arguments.base_url:
        arguments.usage("--api-key-env goes with --base-url")
    if (arguments.price_in is None) != (arguments.price_out is None):
        arguments.usage("--price-in and --price-out go together")
    if arguments.max_cost is not None and arguments.price_in is None:
        arguments.usage("--max-cost needs --price-in and --price-out")


@dataclass(frozen=True, slots=True)
class _Data:
    """What was read, what is measured, where it came from for the manifest, and whose advice it
    is held against."""

    found: Import
    task: Task
    source: dict[str, Any]
    judge: Judge | None
    advice: Advice


def _read(arguments: argparse.Namespace) -> _Data:
    """The examples of the file; what was noticed on the way goes to stderr."""
    separator = "\t" if arguments.separator == "tab" else arguments.separator
    if separator is not None and len(separator) != 1:
        arguments.usage("--separator is one character, or tab")
    reading = Reading(arguments.encoding, separator, arguments.header, arguments.sheet)
    choices = Choices(
        text=tuple(arguments.text),
        label=arguments.label,
        group=arguments.group,
        kind=KINDS[arguments.kind] if arguments.kind else None,
        merge_spellings=arguments.merge_spellings,
        keep_missing=arguments.keep_missing,
    )
    seen = preview(read_table(arguments.data, reading), choices)
    table = seen.table
    for notice in seen.notices:
        _tell(notice.text(arguments.lang))
    if seen.found is None or seen.label is None:
        columns = ", ".join(table.columns[:20])
        raise seen.fault or AppError("probe_which_columns", file=table.name, columns=columns)
    if seen.kind.labelled and len(seen.found.labels) < 2:
        raise AppError(
            "probe_one_label",
            file=table.name,
            column=seen.label,
            label=seen.found.labels[0][:60],
        )
    source = {
        "data": table.name,
        "data_sha256": table.sha256,
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
        "text_column": " + ".join(seen.text),
        "label_column": seen.label,
        "group_column": seen.group or "",
        "rows_left_out": seen.found.left_out,
    }
    variant = None if arguments.variant == BEST else Variant(arguments.variant)
    template = _template(arguments.prompt, seen.kind) if arguments.prompt else None
    task = Task(seen.kind, seen.found.labels, variant, template, arguments.shots)
    judge = judge_of(read_table(arguments.grades)) if arguments.grades else None
    if judge is not None and seen.kind.id != "generation":
        raise AppError("graded_no_texts", file=arguments.grades)
    advice = _advice(arguments) if arguments.profile else Advice.NO_PROFILE
    return _Data(seen.found, task, source, judge, advice)


def _planned(
    arguments: argparse.Namespace, data: _Data, where: Endpoint | Path | None, data_dir: Path
) -> Measurement:
    return Measurement(
        data.found.examples,
        data.task,
        where,
        data_dir,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        source=data.source,
        advice=data.advice,
        concurrency=arguments.concurrency,
        limit=arguments.limit,
        seed=arguments.seed,
        target=arguments.target,
        embedder=arguments.embedder,
        judge=data.judge,
        caps=_caps(arguments),
        price=_price(arguments),
        by_letters=arguments.letters,
    )


def _sent(arguments: argparse.Namespace, data: _Data, layout: Layout) -> tuple[Example, ...]:
    """Every example as often as it leaves this computer."""
    sent = layout.sent
    if data.judge is not None:  # the graded answers, and then its own
        sent += data.judge.graded + layout.scored
    if arguments.letters:  # and those on which the correction of the scores is chosen
        rows = (*layout.scored, *layout.others)
        sent += held_out_of(rows, layout.scored, arguments.seed)
    return sent


def _template(file: Path, kind: Kind) -> Template:
    text = decode(read_file(file, LONGEST_PROMPT))
    if text is None:
        raise AppError("table_is_no_text", file=file)
    return Template(usual_template(kind).system, text.text.strip())


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
    return Endpoint(arguments.base_url, arguments.model, key, arguments.ca_file)


def _price(arguments: argparse.Namespace) -> Price | None:
    if arguments.price_in is None:
        return None
    return Price(arguments.price_in, arguments.price_out)


def _caps(arguments: argparse.Namespace) -> Caps:
    minutes = arguments.max_minutes
    return Caps(
        cost=arguments.max_cost,
        calls=arguments.max_calls,
        seconds=None if minutes is None else 60 * minutes,
    )


def _where(arguments: argparse.Namespace, endpoint: Endpoint | None) -> Endpoint | Path | None:
    """The model that was asked for; None is the built-in one."""
    if endpoint is not None:
        return endpoint
    return None if arguments.local == "default" else Path(arguments.local)


def _told(language: Language, first: list[str]) -> Callable[[str], Progress]:
    """How far each stage is; before the asking what is to be said `first`: a model is ready then,
    so that a fault stays one sentence."""

    def on(stage: str) -> Progress:
        show = _progress(f"probe_command.{stage}", language, STAGES[stage])

        def told(done: int, total: int) -> None:
            while first and stage == "asking":
                _tell(first.pop(0))
            show(done, total)

        return told

    return on


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


def _share(text: str) -> float:
    number = float(text)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError("must be above 0 and at most 1")
    return number


def _amount(text: str) -> float:
    number = float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
