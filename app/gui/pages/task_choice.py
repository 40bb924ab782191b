"""The type of task: searched by everyday words, chosen, and shown with what is known of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.ahead import AheadJob
from app.gui.session import Session
from app.gui.task_words import about_task
from app.gui.widgets.blocks import button, card, clear, column, label, row
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.guide_link import Read
from app.gui.widgets.outcome import OutcomeChip
from app.gui.widgets.results import Found
from app.gui.widgets.search_field import SearchField
from app.guide.search import Index
from app.guide.task_search import task_index
from app.guide.tasks import TaskType
from app.guide.types import OutcomeId
from app.reference.article import Kind, article_id


class TaskChoice(QWidget):
    """A search until a type is chosen, then its card. `done` is called when one has been, `read`
    shows the guide's article on it."""

    def __init__(self, session: Session, read: Read, done: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._read, self._done = session, read, done
        self._index: Index | None = None
        self._making = False
        self._shown: str | None = None
        say = session.say
        self._field = SearchField(
            say("tasks.kind"),
            "task",
            self._search,
            hint=say("tasks.kind_hint"),
            example=say("tasks.kind_example"),
            results=say("tasks.results"),
            nothing=self._nothing,
        )
        self._field.chosen.connect(self._choose)
        self._known = QVBoxLayout()
        self.setLayout(column(self._known, self._field, spacing=10))
        session.changed.connect(self.refresh)

    def prepare(self) -> None:
        """Make the index off the interface's thread; what was typed meanwhile is answered then."""
        self._field.setVisible(self._session.profile.task not in self._session.guide.task)
        if self._index is None and not self._making:
            self._making = True
            guide = self._session.guide
            job = AheadJob(lambda _progress, cancelled: task_index(guide, cancelled))
            job.succeeded.connect(self._ready)
            job.start()

    def refresh(self) -> None:
        """Show the chosen type as the session has it, also after an undo."""
        name = self._session.profile.task
        if name == self._shown:
            return
        self._shown = name
        clear(self._known)
        task = self._session.guide.task.get(name)
        if task is not None:
            self._known.addWidget(self._card(task))
        elif name:
            text = label(self._session.say("tasks.unknown", task=name), "muted")
            self._known.addWidget(card(column(text, row(self._remover(), None)), margin=12))
        self._field.setVisible(task is None)

    def _card(self, task: TaskType) -> QWidget:
        session, language = self._session, self._session.language
        known = {outcome.value for outcome in OutcomeId}
        outcome = OutcomeId(task.verdict) if task.verdict in known else None
        said, lines = about_task(session.guide, task, language)
        more = button(
            session.say("browse.read_task"),
            "read-task",
            lambda: self._read(article_id(Kind.TASK, task.id)),
            "quiet",
        )
        change = button(session.say("tasks.change"), "change-task", self._search_again, "quiet")
        return card(
            label(session.say("tasks.chosen"), "eyebrow"),
            label(task.name.to(language), "heading"),
            row(OutcomeChip(outcome, session.say(f"tasks.verdict_{task.verdict}")), None),
            label(task.what.to(language), "muted"),
            *(label(text) for text in said),
            Disclosure(session.say("tasks.more"), "task", lines),
            row(change, self._remover(), more, None),
            look="notice",
            margin=14,
        )

    def _remover(self) -> QWidget:
        return button(self._session.say("tasks.remove"), "remove-task", self._remove, "quiet")

    def _search(self, text: str) -> list[Found]:
        if self._index is None:
            return []
        language, tasks = self._session.language, self._session.guide.task
        found = [tasks[hit.id] for hit in self._index.search(text)]
        return [Found(t.id, t.name.to(language), t.what.to(language)) for t in found]

    def _nothing(self, text: str) -> str:
        return self._session.say("tasks.none_found", query=text) if self._index else ""

    def _ready(self, index: object) -> None:
        assert isinstance(index, Index)
        self._index = index
        self._field.refresh()

    def _choose(self, task: str) -> None:
        self._session.describe(task=task)
        self.refresh()
        self._done()

    def _remove(self) -> None:
        self._session.describe(task="")
        self._search_again()

    def _search_again(self) -> None:
        """The field comes back; the type chosen stays until another one is."""
        self._field.show()
        self._field.leave_list()
