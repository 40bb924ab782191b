"""Page one is one page, whatever the profile: `python tests/bench/page_one.py [COUNT [SEED]]`.

Sets page one of the hostile profiles and of random ones, COUNT together (500), in both languages
and paper sizes in turn, and counts its pages. One in ten is written with its appendix as a PDF,
twice, and read back: the appendix has to begin on page two, the bytes and the profile to be equal,
and the file to be small.
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
from app.errors import AppError
from app.guide.load import load_guide
from app.report.build import build_report
from app.report.pdf import Paper, compiler, pdf_bytes, typeset
from app.words import Language
from tests.hostile import hostile_profiles, random_profiles

COUNT, SEED = 500, 1
CLIPPED = 5  # what the template says where even its tightest setting was too long
LARGEST = 600_000  # bytes of a PDF, Japanese and hostile texts included
WRITTEN = 10  # one in so many is written as a PDF


def main(count: int, seed: int) -> int:
    guide = load_guide()
    hostile = list(hostile_profiles(guide))
    others = random_profiles(guide, count - len(hostile), seed)
    named = chain(hostile, ((f"random {n}", profile) for n, profile in enumerate(others)))
    ways = cycle([(language, paper) for paper in Paper for language in Language])
    faults: list[str] = []
    levels: Counter[int] = Counter()
    started = perf_counter()
    for n, ((name, profile), (language, paper)) in enumerate(zip(named, ways, strict=False)):
        report = build_report(
            guide,
            profile,
            recommend(guide, profile),
            language=language,
            now=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
            app_version="1.2.3",
            probe=None,
        )
        document = compiler(report, paper, alone=True)
        where = f"{name} ({language}, {paper})"
        try:
            pages = len(typeset(document, format="svg"))
        except AppError as error:
            faults.append(f"{where}: {error}")
            continue
        level = int(document.query("<level>", field="value", one=True))
        levels[level] += 1
        if pages != 1:
            faults.append(f"{where}: page one takes {pages} pages")
        if level == CLIPPED:
            faults.append(f"{where}: page one was clipped")
        if n % WRITTEN == 0:
            data = pdf_bytes(report, paper)
            begins = compiler(report, paper).query("<appendix>", field="value", one=True)
            if int(begins) != 2:
                faults.append(f"{where}: the appendix begins on page {begins}")
            if pdf_bytes(report, paper) != data:
                faults.append(f"{where}: other bytes at the second time")
            if carried(data) != profile:
                faults.append(f"{where}: the attached profile differs")
            if len(data) > LARGEST:
                faults.append(f"{where}: {len(data) / 1000:.0f} kB")
    print(f"{levels.total()} documents in {perf_counter() - started:.0f} s")
    tight = dict(sorted(levels.items()))
    print(f"  how tightly page one was set: {tight} ({CLIPPED}: it was clipped)")
    print(f"  faults: {len(faults)}")
    print(*faults[:20], sep="\n")
    return 1 if faults else 0


def carried(data: bytes) -> Profile:
    attached = PdfReader(io.BytesIO(data)).attachments["profile.signpost.json"][0]
    return read_profile(attached, "")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(given + [COUNT, SEED][len(given) :])))
