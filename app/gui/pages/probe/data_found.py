"""What was found in a file of examples: its rows, its labels, and what one should know."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.gui.reading import Look
from app.gui.session import Session
from app.gui.widgets.blocks import breakable, clear, column, label, marked
from app.gui.widgets.rows_table import MOST, RowsTable, Shown
from app.gui.widgets.table import Entry, Table
from app.probe.preview import ASKED
from app.probe.table import Notice

LABELS: Final = 200  # listed; more are counted
LABEL_ROWS: Final = 7  # in sight


class DataFound(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        say = session.say
        self._rows = RowsTable("data-rows", say("probing.rows_table"))
        self._count = label("", "heading")
        self._count.setObjectName("data-count")
        heads = [say(f"probing.head_{name}") for name in ("label", "examples", "share")]
        self._labels = Table("data-labels", say("probing.labels_table"), heads, (0, 110, 110))
        self._labels.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(6)
        self._personal = label("", "small")
        self._personal.setObjectName("data-personal")
        self.setLayout(
            column(
                self._rows, self._count, self._labels, self._notices, self._personal, spacing=10
            )
        )

    def parts(self, look: Look) -> Iterator[None]:
        """Show it, a part at each step."""
        self._rows.show_rows(self._shown(look))
        yield
        found = look.seen.found
        self._count.setText(self._counted(look))
        labelled = found is not None and look.seen.kind.labelled
        self._labels.setVisible(labelled)
        if labelled:
            self._show_labels(look.seen.counts)
        clear(self._notices)
        for notice in _by_weight(look.seen.notices):
            text = label(breakable(notice.text(self._session.language)))
            mark = label(_mark(notice), "strong", wrap=False)
            mark.setFixedWidth(12)
            self._notices.addLayout(marked(mark, text, spacing=4))
        self.show_personal(look.personal)
        yield

    def show_personal(self, counts: Mapping[str, int] | None) -> None:
        """What was found of personal data; None while it is still looked for."""
        say = self._session.say
        if counts is None:
            self._personal.setText(say("probing.personal_looking"))
            return
        hits = ", ".join(say(f"probe_command.personal_{kind}", n=n) for kind, n in counts.items())
        self._personal.setText(
            say("probing.personal", hits=hits) if hits else say("probing.personal_none")
        )

    def _counted(self, look: Look) -> str:
        say, found, table = self._session.say, look.seen.found, look.table
        if not table.whole:
            return say("probing.first_rows", n=f"{len(table.rows):,}")
        if found is None:
            return say("probing.rows_unusable", rows=f"{len(table.rows):,}")
        values = {
            "n": len(found.examples),
            "examples": f"{len(found.examples):,}",
            "rows": f"{len(table.rows):,}",
        }
        return say("probing.examples_of", **values)

    def _show_labels(self, counts: Sequence[tuple[str, int]]) -> None:
        say, total = self._session.say, sum(n for _, n in counts)
        entries = [
            Entry(name, (name, f"{n:,}", say("probing.percent", percent=f"{100 * n / total:.0f}")))
            for name, n in counts[:LABELS]
        ]
        if len(counts) > LABELS:
            entries.append(Entry("", (say("probing.more_labels", n=len(counts) - LABELS), "", "")))
        self._labels.show_entries(entries)
        height = self._labels.verticalHeader().defaultSectionSize()
        rows = min(LABEL_ROWS, len(entries))
        self._labels.setFixedHeight(height * rows + self._labels.horizontalHeader().height() + 4)

    def _shown(self, look: Look) -> Shown:
        """The columns that count come first, under what they are taken for."""
        say, table, seen = self._session.say, look.table, look.seen
        roles = {name: say("probing.as_text", column=name) for name in seen.text}
        if len(seen.text) > 1:
            roles[seen.text[0]] = say("probing.as_context", column=seen.text[0])
        if seen.group:
            roles[seen.group] = say("probing.as_group", column=seen.group)
        if seen.label:
            roles[seen.label] = say("probing.as_label", column=seen.label)
        first = [name for name in (*seen.text, seen.label, seen.group) if name]
        names = [*dict.fromkeys(first), *(each for each in table.columns if each not in first)]
        names = names[:MOST]
        return Shown(
            table.rows,
            [table.columns.index(name) for name in names],
            [roles.get(name, name) for name in names],
            frozenset(range(len(seen.text))),
            look.left_out,
        )


def _by_weight(notices: Sequence[Notice]) -> Iterator[Notice]:
    """What is to be decided, then what is left out, then what is merely told."""
    yield from sorted(notices, key=lambda one: (one.key not in ASKED, not one.left_out))


def _mark(notice: Notice) -> str:
    if notice.key in ASKED:
        return "?"
    return "−" if notice.left_out else "•"
