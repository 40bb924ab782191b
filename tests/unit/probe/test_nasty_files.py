"""Files as people really send them: each ends as a careful importer would end it."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import AppError
from app.probe.preview import Choices, Level, Preview, preview
from app.probe.read_table import read_table
from app.probe.table import Reading

MAILS = [
    ("I paid twice for one order", "billing"),
    ("When will my parcel come", "shipping"),
    ("How do I send shoes back", "returns"),
    ("My card was declined", "billing"),
    ("The box was left in the rain", "shipping"),
    ("Can I swap blue for red", "returns"),
    ("The invoice names another company", "billing"),
    ("In transit for nine days", "shipping"),
    ("The return label does not print", "returns"),
    ("Why is it dearer this month", "billing"),
    ("Do you deliver to islands", "shipping"),
    ("Sent back but no refund yet", "returns"),
]
JAPANESE = [
    ("宛名を髙橋商店に変えてください", "請求"),
    ("荷物が届きません①", "配送"),
    ("表紙が破れていた", "返品"),
    ("ソファは能登に十日に届きますか～", "配送"),
]


def lines(
    rows: Iterable[Sequence[str]], head: str = "text,label", separator: str = ",", end: str = "\n"
) -> str:
    body = (separator.join(row) for row in rows)
    return end.join([*([head.replace(",", separator)] if head else []), *body]) + end


def labelled(*labels: str) -> str:
    return lines((text, label) for (text, _), label in zip(MAILS, labels, strict=False))


@dataclass(frozen=True)
class Case:
    """`told`: what has to be said, with the lines it is said of."""

    name: str
    data: str | bytes
    level: Level
    kept: int
    encoding: str = "utf-8"
    separator: str = ","
    told: tuple[tuple[str, tuple[int, ...]], ...] = ()
    file: str = "rows.csv"


CASES = [
    Case("byte-order mark", lines(MAILS).encode("utf-8-sig"), Level.OK, 12, "utf-8-sig"),
    Case("UTF-16", lines(MAILS).encode("utf-16"), Level.OK, 12, "utf-16"),
    Case("UTF-16 text of a spreadsheet", b"\xfe\xff" + lines(JAPANESE, separator="\t",
        end="\r\n").encode("utf-16-be"), Level.OK, 4, "utf-16", "\t", file="rows.txt"),
    Case("Japanese Windows", lines(JAPANESE, "本文,ラベル", end="\r\n").encode("cp932"),
        Level.OK, 4,
        "cp932"),
    Case("Western Windows", lines([("It’s “broken” – 25 €", "a"), *MAILS]).encode("cp1252"),
        Level.OK, 13, "cp1252"),
    Case("Windows line ends", lines(MAILS, end="\r\n"), Level.OK, 12),
    Case("old Mac line ends", lines(MAILS, end="\r"), Level.OK, 12),
    Case("line ends in cells",
        'text,label\n"one\ntwo",a\n"three\r\n\r\nfour, five",b\n"She said ""no""",a\n"""""",b\n',
        Level.OK, 4),
    Case("quote left open", lines([('"The box was open', "shipping"), ('5" screen', "returns"),
        *MAILS]), Level.TOLD, 14, told=(("unclosed_quote", (2, 3)),)),
    Case("semicolons", lines([("Preis 3,50 statt 2,95", "billing"), ('"mit ; darin"', "shipping"),
        *MAILS], separator=";",), Level.OK, 14, separator=";"),
    Case("tabs", lines([("commas, are, text", "billing"), *MAILS], separator="\t"), Level.OK, 13,
        separator="\t", file="rows.tsv"),
    Case("no header", lines(MAILS, ""), Level.ASK, 12, told=(("no_header", ()),)),
    Case("a header twice", lines([(t, t.upper(), b) for t, b in MAILS], "text,text,label"),
        Level.ASK, 12, told=(("renamed_columns", ()),)),
    Case("ragged rows",
        "text,label\nfine,billing\nno, quotes,shipping\nno label\nextra,returns,oops\n,billing\n"
        'comma at the end,shipping,\n\n   \n"fine, too",returns\n',
        Level.TOLD, 3, told=(("too_many_cells", (3, 5)), ("no_label", (4,)), ("no_text", (6,)),
        ("blank_lines", (8, 9)),)),
    Case("one row", lines(MAILS[:1]), Level.TOLD, 1, told=(("too_few", ()),)),
    Case("NUL characters", lines([("before\0after", "billing"), ("\0\0", "shipping"), *MAILS]),
        Level.TOLD, 13, told=(("nul_removed", (2, 3)), ("no_text", (3,)))),
    Case("dirty labels", labelled("billing", "billing ", "Billing", "BILLING", " billing",
        "billing\u200b", "billing\u00a0", "ｂｉｌｌｉｎｇ", "shipping", "Shipping", "shipping\t",
        "returns",), Level.TOLD, 12, told=(("trimmed_label", (3, 6, 7, 8, 12)), ("alike_labels",
        ()))),
    Case("numbers as labels", labelled("0", "1", "2", "0", "1", "2", "0.0", "1.0", "2", "01", "1",
        "2"), Level.ASK, 12, told=(("labels_are_numbers", ()), ("alike_labels", ()))),
    Case("missing labels", labelled("billing", "", "returns", "NA", "shipping", "returns", "n/a",
        "shipping", "   ", "None", "NULL", "returns",), Level.TOLD, 6, told=(("no_label", (3,
        10)), ("missing_word", (5, 8, 11, 12)))),
    Case("broken JSON lines",
        '{"text": "a", "label": "x"}\n{"text": "cut\n{\'text\': 1}\n// note\n'
        '{"text": 42, "label": true}\n["no"]\n\n{"label": "x"}\n'
        '{"text": "b", "label": "y", "score": NaN}\n',
        Level.TOLD, 2, separator="", told=(("broken_json", (2, 3, 4)), ("no_object", (6,)),
        ("text_is_no_text", (5,)), ("no_text", (8,)),), file="rows.jsonl"),
    Case("JSON list", json.dumps([{"text": t, "label": b, "id": n} for n, (t,
        b) in enumerate(MAILS)]), Level.OK, 12, separator="", file="rows.json"),
    Case("nested JSON", json.dumps({"data": [{"input": {"text": t}, "annotations": [{"label": b,
        "by": "x"}, *([{"label": "returns", "by": "y"}] if n == 0 else []),],} for n, (t,
        b) in enumerate(MAILS)]}), Level.ASK, 12, separator="", told=(("list_under", ()),
        ("several_labels", (1,))), file="rows.json"),
    Case("half a character",
        '[{"text": "bad \\ud83d here", "label": "x"},'
        ' {"text": "fine \\ud83d\\ude00", "label": "y"}]',
        Level.TOLD, 2, separator="", told=(("half_characters", (1,)),), file="rows.json"),
    Case("formulas", lines([("=1+1", "a"), ("+44 20", "b"), ("-5 degrees", "a"), ("@you", "b"),
        ("\t=SUM(A1)", "a"), ("x", "=1+2"), ("file:///etc/hostname", "b"), ("{{7*7}}", "a"),]),
        Level.OK, 8, told=(("formula", (2, 3, 4, 5, 6, 7)),)),
    Case("numbers and dashes that are no formulas", lines([("fine", "-1"), ("fine too", "+2.5"),
        ("so – so", "-1"), ("a = b", "+2.5")]), Level.ASK, 4),
    Case("signs of every kind", lines([("👩‍👩‍👧‍👦 👍🏽", "a"), ("السلام عليكم", "b"),
        ("invoice \u202efdp.exe", "a"), ("cafe\u0301", "b"), ("caf\u00e9", "b"), ("𠮷野家", "a"),
        ("a" + "\u0301" * 60, "b"),]), Level.TOLD, 7, told=(("repeated", (6,)),)),
    Case("hint of the separator", "sep=;\r\n" + lines(MAILS, separator=";", end="\r\n"), Level.OK,
        12, separator=";"),
    Case("one line in another encoding",
        lines(MAILS).encode() + "Café sound,a\n".encode() + "Café spoilt,b\n".encode("cp1252"),
        Level.TOLD, 14, told=(("repaired_encoding", (15,)),)),
    Case("one class", labelled(*["billing"] * 12), Level.TOLD, 12, told=(("one_label", ()),)),
    Case("free text for labels", labelled(*[f"note {n}: about {t.lower()}" for n, (t,
        _) in enumerate(MAILS)]), Level.ASK, 12, told=(("taken_as_generation", ()),)),
    Case("repeats and conflicts", lines([*MAILS, MAILS[0], (MAILS[1][0], "billing"),
        (MAILS[2][0].upper(), "returns"), (f"  {MAILS[3][0]}  ", "billing"),]), Level.TOLD, 16,
        told=(("repeated", (14, 17)), ("repeated_but_for_case", (16,)), ("conflicting", (15,)))),
    Case("everything quoted, no end", lines([(f'"{t}"', f'"{b}"') for t, b in MAILS],
        '"text","label"').rstrip("\n"), Level.OK, 12),
    Case("decimal commas", lines([("評価は３．５点", "3,5"), ("良い", "5,0"),
        ("ふつう", "3"), ("悪い", "1,5"),
        ("最悪", "-1"),], "本文,点数", ";",).encode("utf-8-sig"), Level.ASK, 5, "utf-8-sig", ";",
        told=(("taken_as_regression", ()), ("decimal_comma", ()))),
    Case("a huge cell", lines([("lorem ipsum " * 87_500, "billing"), *MAILS]), Level.TOLD, 13,
        told=(("long_text", (2,)),)),
    Case("many columns", lines([[*["7"] * 498, f"{t} #{n}", b] for n, (t, b) in enumerate(MAILS)],
        ",".join([*[f"c{n}" for n in range(498)], "text", "label"]),), Level.TOLD, 12,
        told=(("many_columns", ()),)),
    Case("many columns of JSON", json.dumps([{**{f"c{k}": k for k in range(60)}, "text": t,
        "label": b} for t, b in MAILS]), Level.TOLD, 12, separator="",
        told=(("many_columns", ()),), file="rows.json"),
    Case("many rows", lines((f"{t} #{n}", b) for n in range(834) for t, b in MAILS), Level.TOLD,
        10_008, told=(("many_rows", ()),)),
]  # fmt: skip


def seen_in(folder: Path, case: Case) -> Preview:
    path = folder / case.file
    path.write_bytes(case.data if isinstance(case.data, bytes) else case.data.encode())
    return preview(read_table(path))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_file_ends_as_a_careful_importer_would_end_it(case: Case, tmp_path: Path) -> None:
    seen = seen_in(tmp_path, case)
    assert seen.found is not None
    assert (seen.table.encoding, seen.table.separator) == (case.encoding, case.separator)
    assert len(seen.found.examples) == case.kept
    assert seen.level is case.level, [notice.key for notice in seen.notices]
    told = {notice.key.removeprefix("examples."): notice.lines for notice in seen.notices}
    for key, places in case.told:
        assert told[key] == places
    if case.level is Level.OK:
        assert not told.keys() - {"too_few", "formula"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_row_is_lost_and_reading_again_gives_the_same(case: Case, tmp_path: Path) -> None:
    seen = seen_in(tmp_path, case)
    assert seen.found is not None
    used = {one.id for one in seen.found.examples}
    told = {str(line) for notice in seen.notices for line in notice.lines if notice.left_out}
    assert {str(row.line) for row in seen.table.rows} <= used | told
    again = seen_in(tmp_path, case)
    assert again == seen
    assert (tmp_path / case.file).read_bytes() == (
        case.data if isinstance(case.data, bytes) else case.data.encode()
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"text,label\n", "no rows"),
        (random.Random(2026).randbytes(4096), "not a text table"),
    ],
)
def test_what_holds_no_rows_is_refused_in_one_sentence(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(data)
    with pytest.raises(AppError, match=said):
        read_table(path)


def test_what_was_guessed_can_be_decided_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(labelled("0", "0.0", "1", "None", "1", "01"), encoding="utf-8")
    first = preview(read_table(path))
    assert dict(first.counts) == {"0": 1, "0.0": 1, "1": 2, "01": 1}
    merged = preview(read_table(path), Choices(merge_spellings=True, keep_missing=True))
    assert dict(merged.counts) == {"0": 2, "1": 3, "None": 1}
    whole = preview(read_table(path, Reading(header=False)))
    assert whole.table.rows[0].cells == ("text", "label")
