"""Export: the document as it will be printed, and the files it can become."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from app import __version__
from app.decision.document import recommendation_document
from app.errors import AppError
from app.files import write_file
from app.gui.jobs import Job
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, card, column, label, restyle, row
from app.gui.widgets.reply_row import ReplyRow
from app.report.build import build_report, profile_file
from app.report.history import Edit
from app.report.markdown import markdown
from app.report.pdf import Paper, page_one_png, pdf_bytes
from app.report.types import Report
from app.words import Language

PREVIEW_WIDTH = 620
CARD_MARGINS = 60  # left and right of the preview
KINDS = {"pdf": "pdf", "md": "md", "json": "signpost"}  # → what its files end in
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*\n\r\t', "-"))  # in file names, on any system


class ExportPage(QWidget):
    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._preferences = preferences
        self._preview_job: Job | None = None
        say = session.say
        languages = [(language, say(f"export.{language}")) for language in Language]
        papers = [(paper, say(f"export.paper_{paper.name.lower()}")) for paper in Paper]
        self._language = ReplyRow(say("export.language"), languages, self._show_preview)
        self._paper = ReplyRow(say("export.paper"), papers, self._show_preview)
        self._language.choose(session.language)
        self._paper.choose(Paper.A4)
        self._buttons = {
            kind: button(
                say(f"export.{kind}"),
                f"export-{kind}",
                partial(self._choose, kind),
                "primary" if kind == "pdf" else "plain",
            )
            for kind in KINDS
        }
        self._done = label("", "strong")
        self._done.setObjectName("export-done")
        self._open = button(say("export.open"), "export-open", self._open_last, "quiet")
        self._open.hide()
        self._last: Path | None = None
        self._preview = QLabel()
        self._preview.setObjectName("preview")
        self._preview.setAccessibleName(say("export.preview"))
        self._preview.setProperty("look", "muted")
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
                row(self._buttons["pdf"], None),
                row(self._buttons["md"], self._buttons["json"], None),
                self._done,
                row(self._open, None),
            )
        )
        inside.addWidget(card(label(say("export.preview"), "heading"), self._preview))
        inside.addStretch(1)

    def show_page(self, page: str) -> None:
        self._told("", wrong=False)
        self._open.hide()
        self._show_preview()

    def title(self) -> str:
        return self._session.say("export.title")

    def fault(self) -> str:
        return ""

    def first_focus(self) -> QWidget | None:
        return self._buttons["pdf"]

    def save(self, kind: str, path: Path) -> None:
        """Write the document as `kind` and note that it was issued; faults are told here."""
        session = self._session
        try:
            write_file(path, self._content(kind))
            self._note_issued()
        except AppError as error:
            self._told(error.text(session.language), wrong=True)
            return
        self._last = path
        self._told(session.say("export.done", file=path), wrong=False)
        self._open.show()
        self._preferences.change(export_folder=path.parent)

    def _note_issued(self) -> None:
        session, language = self._session, self._chosen_language()
        if session.id is None:
            return
        document = recommendation_document(
            session.guide,
            session.profile,
            session.recommendation,
            language,
            on=datetime.now(UTC).date(),
        )
        session.store.issue(
            session.id, document, language, session.guide.about.version, session.guide.sha256
        )

    def _content(self, kind: str) -> bytes:
        if kind == "pdf":
            return pdf_bytes(self._report(), self._chosen_paper())
        if kind == "md":
            return markdown(self._report()).encode()
        return profile_file(self._session.profile).encode()

    def _report(self) -> Report:
        session = self._session
        probe = session.last_probe()
        changes = session.store.changes(session.id) if session.id is not None else []
        return build_report(
            session.guide,
            session.profile,
            session.recommendation,
            language=self._chosen_language(),
            now=datetime.now().astimezone(),
            app_version=__version__,
            probe=probe.result if probe else None,
            edits=[Edit(it.at, it.key, it.before, it.after) for it in changes],
        )

    def _chosen_language(self) -> Language:
        return Language(self._language.chosen() or self._session.language)

    def _chosen_paper(self) -> Paper:
        return Paper(self._paper.chosen() or Paper.A4)

    def _choose(self, kind: str) -> None:
        say = self._session.say
        name = self._session.profile.name or say("home.untitled")
        folder = self._preferences.now.export_folder or Path.home()
        proposed = (
            folder / f"{name.translate(FORBIDDEN)[:80].strip(' .') or 'signpost'}.{KINDS[kind]}"
        )
        chosen, _ = QFileDialog.getSaveFileName(
            self, caption(say(f"export.{kind}")), str(proposed), say(f"export.{kind}_files")
        )
        if chosen:
            path = Path(chosen)
            self.save(kind, path if path.suffix else path.with_suffix(f".{KINDS[kind]}"))

    def _show_preview(self) -> None:
        """Page one as it will be printed, made off the interface's thread."""
        report, paper = self._report(), self._chosen_paper()
        self._preview.setText(self._session.say("export.preview_coming"))
        job = Job(lambda _progress, _cancelled: page_one_png(report, paper))
        job.succeeded.connect(self._preview_made)
        self._preview_job = job
        job.start()

    def _preview_made(self, png: object) -> None:
        if self.sender() is not self._preview_job or not isinstance(png, bytes):
            return  # a newer preview is on its way
        pixmap = QPixmap.fromImage(QImage.fromData(png))
        ratio = self.devicePixelRatioF()
        width = min(self.width() - CARD_MARGINS, PREVIEW_WIDTH)
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = pixmap.scaledToWidth(int(width * ratio), smooth)
        scaled.setDevicePixelRatio(ratio)
        self._preview.setPixmap(scaled)

    def _told(self, text: str, *, wrong: bool) -> None:
        self._done.setText(text)
        self._done.setVisible(bool(text))
        self._done.setProperty("look", "error" if wrong else "strong")
        restyle(self._done)

    def _open_last(self) -> None:
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last)))
