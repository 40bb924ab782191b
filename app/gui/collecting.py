"""Several profiles of the store in one document, made off the window's thread."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import __version__
from app.decision.recommend import recommend
from app.errors import AppError
from app.files import write_file
from app.gui.jobs import Job
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.issued_list import STATUSES
from app.letterhead import brand_of
from app.report.collection import Case
from app.report.comparison import build_comparison
from app.report.pdf import Paper, pdf_bytes
from app.report.portfolio import build_portfolio
from app.report.types import Collection


class Collector(QObject):
    """Writes portfolios and comparisons; `ended(words, wrong)` tells how it went."""

    ended = Signal(str, bool)

    def __init__(self, session: Session, data_dir: Path, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._data_dir = data_dir
        self._preferences = preferences
        self._job: Job | None = None
        self._file = Path()

    def portfolio(self, profiles: Sequence[int], file: Path) -> None:
        """Write these profiles, in this order, as one PDF."""
        self._write(lambda: partial(build_portfolio, self._cases(profiles)), file)

    def compare(self, first: int, second: int, file: Path) -> None:
        """Write what differs between two profiles as PDF."""
        self._write(lambda: partial(build_comparison, *self._cases((first, second))), file)

    def _cases(self, profiles: Sequence[int]) -> list[Case]:
        store, guide, now = self._session.store, self._session.guide, datetime.now(UTC)
        cases = []
        for number in profiles:
            profile, probes = store.get(number).profile, store.probes(number)
            issued = store.issued(number)
            status = self._session.say(STATUSES[issued[-1].status]) if issued else ""
            found, probe = recommend(guide, profile), probes[-1].result if probes else None
            cases.append(Case(guide, profile, found, now, probe, status))
        return cases

    def _write(self, build: Callable[[], Callable[..., Collection]], file: Path) -> None:
        try:
            settings = self._preferences.now
            making = partial(
                build(),
                language=self._session.language,
                now=datetime.now(UTC),
                app_version=__version__,
                brand=brand_of(self._data_dir, settings.branding),
            )
        except AppError as error:
            self._failed(error)
            return
        paper = Paper(settings.paper)
        job = Job(lambda _progress, _cancelled: write_file(file, pdf_bytes(making(), paper)))
        job.succeeded.connect(self._succeeded)
        job.failed.connect(self._failed)
        self._job, self._file = job, file
        job.start()

    def _succeeded(self, _nothing: object) -> None:
        self.ended.emit(self._session.say("export.done", file=self._file), False)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.ended.emit(error.text(self._session.language), True)
