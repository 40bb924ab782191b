"""`signpost cost`: both ways in dollars at a terminal and for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run_command
from app.decision.prices import OwnPrice
from app.settings import Settings, save_settings


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    body = {
        "format": "signpost-profile",
        "version": 1,
        "name": "Ticket routing",
        "facts": {
            "monthly_volume": 200_000,
            "tokens_per_call": 1_000,
            "output_tokens_per_call": 100,
            "hosting_cost": 100,
        },
    }
    path = tmp_path / "routing.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert run_command("cost", [*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_script_gets_every_option_with_its_day(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = printed(capsys, profile, "--date", "2026-11-24", "--model", "gpt-6.1-sol")
    option = next(o for o in document["prompting"] if o["model"] == "gpt-6.1-sol")
    assert option["monthly"] == {"low": 600, "high": 600}
    assert option["date"] == "2026-11-23"
    assert document["compared_with"] == "gpt-6.1-sol"
    assert document["break_even_calls"]["low"] < document["break_even_calls"]["high"]
    assert [w for w in document["warnings"] if "Gemini 4 Argon" in w]  # about to double


def test_a_contract_price_on_the_command_line_counts(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = printed(capsys, profile, "--price-in", 1, "--price-out", 5)
    assert document["compared_with"] == "contract"
    option = next(o for o in document["prompting"] if o["origin"] == "yours")
    assert option["monthly"]["high"] == 300


def test_a_contract_price_kept_in_the_settings_counts(
    profile: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = OwnPrice.model_validate(
        {"model": "gpt-6-astra", "input": 1, "output": 5, "entered": "2026-11-01"}
    )
    save_settings(data_dir, Settings(prices=(own,)))
    document = printed(capsys, profile, "--data-dir", data_dir)
    assert document["compared_with"] == "gpt-6-astra"


def test_a_recommendation_carries_cost_and_models_without_a_clock(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same on every day: prices hold for the day of the list."""
    assert run_command("recommend", [str(profile), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["cost"]["calls_per_month"] == 200_000
    assert all(option["date"] for option in document["cost"]["prompting"])
    assert not [w for w in document["cost"]["warnings"] if "days" in w]
    assert 1 <= len(document["models"]) <= 5
    assert all(model["reasons"] for model in document["models"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--model", "gpt-9"], 'The shortlist has no model "gpt-9"'),
        (["--price-in", "3"], "A price needs both halves."),
        (["--calls", "-1"], "--calls: -1 is out of range."),
        (["--months", "0"], "--months: 0 is out of range."),
        (["--price-in", "nan", "--price-out", "1"], "--price-in: nan is out of range."),
    ],
)
def test_what_cannot_be_reckoned_with_is_one_sentence(
    profile: Path, capsys: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    assert run_command("cost", [str(profile), *options]) == 1
    assert sentence in capsys.readouterr().err


def test_at_a_terminal_it_reads_in_japanese(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("cost", [str(profile), "--lang", "ja", "--date", "2026-11-24"]) == 0
    out = capsys.readouterr().out
    assert "学習する方が安くなります" in out
    assert "2026-11-23 の定価" in out
