"""The built program in the hands of somebody else: an ordinary user, a folder with a blank and
Japanese in its name, no network, no Python. Raises SystemExit at the first thing that fails.
"""

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from app.gui.widgets.blocks import caption
from app.guide.load import load_guide
from app.words import Language, say
from making.outsider import Outsider, outsider, without_network
from making.product import ROOT
from making.screen import Screen, missing_tools, screen
from making.told import expect, passed
from making.upkeep import try_older_data, try_portable, try_prices, try_removal

SUFFIX: Final = ".exe" if sys.platform == "win32" else ""
NAME: Final = "Ticket routing"
REPLIES: Final = ("n", "n", "n", "n", "n", "n", "n", "n")  # no world knowledge: fine-tuned
KEYS: Final = {"y": "alt+y", "n": "alt+n", "?": "alt+t"}
ROWS: Final = 20


def try_out(bundle: Path) -> None:
    with outsider() as user:
        place = user.home / "プログラム"
        shutil.copytree(bundle, place, symlinks=True)
        profile = try_commands(user, place)
        if missing := missing_tools():
            print(f"    window: not tried, {' and '.join(missing)} missing")
            try_window_offscreen(user, place)
        else:
            with screen() as display, without_network():
                try_window(user, place, display)
        if sys.platform == "linux":  # where both names below are the program's own
            try_portable(user, place, profile)
            try_removal(user, place)


def try_commands(user: Outsider, place: Path) -> Path:
    """Everything that needs no window, on files of the user's own; answers the profile's."""
    signpost = place / f"signpost{SUFFIX}"
    profile = user.home / "相談 1.json"
    profile.write_text(json.dumps(_profile()), encoding="utf-8")
    examples = user.home / "例.csv"
    shutil.copyfile(ROOT / "tests" / "data" / "probe" / "topics.csv", examples)
    with without_network():
        counts = json.loads(user.run([signpost, "check", "--json"]))["counts"]
        passed("check", f"{counts['questions']} questions")
        expect(counts.get("models", 1) > 0, "the shortlist of models is missing")
        found = json.loads(user.run([signpost, "recommend", profile, "--json"]))
        expect(found["outcome"] == "fine_tuned", f"recommends {found['outcome']}")
        passed("recommend", found["outcome"])
        began = perf_counter()
        probe: list[str | Path] = [
            signpost,
            "probe",
            examples,
            "--local",
            "default",
            "--limit",
            str(ROWS),
        ]
        result = json.loads(user.run([*probe, "--profile", profile, "--json"]))
        expect(result["n"] == ROWS, f"the probe measured {result['n']} of {ROWS} examples")
        expect(result["baseline"] is not None, "the probe trained no baseline")
        passed("probe", f"{ROWS} rows in {perf_counter() - began:.1f} s, {result['device']}")
        written = user.home / "result.json"
        written.write_text(json.dumps(result), encoding="utf-8")
        for language in Language:
            pdf = user.home / f"推奨 {language}.pdf"
            report: list[str | Path] = [
                signpost,
                "report",
                profile,
                "--pdf",
                pdf,
                "--probe",
                written,
            ]
            user.run([*report, "--lang", language])
            expect(pdf.read_bytes().startswith(b"%PDF"), f"{pdf.name} is no PDF")
            read = json.loads(user.run([signpost, "import", pdf, "--json"]))
            expect(not read["failed"], f"{pdf.name} cannot be opened again")
            passed(f"report {language}", f"{pdf.stat().st_size / 1e3:.0f} kB, opened again")
        listed = json.loads(user.run([signpost, "list", "--json"]))
        expect(len(listed) == len(Language), f"the store lists {len(listed)} profiles")
        passed("store", "made by its migrations")
        try_older_data(user, signpost)
        try_prices(user, signpost)
        keys = json.loads(user.run([signpost, "support", "--json"]))
        expect(bool(keys["keyring"]), "keyring is not inside")
        passed("keyring", keys["keyring"])
    return profile


def try_window_offscreen(user: Outsider, place: Path) -> None:
    env = {"QT_QPA_PLATFORM": "offscreen", "SIGNPOST_EXIT_AFTER_PAINT": "1"}
    user.run([place / f"signpost-window{SUFFIX}", "--data-dir", user.home / "data"], env)
    passed("window", "painted offscreen")


def try_window(user: Outsider, place: Path, display: Screen) -> None:
    """By keyboard alone: to a recommendation, a PDF, a print, the end, and back again."""
    data = user.home / "データ"
    window: list[str | Path] = [place / "signpost-window", "--data-dir", data]
    env = {"DISPLAY": display.name, "LANG": "C.UTF-8"}
    process = user.start(window, env)
    with display.shows(process):
        walk_to_recommendation(display)
        passed("window", f"recommendation reached by keyboard: {display.title()}")
        pdf = user.home / "from the window.pdf"
        export(display, pdf)
        expect(pdf.read_bytes().startswith(b"%PDF"), "the window's PDF is none")
        passed("window", "PDF exported")
        print_into_file(display, user.home / f"{NAME}.pdf")
        passed("window", "printed into a file by the system's dialog")
        close(display, process)
    process = user.start(window, env)
    with display.shows(process):
        display.focus("Signpost")
        display.until(lambda: NAME in display.title(), "does not open where it was closed")
        close(display, process)
    kept = json.loads(user.run([place / "signpost", "list", "--json", "--data-dir", data]))
    answers = next(one["answered"] for one in kept if one["name"] == NAME)
    expect(answers == len(REPLIES), f"{answers} of {len(REPLIES)} answers were kept")
    passed("window", f"opened again, {answers} answers kept, ended clean")


def walk_to_recommendation(display: Screen) -> None:
    display.focus("Signpost")
    at(display, say(Language.EN, "home.title"))
    display.press("ctrl+n")
    at(display, say(Language.EN, "describe.title"))
    display.write(NAME)
    questions = [question.title.en for question in load_guide().questions]
    replies = iter(REPLIES)
    goal = say(Language.EN, "recommendation.title")
    while goal not in (title := display.title()):
        if any(question in title for question in questions):
            display.press(KEYS[next(replies)])
        display.press("alt+c")
        display.until(partial(_left, display, title), f"does not go on from {title}")


def export(display: Screen, pdf: Path) -> None:
    goal = say(Language.EN, "export.title")
    while goal not in (title := display.title()):
        display.press("alt+c")
        display.until(partial(_left, display, title), f"does not go on from {title}")
    display.press("space")
    dialog = caption(say(Language.EN, "export.pdf"))
    display.focus(dialog)
    display.press("ctrl+a")
    display.write(pdf.name)
    display.press("Return")
    display.until(lambda: pdf.exists() and pdf.stat().st_size > 0, "writes no PDF")
    display.until(lambda: display.gone(dialog), "does not close the dialog")
    display.focus("Signpost")


def print_into_file(display: Screen, pdf: Path) -> None:
    """What the dialog offers where there is no printer, and every machine has."""
    display.press("Tab", "space")
    dialog = "Print"  # Qt names it
    display.focus(dialog)
    display.press("Return")
    display.until(lambda: pdf.exists() and b"%%EOF" in pdf.read_bytes()[-8:], "prints nothing")
    display.until(lambda: display.gone(dialog), "does not close the dialog")
    display.focus("Signpost")


def close(display: Screen, process: "subprocess.Popen[str]") -> None:
    """Ctrl+Q, again until the window has the keyboard: no window manager gives it one."""

    def ended() -> bool:
        display.focus_if_there("Signpost")
        display.press("ctrl+q")
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            return False
        return True

    display.until(ended, "does not end")
    _said, wrong = process.communicate()
    expect(process.returncode == 0, f"ended with {process.returncode}: {wrong}")
    expect("Traceback" not in wrong, f"said on the way out: {wrong}")


def at(display: Screen, title: str) -> None:
    display.until(lambda: title in display.title(), f"does not show “{title}”")


def _left(display: Screen, title: str) -> bool:
    return display.title() != title


def _profile() -> dict[str, Any]:
    questions = [question.id for question in load_guide().questions]
    words = {"y": "yes", "n": "no", "?": "unsure"}
    answers = {name: words[key] for name, key in zip(questions, REPLIES, strict=False)}
    return {
        "format": "signpost-profile",
        "version": 1,
        "name": NAME,
        "answers": answers,
    }
