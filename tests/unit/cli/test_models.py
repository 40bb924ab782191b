"""`signpost models`: the shortlist at a terminal and for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run_command

PROFILE = {
    "format": "signpost-profile",
    "version": 1,
    "name": "Ticket routing",
    "answers": {
        "human_like": "no",
        "multi_step": "no",
        "many_tasks": "no",
        "far_from_language": "no",
        "few_labels": "no",
        "unfamiliar_inputs": "no",
        "open_generation": "no",
        "world_knowledge": "no",
    },
    "facts": {"languages": ["日本語"], "labelled_examples": 8000, "memory_gb": 8},
    "limits": {"commercial_use": "yes", "data_may_leave": "no"},
}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "routing.json"
    path.write_text(json.dumps(PROFILE, ensure_ascii=False), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run_command("models", [*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_script_gets_all_sixty_with_price_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    document = printed(capsys)
    assert document["snapshot"] == "2026-11-23"
    assert document["counts"] == {"in": 60, "check": 0, "out": 0}
    astra = document["models"][0]
    assert astra["id"] == "gpt-6-astra"
    assert (astra["price"]["input"], astra["price"]["date"]) == (10.0, "2026-11-23")
    assert astra["price"]["sources"]
    assert astra["unverified"] == ["released"]


def test_a_profile_filters_by_outcome_language_licence_privacy_and_memory(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = {m["id"]: m for m in printed(capsys, "--profile", str(profile))["models"]}
    assert models["modernbert-ja-310m"]["verdict"] == "in"
    assert models["gpt-6-luna"]["verdict"] == "out"
    assert models["roberta-base"]["verdict"] == "out"
    assert models["nllb-200-distilled-600m"]["verdict"] == "out"
    assert [reason["verdict"] for reason in models["roberta-base"]["reasons"]].count("out") == 1


def test_options_add_to_what_the_profile_asks(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = printed(capsys, "--profile", str(profile), "--language", "en", "--memory-gb", "1")
    models = {model["id"]: model for model in found["models"]}
    assert models["roberta-base"]["verdict"] == "out"  # one gigabyte is too little
    assert models["modernbert-ja-310m"]["verdict"] == "out"


def test_at_a_terminal_every_price_has_its_day_and_the_list_its_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command("models", ["--lang", "ja", "--commercial"]) == 0
    out = capsys.readouterr().out
    assert "2026-11-23 時点の定価" in out
    assert "価格の出典" in out
    assert "NLLB-200 distilled 600M：" not in out.split("対象外")[0]
    assert "LicenseRef" not in out


def test_an_amount_of_memory_below_nothing_is_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        run_command("models", ["--memory-gb", "-3"])
    assert ended.value.code == 2
    assert "amount of 0 or more" in capsys.readouterr().err
