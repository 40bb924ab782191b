"""`signpost guide` and `signpost support`, and what the window takes on the command line."""

import json
import shutil
from pathlib import Path

import pytest
from make_pack import make_pack

from app.cli.main import run_command, window_arguments
from app.decision.profile import Profile
from app.guide.load import FOLDER
from app.guide.types import Guide
from app.store import Store

CANARY = "canary-4711"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run_command(arguments[0], [*arguments[1:], "--json"]) == 0
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_a_pack_is_taken_in_used_by_every_command_and_left_again(
    capsys: pytest.CaptureFixture[str], data_dir: Path, tmp_path: Path, guide: Guide
) -> None:
    """The recommendation names the guide it was made with; the earlier one can be asked for."""
    folder = tmp_path / "newer"
    shutil.copytree(FOLDER, folder)
    text = (folder / "about.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("version"))
    (folder / "about.toml").write_text(text.replace(line, 'version = "99.0.0"'), encoding="utf-8")
    make_pack("guide", folder, tmp_path / "pack.zip", None)
    profile = tmp_path / "a.signpost"
    profile.write_text('{"format": "signpost-profile", "version": 1, "name": "A"}')
    where = ("--data-dir", str(data_dir))

    taken = said(capsys, "guide", "--import", str(tmp_path / "pack.zip"), *where)
    assert (taken["version"], taken["from"], taken["signed_by"]) == ("99.0.0", "guide", None)
    advised = said(capsys, "recommend", str(profile), *where)
    named = advised["guide"]
    assert isinstance(named, dict)
    assert (named["version"], named["sha256"]) == ("99.0.0", taken["sha256"])

    assert said(capsys, "guide", "--shipped", *where)["sha256"] == guide.sha256
    start, out = str(taken["sha256"])[:12], tmp_path / "a.md"
    report = ["report", str(profile), "--markdown", str(out), "--guide", start, *where]
    assert run_command(report[0], report[1:]) == 0
    assert "99.0.0" in out.read_text(encoding="utf-8")


def test_a_bad_pack_is_one_sentence_and_exit_code_one(
    capsys: pytest.CaptureFixture[str], data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.zip").write_text("no zip")
    bad = ["--import", str(tmp_path / "bad.zip"), "--data-dir", str(data_dir)]
    assert run_command("guide", bad) == 1
    assert "not a guide pack" in capsys.readouterr().err


def test_support_tells_counts_and_nothing_private(
    capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    with Store.open(data_dir) as store:
        store.add(Profile(name=CANARY, project=CANARY))
    assert run_command("support", ["--data-dir", str(data_dir)]) == 0
    text = capsys.readouterr().out
    assert "profiles: 1" in text
    assert CANARY not in text
    assert str(data_dir) not in text


def test_a_file_opens_the_window_and_a_slip_is_wrong_usage(tmp_path: Path) -> None:
    """`signpost a.signpost`, but not `signpost recomend`."""
    assert window_arguments(["a.signpost"]).file == Path("a.signpost")
    with pytest.raises(SystemExit) as ended:
        window_arguments(["recomend"])
    assert ended.value.code == 2


def test_the_guide_is_searched_and_read_on_the_command_line(
    capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    """What is found has an id, and the id prints the article with its links and its citation."""
    where = ("--data-dir", str(data_dir))
    assert run_command("guide", ["--search", "H2", *where]) == 0
    assert capsys.readouterr().out.startswith("finding:h2\n")
    assert run_command("guide", ["--read", "finding:h2", "--lang", "ja", *where]) == 0
    out = capsys.readouterr().out
    assert "小さなモデルが勝つ" in out
    assert "<source:pecher2024>" in out
    article = said(capsys, "guide", "--read", "question:few_labels", *where)
    assert "finding:h2" in article["links"]  # type: ignore[operator]


def test_an_article_that_is_not_there_is_told(
    capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    assert run_command("guide", ["--read", "nothing", "--data-dir", str(data_dir)]) == 1
    assert "no article nothing" in capsys.readouterr().err
