"""What a run was answered outlives the program that asked."""

import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError
from app.journal import FOLDER, Journal, drop_journals
from app.probe.terms import answer_key, way_key
from app.probe.types import Answer, OutcomeClass, ProbeResult, Tokens, Verdict

ROOT = Path(__file__).resolve().parents[3]
FACTS: Mapping[str, Any] = {"model": "m", "host": "h", "labels": ["a", "b"], "temperature": 0}
ANSWER = Answer(outcome=OutcomeClass.OK, label="a", latency_ms=5.0, prompt_tokens=3)


def result(journal: str, **outcomes: int) -> ProbeResult:
    return ProbeResult(
        n=1,
        accuracy=None,
        macro_f1=None,
        majority=None,
        baseline=None,
        verdict=Verdict.NOT_MEASURED,
        reason="",
        reason_key="",
        outcomes={OutcomeClass(name): n for name, n in outcomes.items()},
        latency_ms=None,
        tokens=Tokens(prompt=0, completion=0),
        device="",
        manifest={"journals": [journal]},
        predictions=(),
    )


def test_an_answer_is_found_again_by_its_key_alone(data_dir: Path) -> None:
    with closing(Journal.open(data_dir, FACTS)) as journal:
        journal.keep("one", ANSWER)
    with closing(Journal.open(data_dir, FACTS)) as journal:
        assert journal.seen("one") == ANSWER
        assert journal.seen("two") is None


@pytest.mark.parametrize(
    "change",
    [
        {"model": "n"},
        {"host": "other"},
        {"labels": ["b", "a"]},
        {"temperature": 1},
        {"prompt": "new"},
    ],
)
def test_everything_that_an_answer_depends_on_changes_its_key(change: dict[str, Any]) -> None:
    way, other = way_key(FACTS), way_key({**FACTS, **change})
    assert answer_key(way, "text") != answer_key(other, "text")
    assert answer_key(way, "text") != answer_key(way, "text ")


def test_what_was_kept_survives_a_kill(data_dir: Path) -> None:
    """The process ends without closing anything the moment the answer is said to be kept."""
    code = (
        "import os, pathlib\n"
        "from app.journal import Journal\n"
        "from app.probe.types import Answer\n"
        f"journal = Journal.open(pathlib.Path({str(data_dir)!r}), {dict(FACTS)!r})\n"
        "journal.keep('one', Answer(outcome='ok', label='a'))\n"
        "os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    with closing(Journal.open(data_dir, FACTS)) as journal:
        kept = journal.seen("one")
    assert kept is not None
    assert kept.label == "a"


def test_a_journal_goes_once_its_complete_result_is_kept_elsewhere(data_dir: Path) -> None:
    with closing(Journal.open(data_dir, FACTS)) as journal:
        journal.keep("one", ANSWER)
        name = journal.name
    drop_journals(data_dir, result(name, ok=3, timeout=1))
    assert list((data_dir / FOLDER).iterdir())
    drop_journals(data_dir, result("../../elsewhere", ok=3))
    assert list((data_dir / FOLDER).iterdir())
    drop_journals(data_dir, result(name, ok=3, off_label=1))
    assert not list((data_dir / FOLDER).iterdir())


def test_a_damaged_journal_is_begun_anew(data_dir: Path) -> None:
    with closing(Journal.open(data_dir, FACTS)) as journal:
        name = journal.name
    (data_dir / FOLDER / f"{name}.sqlite").write_bytes(b"no database" * 1000)
    with closing(Journal.open(data_dir, FACTS)) as journal:
        journal.keep("one", ANSWER)
        assert journal.seen("one") == ANSWER


def test_a_folder_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(AppError, match="cannot be used"):
        Journal.open(tmp_path / "data", FACTS)
