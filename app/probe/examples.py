"""From a table to labelled examples: what can be used, and what was left out and why."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.errors import AppError
from app.probe.kinds.classification import KIND as CLASSIFICATION
from app.probe.kinds.kind import Kind
from app.probe.kinds.numbers import needs_comma
from app.probe.table import Notice, Spelled, Table
from app.probe.types import Example

FEWEST: Final = 30  # examples from which a verdict can be given
FEW: Final = 10  # examples below which many labels mean nothing
LONGEST: Final = 20_000  # characters; more than most models read at once
MANY: Final = 10_000  # examples, of which a measurement needs a small part
ENOUGH: Final = 200  # of them: a share of 80 % is then known to about 6 points
MOST_LABELS: Final = 0.5  # different labels per example, above which it is no classification
MISSING: Final = frozenset({"na", "n/a", "nan", "none", "null", "nil", "-", "?", "#n/a"})
NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
FORMULA: Final = tuple("=+-@")  # what a spreadsheet would work out
FIRST_OF_LIST: Final = re.compile(r"(.*)\[0\](.*)")


@dataclass(frozen=True, slots=True)
class Import:
    """`labels` are sorted. `notices` are those of the table, then those of its rows."""

    examples: tuple[Example, ...]
    labels: tuple[str, ...]
    notices: tuple[Notice, ...]
    kind: Kind = CLASSIFICATION

    @property
    def left_out(self) -> int:
        """How many rows of the file are not among the examples."""
        return len({line for notice in self.notices if notice.left_out for line in notice.lines})


class _Notices:
    """Lines gathered by what was found there."""

    def __init__(self, *, records: bool) -> None:
        self.lines: dict[str, list[int]] = defaultdict(list)
        self.records = records
        self.whole: list[Notice] = []  # about no row in particular

    def of(self, keys: Iterable[str], *, left_out: bool) -> list[Notice]:
        return [
            Notice(
                key, tuple(self.lines[key]), left_out, self.records, choice=CHOICES.get(key, "")
            )
            for key in keys
            if key in self.lines
        ]


LEFT_OUT: Final = (
    "examples.no_text",
    "examples.no_label",
    "examples.missing_word",
    "examples.text_is_no_text",
    "examples.unknown_label",
    "examples.other_kind",
)
CHOICES: Final = {  # what may be decided otherwise about a row
    "examples.missing_word": "keep_missing",
    "examples.other_kind": "kind",
}
TOLD: Final = (
    "examples.several_labels",
    "examples.trimmed_label",
    "examples.merged_label",
    "examples.long_text",
    "examples.repeated",
    "examples.repeated_but_for_case",
    "examples.conflicting",
    "examples.formula",
)


def labelled_examples(
    table: Table,
    text: str,
    label: str,
    *,
    labels: Sequence[str] | None = None,
    merge_spellings: bool = False,
    keep_missing: bool = False,
    kind: Kind = CLASSIFICATION,
    group: str | None = None,
) -> Import:
    """The rows with a text and a label. Texts are taken as they are; labels lose outer blanks.

    `labels`: the only ones there are; others are left out. `merge_spellings`: labels that differ
    in case, width or as numbers are one, spelled the most frequent way. `keep_missing`: words
    such as "None" are labels. `kind`: what the answers are; cells that hold none of it are left
    out. `group`: the column that tells which rows come from the same. AppError when a column is
    unknown or nothing is left.
    """
    found = _Notices(records=table.records)
    examples = _usable(table, text, label, labels, found, keep_missing=keep_missing)
    examples = _of_kind(examples, kind, found)
    if not examples:
        raise AppError("examples_none", file=table.name, text=text, label=label)
    if group is not None:
        at = _place(table, group)
        groups = {str(row.line): trimmed(row.cells[at]) for row in table.rows}
        examples = [one.model_copy(update={"group": groups[one.id]}) for one in examples]

    sorted_out = kind is CLASSIFICATION
    alike = _alike(Counter(example.label for example in examples)) if sorted_out else {}
    if merge_spellings:
        for place, example in enumerate(examples):
            spelling = alike.get(example.label, example.label)
            if spelling != example.label:
                found.lines["examples.merged_label"].append(int(example.id))
                examples[place] = example.model_copy(update={"label": spelling})
    _repeats(examples, found)
    seen = sorted({example.label for example in examples})
    notices = [
        *table.notices,
        *found.of(LEFT_OUT, left_out=True),
        *found.of(TOLD, left_out=False),
        *found.whole,
        *_about_groups(examples, group),
        *_about_labels(examples, seen, {} if merge_spellings else alike, kind),
    ]
    texts = [example.text for example in examples]
    declared = sorted(labels) if labels is not None else kind.labels(seen, texts)
    return Import(tuple(examples), tuple(declared), tuple(notices), kind)


def _usable(
    table: Table,
    text: str,
    label: str,
    labels: Sequence[str] | None,
    found: _Notices,
    *,
    keep_missing: bool,
) -> list[Example]:
    text_at, label_at = _place(table, text), _place(table, label)
    others = _further_labels(table, label)
    allowed = None if labels is None else {*labels}
    examples = []
    for row in table.rows:
        words, value = row.cells[text_at], trimmed(row.cells[label_at])
        reason = _unusable(words, value, keep_missing=keep_missing)
        if not reason and allowed is not None and value not in allowed:
            reason = "examples.unknown_label"
        if reason:
            found.lines[reason].append(row.line)
            continue
        if value != row.cells[label_at]:
            found.lines["examples.trimmed_label"].append(row.line)
        if any(trimmed(row.cells[place]) not in ("", value) for place in others):
            found.lines["examples.several_labels"].append(row.line)
        if len(words) > LONGEST:
            found.lines["examples.long_text"].append(row.line)
        if _formula(words) or _formula(value):
            found.lines["examples.formula"].append(row.line)
        examples.append(Example(id=str(row.line), text=words, label=value))
    return examples


def _of_kind(examples: list[Example], kind: Kind, found: _Notices) -> list[Example]:
    """Those with an answer of this kind, which is spelled the way answers are compared in."""
    if kind is CLASSIFICATION:
        return examples
    cells = [example.label for example in examples]
    golds = kind.golds(cells)
    for cell, gold in zip(cells, golds, strict=True):
        if gold is not None and kind.id in ("numeric", "regression") and needs_comma(cell):
            values = {"before": cell[:60], "after": gold}
            found.whole.append(Notice("examples.decimal_comma", values=values))
            break
    for example, gold in zip(examples, golds, strict=True):
        if gold is None:
            found.lines["examples.other_kind"].append(int(example.id))
    return [
        example if gold == example.label else example.model_copy(update={"label": gold})
        for example, gold in zip(examples, golds, strict=True)
        if gold is not None
    ]


def _place(table: Table, name: str) -> int:
    if name not in table.columns:
        raise AppError(
            "examples_no_column",
            file=table.name,
            column=name[:60],
            columns=", ".join(table.columns[:20]),
        )
    return table.columns.index(name)


def _further_labels(table: Table, label: str) -> tuple[int, ...]:
    """Where a row may hold more labels, if `label` is the first of a list."""
    first = FIRST_OF_LIST.fullmatch(label)
    if first is None:
        return ()
    form = re.compile(re.escape(first[1]) + r"\[[1-9]\d*\]" + re.escape(first[2]))
    return tuple(place for place, name in enumerate(table.columns) if form.fullmatch(name))


def _unusable(words: str, value: str, *, keep_missing: bool) -> str:
    """Why a row with this text and this label cannot be used; "" where it can."""
    if not trimmed(words):
        return "examples.no_text"
    if isinstance(words, Spelled):
        return "examples.text_is_no_text"
    if not value:
        return "examples.no_label"
    if value.casefold() in MISSING and not keep_missing:
        return "examples.missing_word"
    return ""


def trimmed(text: str) -> str:
    """Without blanks and characters that cannot be seen at either end."""
    start, end = 0, len(text)
    while start < end and _unseen(text[start]):
        start += 1
    while end > start and _unseen(text[end - 1]):
        end -= 1
    return str(text[start:end])


def _formula(cell: str) -> bool:
    """It starts as a formula does, and is no number. Here it is text like any other."""
    start = trimmed(cell[:LONGEST])
    return start.startswith(FORMULA) and not NUMBER.fullmatch(start)


def _unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Zs")


def _alike(counts: Counter[str]) -> dict[str, str]:
    """For each label spelled in several ways: the most frequent spelling, the first of equals."""
    groups: dict[str, list[str]] = defaultdict(list)
    for label in counts:
        groups[_plain(label)].append(label)
    return {
        label: max(group, key=lambda each: counts[each])
        for group in groups.values()
        if len(group) > 1
        for label in group
    }


def _plain(label: str) -> str:
    """What labels have in common that differ in case, width, or as a number is written."""
    plain = " ".join(unicodedata.normalize("NFKC", label).casefold().split())
    return str(float(plain.replace(",", "."))) if NUMBER.fullmatch(plain) else plain


def _repeats(examples: Sequence[Example], found: _Notices) -> None:
    """Note texts that occur again, exactly or but for case, and those labelled in two ways."""
    firsts: dict[str, Example] = {}
    cased: set[str] = set()
    for example in examples:
        exact = unicodedata.normalize("NFC", trimmed(example.text))
        key = unicodedata.normalize("NFKC", exact).casefold()
        first = firsts.setdefault(key, example)
        if first is not example:
            if first.label != example.label:
                found.lines["examples.conflicting"].append(int(example.id))
            elif exact in cased:
                found.lines["examples.repeated"].append(int(example.id))
            else:
                found.lines["examples.repeated_but_for_case"].append(int(example.id))
        cased.add(exact)


def _about_groups(examples: Sequence[Example], group: str | None) -> list[Notice]:
    if group is None:
        return []
    groups = len({example.group for example in examples})
    values = {"column": group[:60], "groups": groups, "rows": len(examples)}
    return [Notice("examples.groups", values=values, choice="group")]


def _about_labels(
    examples: Sequence[Example], seen: Sequence[str], alike: dict[str, str], kind: Kind
) -> list[Notice]:
    notices = []
    if alike:
        spellings = ", ".join(f"“{label}”" for label in sorted(alike)[:12])
        notices.append(
            Notice(
                "examples.alike_labels",
                values={"spellings": spellings},
                choice="merge_spellings",
            )
        )
    values: dict[str, object] = {"labels": len(seen), "rows": len(examples)}
    if len(seen) == 1:
        notices.append(Notice("examples.one_label", values={"label": seen[0][:60]}))
    elif kind is not CLASSIFICATION:
        notices += _about_answers(seen, kind)
    elif all(NUMBER.fullmatch(label) for label in seen):
        notices.append(Notice("examples.labels_are_numbers", choice="kind"))
    elif len(examples) >= FEW and len({*map(_plain, seen)}) > MOST_LABELS * len(examples):
        notices.append(Notice("examples.labels_are_free_text", values=values, choice="kind"))
    if len(examples) < FEWEST:
        values = {"rows": len(examples), "least": FEWEST}
        notices.append(Notice("examples.too_few", values=values))
    if len(examples) > MANY:
        values = {"rows": f"{len(examples):,}", "enough": ENOUGH}
        notices.append(Notice("examples.many_rows", values=values))
    return notices


def _about_answers(seen: Sequence[str], kind: Kind) -> list[Notice]:
    """What the answers were taken for, where they are no labels."""
    return [Notice(f"examples.taken_as_{kind.id}", values={"first": seen[0][:60]}, choice="kind")]
