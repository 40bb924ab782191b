"""Page one is one page, whatever the profile: `python tests/bench/page_one.py [COUNT [SEED]]`.

Builds the forty hostile profiles and COUNT random ones (500) in both languages and paper sizes in
turn. For each it counts the pages before the appendix and compares the attached profile.
"""

import io
import sys
from collections import Counter
from datetime import UTC, datetime
from itertools import chain, cycle
from time import perf_counter

from pypdf import PdfReader

from app.decision.profile import Profile, read_profile
from app.decision.recommend import recommend
from app.guide.load import load_guide
from app.guide.types import Guide
from app.report.build import build_report
from app.report.pdf import Paper, compiler, pdf_bytes
from app.words import Language
from tests.hostile import hostile_profiles, random_profiles

COUNT, SEED = 500, 1
CLIPPED = 5  # what the template says where even its tightest setting was too long


def main(count: int, seed: int) -> int:
    guide = load_guide()
    named = chain(
        hostile_profiles(guide),
        ((f"random {n}", it) for n, it in enumerate(random_profiles(guide, count, seed))),
    )
    ways = cycle([(language, paper) for paper in Paper for language in Language])
    faults: list[str] = []
    levels: Counter[int] = Counter()
    sizes: list[int] = []
    started = perf_counter()
    for (name, profile), (language, paper) in zip(named, ways, strict=False):
        said, level, size = checked(guide, profile, language, paper)
        faults += [f"{name} ({language}, {paper}): {fault}" for fault in said]
        levels[level] += 1
        sizes.append(size)
    print(f"{len(sizes)} documents in {perf_counter() - started:.0f} s")
    tight = dict(sorted(levels.items()))
    print(f"  how tightly page one was set: {tight} ({CLIPPED}: it was clipped)")
    print(f"  largest document {max(sizes) / 1000:.0f} kB")
    print(f"  faults: {len(faults)}")
    print(*faults[:20], sep="\n")
    return 1 if faults else 0


def checked(
    guide: Guide, profile: Profile, language: Language, paper: Paper
) -> tuple[list[str], int, int]:
    """What is wrong with the document, how tightly its page one was set, and its size."""
    report = build_report(
        guide,
        profile,
        recommend(guide, profile),
        language=language,
        now=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        app_version="1.2.3",
        probe=None,
    )
    data = pdf_bytes(report, paper)
    level = int(compiler(report, paper, alone=True).query("<level>", field="value", one=True))
    reader = PdfReader(io.BytesIO(data))
    faults = []
    second = "".join(reader.pages[1].extract_text().split())
    if not second.startswith("".join(report.appendix.split())):
        faults.append("the appendix does not start on page 2")
    if level == CLIPPED:
        faults.append("page one was clipped")
    if read_profile(reader.attachments["profile.signpost.json"][0], "") != profile:
        faults.append("the attached profile differs")
    return faults, level, len(data)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(given + [COUNT, SEED][len(given) :])))
