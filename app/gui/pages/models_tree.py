"""The tree: search and filters above, the picture to move about in, the card of the chosen box."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.charts.tree import tree_picture
from app.charts.tree_layout import lay_out
from app.charts.tree_walk import Filter, Way, found, step
from app.decision.model_cards import tree_card
from app.draw.types import Picture
from app.errors import AppError
from app.gui.jobs import Job
from app.gui.session import Session
from app.gui.theme import colours
from app.gui.widgets.beside import Beside
from app.gui.widgets.blocks import button, label, row
from app.gui.widgets.chooser import Chooser, titled
from app.gui.widgets.fact_card import FactCard
from app.gui.widgets.guide_link import Read
from app.gui.widgets.picture import save_picture
from app.gui.widgets.tree_view import STEP, TreeView
from app.guide.models import BranchId
from app.reference.article import Kind, article_id


class TreeTab(QWidget):
    def __init__(self, session: Session, read: Read) -> None:
        super().__init__()
        self._session = session
        self._models = session.guide.models
        self._layout = lay_out(self._models.tree)
        self._shown = tuple(model.id for model in self._models.tree)
        say, language = session.say, session.language
        self._search = QLineEdit()
        self._search.setObjectName("tree-search")
        self._search.setAccessibleName(say("models.search"))
        self._search.setPlaceholderText(say("models.search_hint"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self._filter())
        self._search.returnPressed.connect(self._go_to_first)
        every = ("", say("models.any"))
        branches = [(b.id, b.name.to(language)) for b in self._models.branches]
        makers = sorted({m.organisation for m in self._models.tree}, key=str.casefold)
        years = sorted({m.released[:4] for m in self._models.tree}, reverse=True)
        both = [("yes", say("tree.open")), ("no", say("tree.closed"))]
        self._branch = self._chooser("branch", [every, *branches])
        self._open = self._chooser("openness", [every, *both])
        self._maker = self._chooser("maker", [every, *((name, name) for name in makers)])
        self._year = self._chooser("year", [every, *((year, year) for year in years)])
        self._count = label("", "muted", wrap=False)
        self.view = TreeView(self._picture(), self._step)
        self.view.setObjectName("tree")
        self.view.chosen.connect(self._show_card)
        self.card = FactCard(say("models.pick_one"), say("browse.read_model"), read)
        self.card.hide()
        self._told = label("", "small")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        choosers = (self._branch, self._open, self._maker, self._year)
        inside.addLayout(row(titled(say("models.search"), self._search), *choosers))
        inside.addWidget(Beside(self.view, self.card), 1)
        inside.addLayout(
            row(
                self._short("+", "larger", lambda: self.view.zoom(STEP)),
                self._short("−", "smaller", lambda: self.view.zoom(1 / STEP)),
                button(say("models.whole"), "tree-whole", self.view.fit),
                None,
                self._count,
                self._short("SVG…", "save_svg", lambda: self._choose_file("svg")),
                self._short("PNG…", "save_png", lambda: self._choose_file("png")),
            )
        )
        below = say("models.space").join((say("models.keys"), say("models.credit")))
        inside.addWidget(label(below, "small"))
        inside.addWidget(self._told)
        self._told.hide()
        self._tell_count()

    def _chooser(self, name: str, choices: list[tuple[str, str]]) -> Chooser:
        title = self._session.say(f"models.{name}")
        return Chooser(title, f"tree-{name}", choices, self._filter)

    def _short(self, text: str, name: str, clicked: Callable[[], object]) -> QPushButton:
        """A button that shows a sign and is named in full for those who hear it."""
        made = button(text, f"tree-{name}", clicked)
        made.setAccessibleName(self._session.say(f"models.{name}"))
        made.setToolTip(made.accessibleName())
        return made

    def _filter(self) -> None:
        branch, year, opened = self._branch.value(), self._year.value(), self._open.value()
        wanted = Filter(
            text=self._search.text(),
            branch=BranchId(branch) if branch else None,
            open=None if not opened else opened == "yes",
            organisation=self._maker.value(),
            year=int(year) if year else None,
        )
        self._shown = found(self._models, wanted)
        self.view.show_picture(self._picture())
        self._tell_count()

    def _picture(self) -> Picture:
        return tree_picture(self._models, self._session.language, self._shown, self._layout)

    def _tell_count(self) -> None:
        n, total = len(self._shown), len(self._models.tree)
        self._count.setText(self._session.say("models.count", n=n, total=total))

    def _go_to_first(self) -> None:
        """Enter in the search: on to the first box that fits, with its card."""
        if self._shown:
            self.view.go_to(self._shown[0])
            self.view.setFocus()
            self._show_card(self._shown[0])

    def _step(self, here: str, way: Way) -> str:
        if not here:  # no box has the ring yet: the newest that is shown
            models = [m for m in self._models.tree if m.id in self._shown]
            return max(models, key=lambda m: m.released).id if models else ""
        return step(self._models.tree, self._layout, here, way, self._shown)

    def _show_card(self, name: str) -> None:
        model = self._models.tree_model[name]
        card = tree_card(self._models, model, self._session.language)
        self.card.show_card(card, article_id(Kind.MODEL, name))
        self.card.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the card away."""
        if event.key() == Qt.Key.Key_Escape and self.card.isVisible():
            self.card.hide()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    # Export

    def _choose_file(self, kind: str) -> None:
        proposed = str(Path.home() / f"model-tree.{kind}")
        title = self._session.say(f"models.save_{kind}")
        chosen, _ = QFileDialog.getSaveFileName(self, title, proposed, f"*.{kind}")
        if chosen:
            self.save(Path(chosen))

    def save(self, file: Path) -> None:
        """The tree as it is filtered now; the ending says as what."""
        picture, scheme = self.view.picture, colours()
        job = Job(lambda _progress, _cancelled: save_picture(picture, scheme, file))
        job.succeeded.connect(self._saved)
        job.failed.connect(self._not_saved)
        job.start()

    def _saved(self, file: Path) -> None:
        self._tell(self._session.say("models.saved", file=file))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self._tell(error.text(self._session.language))

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
