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
from app.gui.exporting import Exporting
from app.gui.jobs import Job
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, card, column, label, restyle, row
from app.gui.widgets.held_focus import HeldFocus
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
        self._focus = HeldFocus()
        self._work = Exporting(self)
        self._work.staged.connect(self._show_work)
        self._work.failed.connect(self._failed)
        self._doing = label("", "muted", wrap=False)
        self._doing.setObjectName("export-doing")
        self._cancel = button(say("export.cancel"), "export-cancel", self.cancel, "quiet")
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
                row(self._doing, self._cancel, None),
                self._done,
                row(self._open, None),
            )
        )
        inside.addWidget(card(label(say("export.preview"), "heading"), self._coming, self._view))
        inside.addWidget(card(self._issued))
        inside.addStretch(1)
        self._show_work()

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
        """Write the document as `kind` and note that it was issued; faults are told here.

        Made from what holds now: what is changed meanwhile is in the next document.
        """
        now = datetime.now(UTC).astimezone()  # documents print the local time too
        number, profile = self._session.id, self._session.profile
        try:
            work, issue = self._content(kind, now), self._issue(kind, now)
        except AppError as error:
            self._failed(error)
            return

        def noted() -> None:
            if number is not None:
                self._session.store.issue(number, issue, profile)
            self._preferences.change(export_folder=path.parent)
            self._show_issued()

        self._write(path, work, noted)

    def reprint(self, issued: Issued, path: Path) -> None:
        """Write an issued document again, as it was."""
        edits = edits_of(self._session.store, self._session.id)
        self._write(path, partial(reprinted, self._data_dir, issued, edits))

    def compare(self, issued: Issued, path: Path) -> None:
        """Write what differs between the profile when that document was issued and now."""
        now, session, paper = datetime.now(UTC), self._session, self._chosen_paper()
        probe = session.last_probe()
        found, result = session.recommendation, probe.result if probe else None
        try:
            making = partial(
                build_comparison,
                case_of(self._data_dir, issued),
                Case(session.guide, session.profile, found, now, result),
                language=self._chosen_language(),
                now=now,
                app_version=__version__,
                brand=brand_of(self._data_dir, self._preferences.now.branding),
            )
        except AppError as error:
            self._failed(error)
            return
        self._write(path, lambda: pdf_bytes(making(), paper))

    def cancel(self) -> None:
        """Give up the document that is being made."""
        self._work.cancel()
        self._told(self._session.say("export.cancelled"), wrong=False)

    def working(self) -> bool:
        """Whether a document is being made or written."""
        return bool(self._work.stage)

    def set_status(self, issued: Issued, status: Status) -> None:
        """Keep what became of an issued document."""
        if self._session.id is None:
            return
        try:
            self._session.store.set_status(self._session.id, issued.seq, status)
        except AppError as error:
            self._failed(error)

    def _write(
        self, path: Path, work: Callable[[], bytes], noted: Callable[[], None] | None = None
    ) -> None:
        def written() -> None:
            self._last = path
            self._told(self._session.say("export.done", file=path), wrong=False)
            self._open.show()
            try:
                if noted is not None:
                    noted()
            except AppError as error:
                self._failed(error)

        self._told("", wrong=False)
        self._open.hide()
        self._work.write(path, work, written)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self._told(error.text(self._session.language), wrong=True)

    def _show_work(self) -> None:
        """What is going on, and the way to stop it; one document at a time."""
        stage = self._work.stage
        controls = (*self._buttons.values(), self._print, self._issued)
        with self._focus.changing(controls, bool(stage)):
            self._doing.setText(self._session.say(f"export.{stage}") if stage else "")
            self._doing.setVisible(bool(stage))
            self._cancel.setVisible(stage == "making")
            for control in controls:
                control.setEnabled(not stage)

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

    def _content(self, kind: str, now: datetime) -> Callable[[], bytes]:
        """What makes the file, from values alone."""
        profile, paper = self._session.profile, self._chosen_paper()
        if kind == PROFILE:
            return lambda: profile_file(profile).encode()
        if kind == DATA:
            return partial(data_file, self._document(now))
        making = self._making(now)
        return lambda: made(making(), Format(kind), paper)

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
        """Ask for a printer once all pages are set."""
        if self._pages:
            self._print_pages(self._pages)
            return
        paper = self._chosen_paper()
        try:
            making = self._making(datetime.now(UTC).astimezone())
        except AppError as error:
            self._failed(error)
            return
        self._told("", wrong=False)
        self._work.make(lambda: page_svgs(making(), paper), self._print_pages)

    def _print_pages(self, pages: tuple[bytes, ...]) -> None:
        from app.gui.printing import ask_and_print  # noqa: PLC0415  (asks for printers)

        name = self._session.profile.name or "Signpost"
        if ask_and_print(pages, self._chosen_paper(), name, self):
            self._told(self._session.say("export.printed"), wrong=False)

    # What is shown

    def _paper_changed(self) -> None:
        """The paper is the organisation's: what is chosen here holds in Settings too."""
        try:
            self._preferences.change(paper=self._chosen_paper().value)
        except AppError as error:
            self._failed(error)
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
            self._failed(error)
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
