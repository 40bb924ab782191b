"""The cost of a recommendation, once the guide is loaded."""

import statistics
from itertools import product
from time import perf_counter

from app.decision.profile import Answer, Profile, Reply
from app.decision.recommend import recommend
from app.guide.load import load_guide

PROFILES = 2_000


def main() -> None:
    started = perf_counter()
    guide = load_guide()
    loading = perf_counter() - started

    questions = [question.id for question in guide.questions]
    every = list(product(Reply, repeat=len(questions)))
    chosen = every[:: len(every) // PROFILES]
    seconds = []
    for replies in chosen:
        answers = {
            question: Answer(value=reply)
            for question, reply in zip(questions, replies, strict=True)
        }
        profile = Profile(answers=answers)
        started = perf_counter()
        recommend(guide, profile)
        seconds.append(perf_counter() - started)
    seconds.sort()
    print(f"A recommendation, {len(chosen)} of {len(every)} three-valued profiles")
    print(f"  loading the guide     {loading * 1000:7.1f} ms")
    print(f"  median                {statistics.median(seconds) * 1000:7.3f} ms    (bar: 1 ms)")
    print(f"  99th percentile       {seconds[len(seconds) * 99 // 100] * 1000:7.3f} ms")
    print(f"  all {len(every)} (estimate) {sum(seconds) / len(chosen) * len(every):5.1f} s")


if __name__ == "__main__":
    main()
