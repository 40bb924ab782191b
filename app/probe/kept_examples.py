"""The examples of a measurement, read again from the file that was kept when it was made."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.probe.ask import Cancel
from app.probe.kept import kept_file
from app.probe.kinds.registry import KINDS
from app.probe.preview import Choices, preview
from app.probe.read_table import read_table
from app.probe.run import examples_sha256
from app.probe.split import set_apart
from app.probe.table import Reading, Table
from app.probe.types import Example, ProbeResult
from app.probe.uncollected import uncollected


def examples_of(
    data_dir: Path, result: ProbeResult, cancelled: Cancel = lambda: False
) -> tuple[Example, ...] | None:
    """All examples that the result was analysed with, in the same order.

    None where the file is gone or no way of reading it gives these examples: what the user chose
    on the way is partly in the manifest, and the hash of the examples tells the rest.
    """
    file = kept_file(data_dir, str(result.manifest.get("data_sha256", "")))
    if file is None:
        return None
    with uncollected():
        for table in _tables(file, result.manifest, cancelled):
            for merge, missing in product((False, True), repeat=2):
                found = _examples(table, result, merge_spellings=merge, keep_missing=missing)
                for examples in _orders(found, result):
                    if examples_sha256(examples) == result.manifest.get("examples_sha256"):
                        return examples
    return None


def _tables(file: Path, manifest: Mapping[str, Any], cancelled: Cancel) -> Iterator[Table]:
    told = {name: manifest.get(name) or None for name in ("encoding", "separator", "sheet")}
    readings = (Reading(), *(Reading(**told, header=header) for header in (None, True, False)))
    for reading in readings:
        try:
            yield read_table(file, reading, cancelled=cancelled)
        except AppError:
            if cancelled():
                raise
            continue  # not that way


def _examples(
    table: Table, result: ProbeResult, *, merge_spellings: bool, keep_missing: bool
) -> tuple[Example, ...]:
    text = str(result.manifest.get("text_column", ""))
    group = str(result.manifest.get("group_column", ""))
    choices = Choices(
        text=(text,) if text in table.columns else tuple(text.split(" + ")),
        label=str(result.manifest.get("label_column", "")),
        group=group or None,
        kind=KINDS.get(result.kind),
        merge_spellings=merge_spellings,
        keep_missing=keep_missing,
    )
    try:
        found = preview(table, choices).found
    except AppError:
        return ()  # no such column
    if found is None:
        return ()
    if group:
        return found.examples
    return tuple(one.model_copy(update={"group": ""}) for one in found.examples)


def _orders(examples: tuple[Example, ...], result: ProbeResult) -> Iterator[tuple[Example, ...]]:
    """As they stand in the file; those asked first, without those set apart for the prompt."""
    yield examples
    by_id = {one.id: one for one in examples}
    if any(one.id not in by_id for one in result.predictions):
        return
    rest = examples
    if result.manifest.get("set_apart"):
        labelled = result.kind in KINDS and KINDS[result.kind].labelled
        seed = int(result.manifest.get("seed", 0))
        rest = set_apart(examples, seed, by_label=labelled).scored
    asked = {one.id for one in result.predictions}
    yield (
        *(by_id[one.id] for one in result.predictions),
        *(one for one in rest if one.id not in asked),
    )
