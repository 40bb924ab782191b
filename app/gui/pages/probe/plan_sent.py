"""What would be sent, where to, and what it costs: shown before the first byte, and agreed to."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.gui.measuring import Outlook
from app.gui.session import Session
from app.gui.widgets.blocks import breakable, card, column, label
from app.gui.widgets.tick import Tick
from app.probe.plan import Plan
from app.probe.preview import shown
from app.probe.task import Task
from app.probe.told import dollars, rounded

LONGEST: Final = 300  # characters of the labels and of one text


class Sent(QWidget):
    """`agreed` holds for the very plan that is shown; any other has to be agreed to anew."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[Plan | None, Task] | None = None
        self._shown_lines: list[tuple[QLabel, QLabel]] = []
        self._heading = label("", "heading")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._lead = label("", "muted")
        self.agree = Tick(session.say("probing.agree"), "agree")
        self.setLayout(column(card(self._heading, self._lead, self._facts, self.agree)))

    def show_outlook(self, outlook: Outlook) -> None:
        say, plan = self._session.say, outlook.sending
        if (plan, outlook.plan.task) != self._shown:
            self.agree.setChecked(False)
        self._shown = (plan, outlook.plan.task)
        leaves = plan is not None and plan.consent
        self.agree.setVisible(leaves)
        if plan is None or not leaves:
            self._heading.setText(say("probing.stays"))
            self._lead.setText(say("probing.stays_body", n=outlook.layout.requests))
        else:
            self._heading.setText(breakable(say("probing.leaves", host=plan.host)))
            self._lead.setText(breakable(say("probing.leaves_body", host=plan.host)))
        lines = [*self._lines(plan)] if plan else []
        if plan and (again := len(outlook.layout.again)):
            lines.insert(2, ("", say("probe_command.plan_again", n=again).strip()))
        self._show_lines(lines)

    def _show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """In the same widgets: to make them anew takes twice as long as to lay them out."""
        while len(self._shown_lines) < len(lines):
            place = len(self._shown_lines)
            pair = label("", "small", wrap=False), label("")
            self._facts.addWidget(pair[0], place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(pair[1], place, 1)
            self._shown_lines.append(pair)
        for place, pair in enumerate(self._shown_lines):
            name, text = lines[place] if place < len(lines) else ("", "")
            pair[0].setText(name)
            pair[1].setText(breakable(text))
            for shown_line in pair:
                shown_line.setVisible(place < len(lines))

    @property
    def agreed(self) -> bool:
        """Nothing leaves this computer, or the user agreed to what does."""
        if self._shown is None:
            return False
        plan, _ = self._shown
        return plan is None or not plan.consent or self.agree.isChecked()

    def _lines(self, plan: Plan) -> Iterator[tuple[str, str]]:
        say = self._session.say
        yield say("probing.sent_model"), say("probing.sent_at", model=plan.model, host=plan.host)
        yield say("probing.sent_texts"), say("probing.sent_rows", n=plan.rows)
        sent, answered = (f"{rounded(n):,}" for n in (plan.prompt_tokens, plan.completion_tokens))
        yield say("probing.sent_tokens"), say("probing.about_tokens", sent=sent, answered=answered)
        if plan.cost is not None and plan.most is not None:
            cost, most = dollars(plan.cost), dollars(plan.most)
            yield say("probing.sent_cost"), say("probing.about_cost", cost=cost, most=most)
        elif plan.consent:
            yield say("probing.sent_cost"), say("probing.no_price")
        if plan.labels:
            yield say("probing.sent_labels"), ", ".join(plan.labels)[:LONGEST]
        for example in plan.preview:
            line = say("probing.sent_example", line=example.id)
            yield line, shown(example.text)[:LONGEST]
        hits = ", ".join(
            say(f"probe_command.personal_{kind}", n=n) for kind, n in plan.personal.items()
        )
        yield say("probing.sent_personal"), hits or say("probing.sent_no_personal")
