"""Everything behind the window's frame: made once the first paint is done, joined here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from app import log
from app.decision.profile import Profile, read_profile
from app.errors import AppError
from app.files import read_file
from app.gui import page_loader as pages
from app.gui import steps
from app.gui.actions import Actions
from app.gui.jobs import Job
from app.gui.look import Look, system_language, translate_qt
from app.gui.preferences import Preferences
from app.gui.samples import SAMPLES, add_samples
from app.gui.session import Session
from app.gui.theme import apply_theme, system_is_dark
from app.gui.widgets.blocks import caption
from app.gui.widgets.welcome import Welcome
from app.gui.window import CONSULTATION, GUIDE, HOME, MODELS, SETTINGS, Window
from app.guide.packs import InUse, Pack, guide_in_use, keep, take_in, use_shipped
from app.report.open_pdf import profile_from_pdf
from app.settings import ColourScheme, Settings
from app.store import BIN_DAYS, FILE, Store
from app.words import Language

if TYPE_CHECKING:
    from app.gui.collecting import Collector
    from app.gui.consultation import ConsultationView, Page
    from app.gui.pages.guide import GuidePage
    from app.gui.running import Running


def open_workspace(
    window: Window,
    data_dir: Path,
    look: Look,
    ready: Callable[["Workspace | None"], object] = lambda _workspace: None,
) -> "Workspace | None":
    """Open the data folder and fill the window; a folder that cannot be used is told about.

    `ready` hears of the workspace, now or once the folder can be used.
    """
    first_start = not (data_dir / FILE).exists()
    try:
        store = Store.open(data_dir)
    except AppError as error:
        log.note_fault(error.key)
        trouble = pages.TroublePage(
            error, look.language, data_dir, lambda: open_workspace(window, data_dir, look, ready)
        )
        window.fill({"trouble": lambda: trouble}, lambda _name: None, lambda: None)
        window.show_page("trouble", trouble.title())
        return None
    if first_start:
        add_samples(store, look.language)
    store.purge_deleted(datetime.now(UTC) - timedelta(days=BIN_DAYS))
    workspace = Workspace(window, store, data_dir, look, ready, first_start=first_start)
    workspace.resume()
    log.note("store opened", profiles=len(store.summaries()), first=first_start)
    ready(workspace)
    return workspace


class Workspace(QObject):
    """Joins session, pages and window. Each page knows the session and nothing of the others."""

    def __init__(
        self,
        window: Window,
        store: Store,
        data_dir: Path,
        look: Look,
        ready: Callable[["Workspace | None"], object],
        *,
        first_start: bool,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._data_dir = data_dir
        self._look = look
        self._ready = ready
        self._preferences = Preferences(data_dir)
        if first_start:
            self._guarded(lambda: self._preferences.change(welcome=True))
        self._preferences.changed.connect(self._settings_changed)
        self.used = guide_in_use(data_dir)
        self._guarded(lambda: keep(data_dir, self.used))
        self._build(look.language)

    def _build(self, language: Language) -> None:
        session = self.session = Session(self._store, self.used.guide, language)
        self._consultation = cache(self._make_consultation)
        self._home = pages.HomePage(
            session,
            open_profile=self.open_profile,
            begin=self.begin,
            open_file=self.choose_file,
            make_collector=self._make_collector,
            welcome=self._welcome() if self._preferences.now.welcome else None,
        )
        self._models_page = cache(lambda: pages.ModelsPage(session, self.read))
        self._guide_page = cache(self._make_guide_page)
        self._settings_page = cache(
            lambda: pages.SettingsPage(session, self._data_dir, self._preferences, self)
        )
        shown: dict[str, Callable[[], QWidget]] = {
            HOME: lambda: self._home,
            CONSULTATION: self._consultation,
            GUIDE: self._guide_page,
            MODELS: self._models_page,
            SETTINGS: self._settings_page,
        }
        self._window.fill(shown, self.go, self._store.close)
        self._actions = Actions(self._window, session, self)

    def _make_consultation(self) -> "ConsultationView":
        from app.gui.consultation import ConsultationView  # noqa: PLC0415  (not on Home)

        session = self.session
        made: dict[str, Callable[[], Page]] = {
            steps.DESCRIBE: lambda: pages.DescribePage(session, self.read),
            steps.FACTS: lambda: pages.FactsPage(session),
            "question": lambda: pages.QuestionPage(session, self.read),
            steps.LIMITS: lambda: pages.LimitsPage(session),
            steps.REVIEW: lambda: pages.ReviewPage(session, self.consultation.change),
            steps.RECOMMENDATION: lambda: pages.RecommendationPage(
                session, self._preferences, self.read
            ),
            steps.PROBE: lambda: pages.ProbePage(
                session, self._data_dir, self._preferences, self.running
            ),
            steps.EXPORT: lambda: pages.ExportPage(session, self._data_dir, self._preferences),
        }
        view = ConsultationView(session, made, self.go_home)
        view.titled.connect(self._titled)
        return view

    def _make_collector(self) -> "Collector":
        from app.gui.collecting import Collector  # noqa: PLC0415  (documents are made rarely)

        return Collector(self.session, self._data_dir, self._preferences)

    def _make_guide_page(self) -> "GuidePage":
        guide_page = pages.GuidePage(self.session, self._show_again)
        guide_page.titled.connect(self._window.show_title)
        return guide_page

    @cached_property
    def running(self) -> "Running":
        from app.gui.running import Running  # noqa: PLC0415  (brings the probe)

        return Running(self._data_dir, self)

    @property
    def guide_page(self) -> "GuidePage":
        return self._guide_page()

    @property
    def consultation(self) -> "ConsultationView":
        return self._consultation()

    # Where to go

    def resume(self) -> None:
        """Where the user was when the program ended, by choice or not."""
        last = self._store.last_open()
        if last is None:
            self.go_home()
        else:
            self.open_profile(last.id)

    def go(self, name: str) -> None:
        if name == HOME:
            self.go_home()
        elif name == GUIDE:
            self.read("")
            self.guide_page.first_focus().setFocus()
        elif name == MODELS:
            models = self._models_page()
            models.show_page()
            self._window.show_page(MODELS, models.title())
            models.first_focus().setFocus()
        elif name == SETTINGS:
            settings = self._settings_page()
            self._window.show_page(SETTINGS, settings.title())
            settings.first_focus().setFocus()
        elif self.session.id is not None:
            self._show_consultation()

    def read(self, article: str) -> None:
        """Show an article of the guide, "" for the one read last; its Back returns here."""
        page = self._window.current_page()
        known = page in self._titles()
        here = (page, self.session.say(f"window.{page}")) if known else ("", "")
        guide_page = self.guide_page
        guide_page.open(article, came_from=here)
        self._window.show_page(GUIDE, guide_page.window_title())
        guide_page.reader.setFocus()

    def _show_again(self, page: str) -> None:
        """A page as it was left, nothing of it closed or moved."""
        if page == CONSULTATION and self.session.id is None:
            page = HOME
        self._window.show_page(page, self._titles()[page])

    def _titles(self) -> dict[str, str]:
        """The pages that reading returns to, by the titles of the window."""
        say, open_now = self.session.say, self.session.id is not None
        return {
            HOME: say("home.title"),
            CONSULTATION: self.consultation.window_title() if open_now else "",
            MODELS: say("models.title"),
            SETTINGS: say("settings.title"),
        }

    def ask(self, place: str) -> None:
        """Show a question of the open profile, or another page of its consultation."""
        known = place in self.session.guide.question
        self.consultation.open(steps.question_page(place) if known else place)

    def go_home(self) -> None:
        self._guarded(self._store.leave)
        self._home.refresh()
        self._window.show_page(HOME, self.session.say("home.title"))
        self._home.first_focus().setFocus()

    def open_profile(self, profile_id: int) -> None:
        self._guarded(lambda: self.session.open(profile_id))
        if self.session.id == profile_id:
            self._show_consultation()

    def begin(self) -> None:
        self._put_welcome_away()
        self._guarded(lambda: self.session.create(Profile()))
        if self.session.id is not None:
            self._show_consultation()

    def begin_quickly(self) -> None:
        """A first recommendation in two minutes: a name is given, and the questions begin."""
        self._put_welcome_away()
        name = self.session.say("home.first_name")
        self._guarded(lambda: self.session.create(Profile(name=name)))
        if self.session.id is not None:
            self.ask(self.session.guide.questions[0].id)
            self._window.show_page(CONSULTATION, self.consultation.window_title())

    def choose_file(self) -> None:
        """Open a profile file, or the profile inside a document that Signpost made."""
        say = self.session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, caption(say("home.open_file")), "", say("home.file_kinds")
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, file: Path) -> None:
        def take_in() -> None:
            is_pdf = file.suffix.lower() == ".pdf"
            profile = (
                profile_from_pdf(file) if is_pdf else read_profile(read_file(file), file.name)
            )
            self.session.create(profile)
            self._tell_unknown(profile, file)
            self._show_consultation()

        self._guarded(take_in)

    def _tell_unknown(self, profile: Profile, file: Path) -> None:
        if unknown := profile.unknown_keys(self.session.guide.question):
            say = self.session.say
            keys = ", ".join(unknown)
            text = say("advice.unknown_keys", n=len(unknown), keys=keys)
            QMessageBox.information(self._window, file.name, text)

    def _welcome(self) -> Welcome:
        say = self.session.say
        samples = [
            (
                say("home.welcome_sample", name=summary.name),
                partial(self.open_profile, summary.id),
            )
            for summary in sorted(self._store.summaries(), key=lambda one: one.id)[:SAMPLES]
        ]
        keys = ("welcome", "welcome_body", "welcome_begin", "welcome_hide")
        return Welcome(
            [say(f"home.{key}") for key in keys],
            samples,
            begin=self.begin_quickly,
            hide=self._put_welcome_away,
        )

    def _put_welcome_away(self) -> None:
        self._home.put_welcome_away()
        self._guarded(lambda: self._preferences.change(welcome=False))

    def _titled(self, title: str) -> None:
        if self._window.current_page() == CONSULTATION:
            self._window.show_title(title)

    def _show_consultation(self) -> None:
        self.consultation.open(self.session.page)
        self._window.show_page(CONSULTATION, self.consultation.window_title())

    # What the menus ask for

    def undo(self) -> None:
        self._guarded(self.session.undo)

    def redo(self) -> None:
        self._guarded(self.session.redo)

    def bring_back(self, profile_id: int) -> None:
        """Out of the bin, to the others on Home."""
        self._guarded(lambda: self._store.restore_deleted(profile_id))
        self.go_home()

    def _settings_changed(self, before: Settings, settings: Settings) -> None:
        if settings.colour_scheme != before.colour_scheme:
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            system = settings.colour_scheme is ColourScheme.SYSTEM and system_is_dark(application)
            dark = settings.colour_scheme is ColourScheme.DARK or system
            apply_theme(application, dark=dark)
        if settings.language != before.language:
            language = settings.language or system_language()
            QTimer.singleShot(0, lambda: self.speak(language))  # the asking page goes with it

    def speak(self, language: Language) -> None:
        """The whole window in another language, on the page where the user is."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        translate_qt(application, language)
        self._look = replace(self._look, language=language)
        profile, name = self.session.id, self._window.current_page()
        article = self.guide_page.here() if name == GUIDE else ""
        self._actions.deleteLater()
        self._window.speak(language)
        self._build(language)
        if profile is not None:
            self.session.open(profile)
        if name == GUIDE:
            self.read(article)
        else:
            self.go(name)

    # What the settings ask for

    def take_in(self, pack: Pack) -> None:
        """Use the guide or the prices of a pack from now on."""
        self._use(take_in(self._data_dir, pack))

    def use_shipped(self) -> None:
        self._use(use_shipped(self._data_dir))

    def _use(self, used: InUse) -> None:
        self.used = used
        log.note("guide changed", pack=used.pack is not None)
        language = self.session.language
        QTimer.singleShot(0, lambda: self.speak(language))  # the asking page goes with it

    def delete_everything(self) -> None:
        """All of the user's data, the keys in the keyring too; then as on a first start."""
        from app.erase import erase_everything  # noqa: PLC0415  (2 MB for the rarest of wishes)

        self.running.forget()
        Job.end_all()  # it writes into the folder
        self._store.close()
        try:
            erase_everything(self._data_dir)
        finally:
            QTimer.singleShot(0, self._start_again)

    def _start_again(self) -> None:
        self._actions.deleteLater()
        self._window.speak(self._look.language)
        open_workspace(self._window, self._data_dir, self._look, self._ready)
        self.deleteLater()

    def _guarded(self, work: Callable[[], object]) -> None:
        """Do it; a fault the user can put right becomes one sentence in a message."""
        try:
            work()
        except AppError as error:
            log.note_fault(error.key)
            text = error.text(self._look.language)
            QMessageBox.warning(self._window, "Signpost", text)
