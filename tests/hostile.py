"""Profiles that try to break a document: long, foreign, empty, full of markup; and random ones."""

import random
from collections.abc import Iterator
from typing import Any, Final

from app.decision.profile import Profile
from app.guide.types import Guide

FIELDS: Final = ("project", "name", "summary", "owner", "decision_date", "task")
MARKUP: Final = '#panic("x") *b* _i_ $x^2$ <a> @ref & \\ // /* ` ~ = - + [l](http://x) #{1+1}'
TEXTS: Final = {
    "a name of 200 letters": "W" * 200,
    "a name of 200 words": "word " * 200,
    "200 thin letters": "i" * 200,
    "200 ideographs": "鑫" * 200,
    "200 full stops": "。" * 200,
    "200 hyphens": "-" * 200,
    "Japanese": "問い合わせを十二の窓口へ振り分ける作業。" * 8,
    "katakana": "カスタマーサポートチケットルーティングシステム" * 6,
    "Chinese": "把每一张工单分到正确的队列。" * 10,
    "Korean": "문의를 올바른 대기열로 보냅니다. " * 10,
    "Arabic": "توجيه التذاكر إلى القسم الصحيح " * 8,
    "Hebrew": "ניתוב פניות למחלקה הנכונה " * 8,
    "right to left by force": "\u202eticket routing\u202c " * 10,
    "Hindi": "टिकट को सही कतार में भेजना " * 8,
    "Thai": "ส่งตั๋วไปยังคิวที่ถูกต้อง" * 8,
    "emoji": "🎫➡️👩‍👩‍👧‍👦🏳️‍🌈 " * 12,
    "stacked marks": "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d" * 30,
    "Typst": MARKUP,
    "Typst blocks": "#let x = 1\n#show: none\n#{while true {}}\n```typ #panic()```\n= H\n/ a: b",
    "special characters": "#$<&@*_" * 25,
    "braces": "{name} {n} {{}} {0} %s %(x)d ${HOME}",
    "HTML": '<script>alert(1)</script><img src=x onerror="y">&amp;&#0;',
    "Markdown": "# head\n* a\n| a | b |\n![x](http://y) `c` **d**",
    "controls": "a\x00b\x07c\x1bd\x7fe\u2028f\u2029g\u0085h",
    "spaces": "\u00a0\u2003\u3000\u200b\t" * 40,
    "joiners": "a\u200db\u2060c\u00add\ufeffe" * 20,
    "private use": "\ue000\uf8ff\U000f0000",
    "noncharacters": "\ufffe\uffff\ufdd0",
    "one letter": "x",
    "a path": "C:\\Users\\x\\" + "very-long-folder-name\\" * 12,
    "an address": "https://example.org/" + "a/b?c=d&e=%20" * 15,
    "a sentence without an end": "and then " * 150,
    "math": "∑∫√∞≠≤≥ αβγδ ℝℂ 𝔸𝔹 x² ½ ‰",
    "Vietnamese": "Chuyển phiếu đến đúng hàng đợi. " * 10,
    "Greek and Cyrillic": "Δρομολόγηση Маршрутизация заявок " * 10,
}  # fmt: skip


def hostile_profiles(guide: Guide) -> Iterator[tuple[str, Profile]]:
    """Forty profiles with what is hostile about each: every text in every field at once, then
    drafts, notes and numbers of every size."""
    questions = list(guide.question)
    for place, (name, text) in enumerate(TEXTS.items()):
        replies = ("no", "unsure", "yes")[place % 3 : place % 3 + 1] * len(questions)
        yield name, filled(text, dict(zip(questions, replies, strict=True)))
    yield "an empty draft", Profile()
    yield "spaces alone", filled("   ", {})
    yield (
        "fifty notes",
        profile(
            answers={
                **{name: {"value": "no", "note": "A note. " * 60} for name in questions},
                **{f"question_{n}": {"value": "yes", "note": f"note {n}"} for n in range(40)},
            }
        ),
    )
    yield "every number at its largest", profile(
        facts={
            **dict.fromkeys(
                ("labelled_examples", "labels_in_smallest_class", "monthly_volume",
                 "tokens_per_call", "output_tokens_per_call"), 10**12,
            ),
            **dict.fromkeys(("memory_gb", "label_cost", "training_cost", "hosting_cost"), 1e12),
            "languages": ["en", "ja", "tlh"] * 30,
        },
        limits={"max_latency_ms": 10**12, "monthly_budget": 1e12},
    )  # fmt: skip
    limits = dict.fromkeys(
        ("data_may_leave", "own_hardware", "regulated", "explanation_needed", "team_can_train",
         "commercial_use", "harmful_output", "untrusted_input"), "unsure",
    )  # fmt: skip
    yield "every limit unsure", profile(limits=limits, answers=dict.fromkeys(questions, "unsure"))


def random_profiles(guide: Guide, count: int, seed: int) -> Iterator[Profile]:
    """Any answers, facts and limits, and in every field a piece of a hostile text or of two."""
    chance = random.Random(seed)
    texts = [*TEXTS.values(), "", "Ticket routing", "問い合わせの振り分け"]
    replies = ("yes", "no", "unsure")

    def text() -> str:
        pieces = (chance.choice(texts) for _ in range(chance.randint(1, 2)))
        return "".join(piece[: chance.randint(1, 400)] for piece in pieces)

    for _ in range(count):
        asked = [name for name in guide.question if chance.random() < 0.8]
        yield profile(
            **{field: text() for field in FIELDS},
            answers={
                name: {
                    "value": chance.choice(replies),
                    "sureness": chance.choice(("checked", "judged", "guessed")),
                    "note": text(),
                }
                for name in asked
            },
            facts={
                "labelled_examples": chance.randint(0, 10**6),
                "monthly_volume": int(10 ** chance.uniform(0, 9)),
                "languages": [chance.choice(("en", "ja", "is", text()))],
                "domain": chance.choice(("medical", "legal", text())),
            },
            limits={
                "max_latency_ms": int(10 ** chance.uniform(0, 6)),
                "monthly_budget": round(10 ** chance.uniform(0, 7), 2),
                **{
                    name: chance.choice(replies)
                    for name in ("data_may_leave", "own_hardware", "regulated", "team_can_train",
                                 "explanation_needed", "commercial_use", "harmful_output",
                                 "untrusted_input")
                },
            },
        )  # fmt: skip


def filled(text: str, replies: dict[str, str]) -> Profile:
    """A profile with the text in every field and in the note on every answer."""
    answers = {name: {"value": reply, "note": text} for name, reply in replies.items()}
    facts = {"languages": [text], "domain": text}
    return profile(**dict.fromkeys(FIELDS, text), answers=answers, facts=facts)


def profile(**parts: Any) -> Profile:
    return Profile.model_validate(parts)
