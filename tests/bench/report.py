"""The document: what it costs beyond Typst itself, page one after an edit, and its size."""

import json
import statistics
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import process_time

import typst

from app.decision.profile import Profile, read_profile
from app.decision.recommend import recommend
from app.guide.load import load_guide
from app.guide.types import Guide
from app.report.build import build_report
from app.report.pdf import TEMPLATE, Paper, fonts, page_svgs, pdf_bytes, printable
from app.report.types import Report
from app.words import Language

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
RUNS = 5


def main() -> None:
    guide = load_guide()
    sample = min(SAMPLES.glob("en/*.json"))
    profile = read_profile(sample.read_bytes(), str(sample))
    for language in Language:
        whole, bare, page = [], [], []
        page_svgs(made(guide, profile, language, 0), alone=True)  # the fonts are read once
        size = len(exported(guide, profile, language, 1))
        for n in range(RUNS):
            whole.append(seconds(partial(exported, guide, profile, language, n + 100)))
            data = json.dumps(printable(made(guide, profile, language, n + 200)))
            bare.append(seconds(partial(compiled, data)))
            later = made(guide, profile, language, n + 300)
            page.append(seconds(partial(page_svgs, later, alone=True)))  # as the window does
        print(f"{language}: processor time, medians of {RUNS}")
        ratio = statistics.median(whole) / statistics.median(bare)
        print(f"  export, from the profile  {statistics.median(whole) * 1000:6.0f} ms")
        print(f"  Typst alone               {statistics.median(bare) * 1000:6.0f} ms")
        print(f"  ratio                     {ratio:6.2f}       (bar: 1.2)")
        print(f"  page one after an edit    {statistics.median(page) * 1000:6.0f} ms (bar: 150)")
        print(f"  size                      {size / 1000:6.0f} kB (bar: 600)")


def made(guide: Guide, profile: Profile, language: Language, n: int) -> Report:
    """The document of the profile under a new name, so that nothing of it is set already."""
    edited = profile.model_copy(update={"name": f"{profile.name} {n}"})
    return build_report(
        guide,
        edited,
        recommend(guide, edited),
        language=language,
        now=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        app_version="1.2.3",
        probe=None,
    )


def exported(guide: Guide, profile: Profile, language: Language, n: int) -> bytes:
    return pdf_bytes(made(guide, profile, language, n))


def compiled(data: str) -> bytes:
    compiler = typst.Compiler(
        TEMPLATE / "main.typ",
        root=TEMPLATE,
        font_paths=fonts(),
        sys_inputs={"report": data, "paper": Paper.A4.value},
    )
    done = compiler.compile(format="pdf", pdf_standards=["a-3b", "ua-1"], timestamp=0)
    assert isinstance(done, bytes)
    return done


def seconds(task: Callable[[], object]) -> float:
    started = process_time()
    task()
    return process_time() - started


if __name__ == "__main__":
    main()
