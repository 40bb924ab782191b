"""`signpost report` as a user runs it: whole documents, or one sentence and nothing written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
PROFILE = {
    "format": "signpost-profile",
    "version": 1,
    "project": "Helpdesk",
    "name": "Ticket *routing* #1",
    "answers": {"human_like": "no", "few_labels": "unsure"},
}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(PROFILE), encoding="utf-8")
    return file


def signpost(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_one_command_writes_all_three_documents(profile: Path, tmp_path: Path) -> None:
    pdf, record, document = (tmp_path / name for name in ("out.pdf", "out.md", "out.json"))
    done = signpost(
        "report", profile, "--pdf", pdf, "--markdown", record, "--json", document, "--lang", "ja"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "付録" in PdfReader(pdf).pages[1].extract_text()
    assert r"Ticket \*routing\* \#1" in record.read_text(encoding="utf-8")
    assert json.loads(document.read_text(encoding="utf-8"))["outcome"] == "open"


def test_the_same_input_and_date_give_the_same_bytes(profile: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        done = signpost("report", profile, "--pdf", tmp_path / name, "--date", "2026-11-24")
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--pdf", "{out}", "--date", "tomorrow"], "tomorrow"),
        (["--pdf", "{out}", "--date", "0001-01-01T00:00+14:00"], "0001-01-01"),
        (["--pdf", "{out}", "--probe", "{profile}"], "not a probe result"),
        (["--pdf", "{out}/nowhere/out.pdf"], "nowhere"),
    ],
)
def test_a_fault_is_one_sentence_and_leaves_no_stub(
    profile: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    given = [it.format(out=tmp_path / "out.pdf", profile=profile) for it in options]
    done = signpost("report", profile, *given)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == [profile]


def test_asking_for_no_document_is_wrong_usage(profile: Path) -> None:
    done = signpost("report", profile)
    assert done.returncode == 2
    assert "--pdf" in done.stderr
