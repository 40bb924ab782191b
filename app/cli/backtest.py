"""`signpost backtest`: what lines 1 and 3 say of published head-to-heads."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.decision.backtest import Tally, Verdict, judge, read_case, tally, tally_by
from app.errors import AppError
from app.files import read_file
from app.guide.packs import guide_in_use
from app.guide.types import Guide
from app.paths import RESOURCES, default_data_dir

FOLDER: Final = RESOURCES / "backtest"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=Path, default=FOLDER, help="folder with the case files")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    files = sorted(arguments.cases.glob("*.json"))
    if not files:
        raise AppError("backtest_empty", folder=arguments.cases)
    guide = guide_in_use(arguments.data_dir or default_data_dir()).guide
    verdicts = [judge(guide, read_case(read_file(file), file.name)) for file in files]
    if arguments.json:
        print(json.dumps(_document(guide, verdicts), ensure_ascii=False, indent=2))
    else:
        print(_in_lines(verdicts))
    return 0


def _document(guide: Guide, verdicts: list[Verdict]) -> dict[str, Any]:
    rows = [_row(verdict) for verdict in verdicts]
    return {
        "n": len(rows),
        "agreement": asdict(tally(verdicts)),
        "by_year": {
            str(year): asdict(found)
            for year, found in tally_by(verdicts, lambda case: case.year).items()
        },
        "by_family": {
            str(family): asdict(found)
            for family, found in tally_by(verdicts, lambda case: case.family).items()
        },
        "misses": [row for row in rows if not all(row["agrees"].values())],
        "cases": rows,
        "guide": {"version": guide.about.version, "sha256": guide.sha256},
        "app": {"version": __version__},
    }


def _row(verdict: Verdict) -> dict[str, Any]:
    case = verdict.case
    return {
        "id": case.id,
        "family": case.family,
        "year": case.year,
        "what": case.what,
        "task": case.profile.task,
        "labels": case.profile.facts.labelled_examples,
        "llm": case.llm,
        "fine_tuned": case.fine_tuned,
        "metric": case.metric,
        "figures": case.figures,
        "winner": case.winner,
        "source": case.source,
        "line_1": verdict.outcome or "open",
        "line_3": verdict.approach,
        "agrees": {"line_1": verdict.line_1, "line_3": verdict.line_3},
        "reason": case.miss,
    }


def _in_lines(verdicts: list[Verdict]) -> str:
    """For a reader at a terminal: every case, the tallies, and the misses with their reason."""
    lines = ["line 1  line 3  measured    case"]
    for verdict in verdicts:
        marks = ("agrees" if right else "differs" for right in (verdict.line_1, verdict.line_3))
        lines.append("{:<8}{:<8}{:<12}{}".format(*marks, verdict.case.winner, verdict.case.what))
    lines += ["", _share("all", tally(verdicts))]
    for year, found in tally_by(verdicts, lambda case: case.year).items():
        lines.append(_share(str(year), found))
    for family, found in tally_by(verdicts, lambda case: case.family).items():
        lines.append(_share(str(family), found))
    lines += ["", "Where a line differs from what was measured:"]
    for verdict in verdicts:
        if not (verdict.line_1 and verdict.line_3):
            said = f"line 1 {verdict.outcome or 'open'}, line 3 {verdict.approach}"
            case = verdict.case
            lines.append(f"  {case.id}: {said}; measured {case.winner}. {case.miss}")
    return "\n".join(lines)


def _share(name: str, found: Tally) -> str:
    return (
        f"{name:<18} {found.cases:>3} cases   line 1: {found.line_1:>3} agree"
        f"   line 3: {found.line_3:>3} agree"
    )
