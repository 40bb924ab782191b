"""Export: the document as it will be printed, the files it can become, and those handed out."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from app import __version__
from app.decision.document import recommendation_document
from app.errors import AppError
from app.files import write_file
from app.gui.jobs import Job
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, card, column, label, restyle, row
from app.gui.widgets.issued_list import IssuedList
from app.gui.widgets.pages_view import PagesView
from app.gui.widgets.reply_row import ReplyRow
from app.issued import Issue, Issued, Status
from app.letterhead import brand_of, noted
from app.report.build import build_report, profile_file
from app.report.collection import Case
from app.report.comparison import build_comparison
from app.report.formats import Format, made
from app.report.pdf import Paper, page_svgs, pdf_bytes
from app.report.types import Report
from app.reprint import DATA, PROFILE, case_of, data_file, edits_of, reprinted
from app.words import Language

KINDS = {"pdf": "pdf", "html": "html", "png": "png", "md": "md", DATA: "json", PROFILE: "signpost"}
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*\n\r\t', "-"))  # in file names, on any system


class ExportPage(QWidget):
    def __init__(self, session: Session, data_dir: Path, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._data_dir = data_dir
        self._preferences = preferences
        self._preview_job: Job | None = None
        self._pages: tuple[bytes, ...] = ()  # of the whole document, once they are set
        self._last: Path | None = None
        say = session.say
        languages = [(language, say(f"export.{language}")) for language in Language]
        papers = [(paper, say(f"export.paper_{paper.name.lower()}")) for paper in Paper]
        self._language = ReplyRow(say("export.language"), languages, self._show_preview)
        self._paper = ReplyRow(say("export.paper"), papers, self._paper_changed)
        self._language.choose(session.language)
        self._with_answers = QCheckBox(say("export.with_answers"))
        self._with_answers.setObjectName("with-answers")
        self._with_answers.toggled.connect(lambda _on: self._show_preview())
        self._buttons = {
            kind: button(
                say(f"export.{kind}"),
                f"export-{kind}",
                partial(self._choose, kind),
                "primary" if kind == "pdf" else "plain",
            )
            for kind in KINDS
        }
        self._print = button(say("export.print"), "print", self._ask_and_print)
        self._done = label("", "strong")
        self._done.setObjectName("export-done")
        self._open = button(say("export.open"), "export-open", self._open_last, "quiet")
        self._open.hide()
        self._coming = label(say("export.preview_coming"), "muted")
        self._coming.setObjectName("preview-coming")
        self._view = PagesView(session.language)
        self._issued = IssuedList(
            session,
            reprint=self._choose_reprint,
            compare=self._choose_comparison,
            set_status=self.set_status,
        )
        self._build()

    def _build(self) -> None:
        say, made_by = self._session.say, self._buttons
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addLayout(
            column(
                label(say("export.title"), "title"), label(say("export.lead"), "muted"), spacing=6
            )
        )
        inside.addWidget(
            card(
                self._language,
                self._paper,
                self._with_answers,
                row(made_by["pdf"], self._print, None),
                row(made_by["html"], made_by["png"], None),
                row(made_by["md"], made_by[DATA], None),
                row(made_by[PROFILE], None),
                self._done,
                row(self._open, None),
            )
        )
        inside.addWidget(card(label(say("export.preview"), "heading"), self._coming, self._view))
        inside.addWidget(card(self._issued))
        inside.addStretch(1)

    def show_page(self, page: str) -> None:
        self._told("", wrong=False)
        self._open.hide()
        self._with_answers.setVisible(self._session.last_probe() is not None)
        self._paper.choose(self._preferences.now.paper)
        self._show_preview()
        self._show_issued()

    def title(self) -> str:
        return self._session.say("export.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        return self._buttons["pdf"]

    # Files

    def save(self, kind: str, path: Path) -> None:
        """Write the document as `kind` and note that it was issued; faults are told here."""
        now = datetime.now(UTC).astimezone()  # documents print the local time too

        def work() -> None:
            write_file(path, self._content(kind, now))
            if self._session.id is not None:
                self._session.store.issue(self._session.id, self._issue(kind, now))
            self._preferences.change(export_folder=path.parent)

        self._write(path, work)
        self._show_issued()

    def reprint(self, issued: Issued, path: Path) -> None:
        """Write an issued document again, as it was."""
        edits = edits_of(self._session.store, self._session.id)
        self._write(path, lambda: write_file(path, reprinted(self._data_dir, issued, edits)))

    def compare(self, issued: Issued, path: Path) -> None:
        """Write what differs between the profile when that document was issued and now."""

        def work() -> None:
            now, session = datetime.now(UTC), self._session
            probe = session.last_probe()
            found, result = session.recommendation, probe.result if probe else None
            document = build_comparison(
                case_of(self._data_dir, issued),
                Case(session.guide, session.profile, found, now, result),
                language=self._chosen_language(),
                now=now,
                app_version=__version__,
                brand=brand_of(self._data_dir, self._preferences.now.branding),
            )
            write_file(path, pdf_bytes(document, self._chosen_paper()))

        self._write(path, work)

    def set_status(self, issued: Issued, status: Status) -> None:
        """Keep what became of an issued document."""
        if self._session.id is None:
            return
        try:
            self._session.store.set_status(self._session.id, issued.seq, status)
        except AppError as error:
            self._told(error.text(self._session.language), wrong=True)

    def _write(self, path: Path, work: Callable[[], None]) -> None:
        try:
            work()
        except AppError as error:
            self._told(error.text(self._session.language), wrong=True)
            return
        self._last = path
        self._told(self._session.say("export.done", file=path), wrong=False)
        self._open.show()

    def _issue(self, kind: str, now: datetime) -> Issue:
        session, probe = self._session, self._session.last_probe()
        return Issue(
            language=self._chosen_language(),
            guide_version=session.guide.about.version,
            guide_sha256=session.guide.sha256,
            document=self._document(now),
            format=kind,
            made=now,
            paper=self._chosen_paper(),
            app_version=__version__,
            brand=noted(self._preferences.now.branding),
            probe=probe.result if probe else None,
            with_answers=self._with_answers.isChecked(),
        )

    def _content(self, kind: str, now: datetime) -> bytes:
        if kind == PROFILE:
            return profile_file(self._session.profile).encode()
        if kind == DATA:
            return data_file(self._document(now))
        return made(self._making(now)(), Format(kind), self._chosen_paper())

    def _document(self, now: datetime) -> dict[str, object]:
        session = self._session
        language, day = self._chosen_language(), now.astimezone(UTC).date()
        return recommendation_document(
            session.guide, session.profile, session.recommendation, language, on=day
        )

    def _making(self, now: datetime) -> Callable[[], Report]:
        """What makes the document, from values alone: it may run on any thread."""
        session, probe = self._session, self._session.last_probe()
        return partial(
            build_report,
            session.guide,
            session.profile,
            session.recommendation,
            language=self._chosen_language(),
            now=now,
            app_version=__version__,
            probe=probe.result if probe else None,
            edits=edits_of(session.store, session.id),
            with_answers=self._with_answers.isChecked(),
            brand=brand_of(self._data_dir, self._preferences.now.branding),
        )

    def _chosen_language(self) -> Language:
        return Language(self._language.chosen() or self._session.language)

    def _chosen_paper(self) -> Paper:
        return Paper(self._paper.chosen() or Paper.A4)

    # Dialogs

    def _choose(self, kind: str) -> None:
        name = self._session.profile.name
        if path := self._ask(f"export.{kind}", f"export.{kind}_files", name, KINDS[kind]):
            self.save(kind, path)

    def _choose_reprint(self, issued: Issued) -> None:
        kind = issued.format or "pdf"
        name = issued.profile.name
        if path := self._ask("export.reprint", f"export.{kind}_files", name, KINDS[kind]):
            self.reprint(issued, path)

    def _choose_comparison(self, issued: Issued) -> None:
        name = self._session.say("export.comparison_name", name=self._session.profile.name)
        if path := self._ask("export.compare", "export.pdf_files", name, "pdf"):
            self.compare(issued, path)

    def _ask(self, title: str, kinds: str, name: str, suffix: str) -> Path | None:
        say = self._session.say
        name = (name or say("home.untitled")).translate(FORBIDDEN)[:80].strip(" .")
        folder = self._preferences.now.export_folder or Path.home()
        chosen, _ = QFileDialog.getSaveFileName(
            self, caption(say(title)), str(folder / f"{name or 'signpost'}.{suffix}"), say(kinds)
        )
        path = Path(chosen)
        return (path if path.suffix else path.with_suffix(f".{suffix}")) if chosen else None

    def _ask_and_print(self) -> None:
        from app.gui.printing import ask_and_print  # noqa: PLC0415  (asks for printers)

        paper, name = self._chosen_paper(), self._session.profile.name or "Signpost"
        try:
            pages = self._pages or page_svgs(self._making(datetime.now(UTC).astimezone())(), paper)
        except AppError as error:
            self._told(error.text(self._session.language), wrong=True)
            return
        if ask_and_print(pages, paper, name, self):
            self._told(self._session.say("export.printed"), wrong=False)

    # What is shown

    def _paper_changed(self) -> None:
        """The paper is the organisation's: what is chosen here holds in Settings too."""
        try:
            self._preferences.change(paper=self._chosen_paper().value)
        except AppError as error:
            self._told(error.text(self._session.language), wrong=True)
        self._show_preview()

    def _show_issued(self) -> None:
        session = self._session
        issued = session.store.issued(session.id) if session.id is not None else []
        self._issued.show_issued(issued)

    def _show_preview(self) -> None:
        """Page one at once, then all pages; both made off the interface's thread."""
        self._pages = ()
        try:
            self._previewed = self._making(datetime.now(UTC).astimezone())
        except AppError as error:
            self._told(error.text(self._session.language), wrong=True)
            return
        self._coming.show()
        self._set(whole=False)

    def _set(self, *, whole: bool) -> None:
        making, paper = self._previewed, self._chosen_paper()
        job = Job(lambda _progress, _cancelled: page_svgs(making(), paper, alone=not whole))
        job.succeeded.connect(self._whole_came if whole else self._first_came)
        self._preview_job = job
        job.start()

    def _first_came(self, pages: object) -> None:
        """Page one is there; the others stay as they stood while they are set."""
        if self.sender() is not self._preview_job or not isinstance(pages, tuple):
            return  # a newer preview is on its way
        self._coming.hide()
        self._view.show_pages((*pages, *self._view.svgs()[1:]))
        self._set(whole=True)

    def _whole_came(self, pages: object) -> None:
        if self.sender() is self._preview_job and isinstance(pages, tuple):
            self._pages = pages
            self._view.show_pages(pages)

    def _told(self, text: str, *, wrong: bool) -> None:
        self._done.setText(text)
        self._done.setVisible(bool(text))
        self._done.setProperty("look", "error" if wrong else "strong")
        restyle(self._done)

    def _open_last(self) -> None:
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last)))
