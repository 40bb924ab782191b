"""How a file is read and what its columns mean: found out, shown, and to be decided otherwise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from app.gui.reading import Look
from app.gui.session import Session
from app.gui.widgets.blocks import column
from app.gui.widgets.chooser import Chooser
from app.gui.widgets.tick import Tick
from app.probe.kinds.registry import KINDS
from app.probe.preview import Choices
from app.probe.table import Reading

FOUND_OUT: Final = ""  # the value of an entry that leaves it to the program
NONE: Final = "-"
CHOSEN: Final = "+"  # before the name of a column, so that none is taken for the others
ENCODINGS: Final = {  # codec → what it is called in `probing.toml`
    "utf-8": "utf8",
    "utf-16": "utf16",
    "cp932": "shift_jis",
    "euc-jp": "euc_jp",
    "cp1252": "windows",
    "iso-8859-15": "latin9",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc-kr": "euc_kr",
}
SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MEANING: Final = ("context", "text", "label", "group", "kind")
READ_AS: Final = ("encoding", "separator", "header", "sheet")
ACROSS: Final = 3  # choosers side by side


class DataChoices(QWidget):
    """`changed` is called with what the user decided."""

    def __init__(self, session: Session, changed: Callable[[Reading, Choices], object]) -> None:
        super().__init__()
        self._session = session
        self._changed = changed
        self._filling = False
        self._look: Look | None = None
        say = session.say
        self._choosers = {
            name: Chooser(say(f"probing.{name}"), f"data-{name}", (), self._choose)
            for name in (*MEANING, *READ_AS)
        }
        self._ticks: dict[str, Tick] = {}
        for name in ("merge_spellings", "keep_missing"):
            tick = self._ticks[name] = Tick(say(f"probing.{name}"), name)
            tick.toggled.connect(self._choose)
        meaning, read_as = (self._grid(names) for names in (MEANING, READ_AS))
        self.setLayout(column(meaning, read_as, *self._ticks.values(), spacing=10))

    def _grid(self, names: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, name in enumerate(names):
            grid.addWidget(self._choosers[name], place // ACROSS, place % ACROSS)
        for place in range(ACROSS):
            grid.setColumnStretch(place, 1)
        return grid

    def show_look(self, look: Look) -> None:
        """Fill the choosers with what was found and what was decided."""
        self._look, self._filling = look, True
        say, table, seen = self._session.say, look.table, look.seen
        names = [(f"{CHOSEN}{name}", name) for name in table.columns]
        text = f"{CHOSEN}{seen.text[-1]}" if seen.text else FOUND_OUT
        context = f"{CHOSEN}{seen.text[0]}" if len(seen.text) > 1 else NONE
        unclear = [] if seen.text else [(FOUND_OUT, say("probing.choose_column"))]
        self._fill("text", [*unclear, *names], text)
        self._fill("context", [(NONE, say("probing.no_column")), *names], context)
        unclear = [] if seen.label else [(FOUND_OUT, say("probing.choose_column"))]
        label = f"{CHOSEN}{seen.label}" if seen.label else FOUND_OUT
        self._fill("label", [*unclear, *names], label)
        group = f"{CHOSEN}{seen.group}" if seen.group else NONE
        self._fill("group", [(NONE, say("probing.no_column")), *names], group)
        kinds = [(kind, say(f"probe_command.kind_{kind}")) for kind in KINDS]
        found = say(f"probe_command.kind_{seen.kind.id}")
        chosen = look.choices.kind.id if look.choices.kind else FOUND_OUT
        self._fill("kind", [self._auto(found), *kinds], chosen)
        self._show_reading(look)
        choices = {notice.choice for notice in seen.notices}
        for name, tick in self._ticks.items():
            on = bool(getattr(look.choices, name))
            tick.setChecked(on)
            tick.setVisible(on or name in choices)
        self._filling = False

    def _show_reading(self, look: Look) -> None:
        say, table, reading = self._session.say, look.table, look.reading
        encodings = {name: say(f"probing.encoding_{key}") for name, key in ENCODINGS.items()}
        found = encodings.get(table.encoding.removesuffix("-sig"), table.encoding)
        entries = [self._auto(found), *encodings.items()]
        self._fill("encoding", entries, reading.encoding or FOUND_OUT)
        marks = {mark: say(f"probing.separator_{key}") for mark, key in SEPARATORS.items()}
        found = marks.get(table.separator, table.separator)
        self._fill(
            "separator", [self._auto(found), *marks.items()], reading.separator or FOUND_OUT
        )
        heads = [("yes", say("probing.header_yes")), ("no", say("probing.header_no"))]
        found = heads[0 if table.header else 1][1]
        header = FOUND_OUT if reading.header is None else "yes" if reading.header else "no"
        self._fill("header", [self._auto(found), *heads], header)
        self._fill("sheet", [(name, name) for name in table.sheets], table.sheet)
        is_text = bool(table.separator)
        for name, there in (
            ("encoding", bool(table.encoding)),
            ("separator", is_text),
            ("header", is_text or bool(table.sheets)),
            ("sheet", len(table.sheets) > 1),
        ):
            self._choosers[name].setVisible(there)

    def _auto(self, found: str) -> tuple[str, str]:
        return FOUND_OUT, self._session.say("probing.found_out", what=found)

    def _fill(self, name: str, entries: Sequence[tuple[str, str]], value: str) -> None:
        box = self._choosers[name].box
        box.blockSignals(True)
        box.clear()
        for each, word in entries:
            box.addItem(word, each)
        self._choosers[name].choose(value)
        box.blockSignals(False)

    def _choose(self, _value: object = None) -> None:
        if self._filling or self._look is None:
            return
        value = {name: chooser.value() for name, chooser in self._choosers.items()}
        reading = self._reading(value)
        choices = self._choices(self._look, value)
        if reading != self._look.reading:  # other columns
            choices = replace(choices, text=(), label=None, group=None)
        self._changed(reading, choices)

    def _reading(self, value: Mapping[str, str]) -> Reading:
        look = self._look
        assert look is not None
        several = len(look.table.sheets) > 1
        moved = several and value["sheet"] != look.table.sheet
        return Reading(
            encoding=value["encoding"] or None,
            separator=value["separator"] or None,
            header={"yes": True, "no": False}.get(value["header"]),
            sheet=value["sheet"] if moved else look.reading.sheet,
        )

    def _choices(self, look: Look, value: Mapping[str, str]) -> Choices:
        """Only what differs from what is shown counts as decided."""
        seen, choices = look.seen, look.choices
        column = {name: value[name].removeprefix(CHOSEN) for name in MEANING[:-1]}
        texts = (column["text"],) if value["text"] else ()
        if value["context"] != NONE and value["context"] != value["text"]:
            texts = (column["context"], *texts)
        if texts != seen.text:
            choices = replace(choices, text=texts)
        if value["label"] and column["label"] != seen.label:
            choices = replace(choices, label=column["label"])
        group = "" if value["group"] == NONE else column["group"]
        if group != (seen.group or ""):
            choices = replace(choices, group=group)
        return replace(
            choices,
            kind=KINDS.get(value["kind"]),
            merge_spellings=self._ticks["merge_spellings"].isChecked(),
            keep_missing=self._ticks["keep_missing"].isChecked(),
        )
