"""Packing: a smaller file that is the same document to every reader."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from app.decision.profile import Profile
from app.report.packed import packed
from app.report.pdf import Paper, compiler, typeset
from app.report.types import Report
from app.words import Language


@pytest.fixture
def plain(make: Callable[..., Report], settled: Profile) -> bytes:
    """The document as Typst writes it."""
    report = make(settled, Language.JA)
    how = {"format": "pdf", "pdf_standards": ["a-3b", "ua-1"], "timestamp": report.made}
    return typeset(compiler(report, Paper.A4), **how)[0]


def values(thing: Any, seen: set[int]) -> Any:
    """All that hangs on an object, as plain values; what was met before is left out."""
    thing = thing.get_object()
    if id(thing) in seen:
        return None
    seen.add(id(thing))
    if isinstance(thing, dict):
        held = {key: values(part, seen) for key, part in dict.items(thing)}
        data = thing.get_data() if hasattr(thing, "get_data") else None
        return {**held, "data": data}
    if isinstance(thing, list):
        return [values(part, seen) for part in list.__iter__(thing)]
    return thing


def test_a_packed_document_is_smaller_and_holds_the_same(plain: bytes) -> None:
    """Every object from the root on: pages, tags, fonts, attached files."""
    small = packed(plain)
    assert len(small) < 0.96 * len(plain)
    before, after = (PdfReader(io.BytesIO(data), strict=True) for data in (plain, small))
    assert values(before.root_object, set()) == values(after.root_object, set())
    assert before.metadata == after.metadata
    assert before.trailer["/ID"] == after.trailer["/ID"]
    assert packed(plain) == small
