"""Which column holds the text and which the label: a guess to be shown and changed."""

import unicodedata
from collections.abc import Sequence
from statistics import mean
from typing import Final

from app.probe.table import Table

TEXT_NAMES: Final = (
    "text", "sentence", "message", "content", "review", "body", "comment", "document", "utterance",
    "query", "question", "input", "description", "title", "subject", "本文", "テキスト", "文章",
    "文", "内容", "メッセージ", "コメント", "質問", "レビュー", "件名",
)  # fmt: skip
LABEL_NAMES: Final = (
    "label", "labels", "class", "category", "target", "intent", "topic", "sentiment", "tag",
    "answer", "entities", "slots", "gold", "expected", "output", "type", "rating", "score",
    "ラベル", "分類", "カテゴリ", "カテゴリー", "クラス", "正解", "区分", "種別", "感情", "意図",
    "評価", "点数",
)  # fmt: skip
GROUP_NAMES: Final = (
    "group", "customer", "customer_id", "user", "user_id", "author", "author_id", "account",
    "account_id", "thread", "thread_id", "conversation", "conversation_id", "session",
    "session_id", "document_id", "doc_id", "patient_id", "グループ", "顧客", "顧客番号", "顧客id",
    "ユーザー", "ユーザーid", "会話id", "文書id",
)  # fmt: skip
CONTEXT_NAMES: Final = ("context", "passage", "paragraph", "文脈", "段落")
KNOWN_NAMES: Final = (*TEXT_NAMES, *LABEL_NAMES)
SAMPLE: Final = 2000  # rows looked at


def guess_columns(table: Table) -> tuple[str | None, str | None]:
    """The names of the column of the text and of the label; None where nothing speaks for one.

    By their names, the last part of a nested one counting; else the label is the column with the
    fewest values that still repeat, and the text the one with the longest.
    """
    text = named_column(table.columns, TEXT_NAMES)
    label = named_column(table.columns, LABEL_NAMES)
    rows = table.rows[:SAMPLE]
    held = {
        name: [row.cells[place].strip() for row in rows]
        for place, name in enumerate(table.columns)
    }
    if label is None:
        kinds = {name: len({*cells} - {""}) for name, cells in held.items() if name != text}
        repeating = [name for name, kind in kinds.items() if 1 < kind <= max(2, len(rows) / 2)]
        label = min(repeating, key=lambda name: kinds[name], default=None)
    if text is None:
        others = [name for name in table.columns if name != label]
        text = max(others, key=lambda name: mean(map(len, held[name])), default=None)
    return text, label


def named_column(columns: Sequence[str], names: Sequence[str]) -> str | None:
    """The column with the name that comes first among `names`."""
    plain = [unicodedata.normalize("NFKC", column).strip().casefold() for column in columns]
    for tail in (False, True):
        last = [name.rpartition(".")[2] for name in plain] if tail else plain
        for wanted in names:
            if wanted in last:
                return columns[last.index(wanted)]
    return None


def guess_group(table: Table) -> str | None:
    """The column that tells which rows come from the same customer, thread or document: one with
    such a name whose values occur more than once."""
    name = named_column(table.columns, GROUP_NAMES)
    if name is None:
        return None
    at = table.columns.index(name)
    held = [row.cells[at].strip() for row in table.rows[:SAMPLE]]
    return name if 1 < len({*held}) < len(held) else None


def guess_context(table: Table, text: str) -> str | None:
    """The column a question in the column `text` is asked about, by its name."""
    name = named_column(table.columns, CONTEXT_NAMES)
    return None if name == text else name
