"""What was handed out of a profile: when, as what, and what became of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from app.gui.session import Session
from app.gui.widgets.blocks import button, clear, column, label
from app.gui.widgets.chooser import Chooser
from app.issued import Issued, Status

SHOWN = 12  # the latest ones
STATUSES = {
    Status.PROPOSED: "export.proposed",
    Status.ACCEPTED: "export.accepted",
    Status.SUPERSEDED: "export.superseded",
}
KINDS = {
    "pdf": "export.kind_pdf",
    "html": "export.kind_html",
    "png": "export.kind_png",
    "md": "export.kind_md",
    "data": "export.kind_data",
    "json": "export.kind_json",
}
Doing = Callable[[Issued], object]


class IssuedList(QWidget):
    """The latest first. `set_status` keeps a choice; the others open a dialog for a file."""

    def __init__(
        self,
        session: Session,
        *,
        reprint: Doing,
        compare: Doing,
        set_status: Callable[[Issued, Status], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._reprint = reprint
        self._compare = compare
        self._set_status = set_status
        say = session.say
        self._none = label(say("export.issued_none"), "muted")
        self._more = label("", "small")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(0, 1)
        self.setLayout(
            column(
                label(say("export.issued"), "heading"),
                label(say("export.issued_hint"), "small"),
                self._none,
                self._rows,
                self._more,
                spacing=8,
            )
        )

    def show_issued(self, issued: Sequence[Issued]) -> None:
        clear(self._rows)
        say = self._session.say
        self._none.setVisible(not issued)
        rest = len(issued) - SHOWN
        self._more.setText(say("export.issued_more", n=rest))
        self._more.setVisible(rest > 0)
        for place, each in enumerate(reversed(issued[-SHOWN:])):
            self._show(place, each)

    def _show(self, place: int, issued: Issued) -> None:
        say = self._session.say
        what = say(
            "export.issued_row",
            day=f"{(issued.made or issued.at).astimezone():%Y-%m-%d %H:%M}",
            kind=say(KINDS.get(issued.format, "export.kind_pdf")),
            tongue=say(f"export.{issued.language}"),
        )
        under = say(
            "export.issued_guide", guide=issued.guide_version, app=issued.app_version or "–"
        )
        status = Chooser(
            say("export.status_of", what=what),
            f"status-{issued.seq}",
            [(value, say(key)) for value, key in STATUSES.items()],
            lambda: self._set_status(issued, Status(status.value())),
        )
        status.box.blockSignals(True)
        status.choose(issued.status)
        status.box.blockSignals(False)
        again = button(
            say("export.reprint"), f"reprint-{issued.seq}", partial(self._reprint, issued), "quiet"
        )
        again.setAccessibleName(f"{say('export.reprint')}: {what}")
        compare = button(
            say("export.compare"), f"compare-{issued.seq}", partial(self._compare, issued), "quiet"
        )
        compare.setAccessibleName(f"{say('export.compare')}: {what}")
        self._rows.addLayout(column(label(what), label(under, "small"), spacing=0), place, 0)
        self._rows.addWidget(status.box, place, 1)
        self._rows.addWidget(again, place, 2)
        self._rows.addWidget(compare, place, 3)
