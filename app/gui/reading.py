"""The work behind opening a file of examples: values in, values out, on a thread of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.files import read_file
from app.gui.jobs import Progress
from app.probe.compute import on_rows
from app.probe.personal import rows_with_personal_data
from app.probe.preview import Choices, Preview, preview
from app.probe.read_table import read_pasted, read_table
from app.probe.source import LARGEST, of_text
from app.probe.table import Reading, Table

FIRST_LOOK: Final = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Original:
    """Where rows come from: a file, or without a path the text that was pasted. `name` is what
    they are called, whatever the file is called now."""

    name: str
    path: Path | None = None
    text: str = ""

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix if self.path else ""

    def table(
        self,
        reading: Reading,
        first: int | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> Table:
        """Raises what `read_table` raises."""
        if self.path is None:
            return read_pasted(self.text, self.name, reading)
        read = read_table(self.path, reading, first=first, progress=progress, cancelled=cancelled)
        return replace(read, name=self.name)

    def data(self) -> bytes:
        """The bytes as they are now. AppError where they cannot be read."""
        if self.path is None:
            return of_text(self.text, self.name).data
        return read_file(self.path, LARGEST)


@dataclass(frozen=True, slots=True)
class Look:
    """What was made of it so far. `table` is as it was read; `left_out` are the lines that are
    not used; `personal` counts texts by kind of personal data, None until it was looked for."""

    original: Original
    reading: Reading
    choices: Choices
    table: Table
    seen: Preview
    left_out: frozenset[int]
    personal: Mapping[str, int] | None = None

    @property
    def fault(self) -> AppError | None:
        """Why nothing can be measured with it; None where it can, once it was read whole."""
        seen = self.seen
        if seen.found is None or seen.label is None:
            return seen.fault or AppError("probe_choose_columns", file=self.table.name)
        if seen.kind.labelled and len(seen.found.labels) < 2:
            label = seen.found.labels[0][:60]
            return AppError(
                "probe_one_label", file=self.table.name, column=seen.label, label=label
            )
        return None

    @property
    def source(self) -> dict[str, object]:
        """For the manifest: what the examples came from."""
        return {
            "data": self.table.name,
            "data_sha256": self.table.sha256,
            "encoding": self.table.encoding,
            "separator": self.table.separator,
            "sheet": self.table.sheet,
            "text_column": " + ".join(self.seen.text),
            "label_column": self.seen.label or "",
            "group_column": self.seen.group or "",
            "rows_left_out": self.seen.found.left_out if self.seen.found else 0,
        }


def look_at(
    original: Original,
    reading: Reading,
    choices: Choices,
    table: Table | None,
    first: int | None,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Look:
    """Read it, or take the `table` that was read before, and see what is in it.

    `first`: only the beginning of a long file, of about so many bytes. Raises AppError as
    `read_table`, Cancelled.
    """
    if table is None:
        table = original.table(reading, first, progress, cancelled)
    seen = preview(table, choices)
    left_out = frozenset(
        line for notice in seen.notices if notice.left_out for line in notice.lines
    )
    return Look(original, reading, choices, table, seen, left_out)


def with_personal_data(look: Look, _progress: Progress, cancelled: Callable[[], bool]) -> Look:
    """The same with the texts that hold personal data counted by kind. Raises Cancelled."""
    texts = [one.text for one in look.seen.found.examples] if look.seen.found else []
    personal = on_rows(partial(rows_with_personal_data, texts), len(texts), cancelled)
    return replace(look, personal=personal)
