"""Settings: language, look, and where the data lie."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import __version__
from app.errors import AppError
from app.gui.pages.branding import BrandingForm
from app.gui.pages.prices import PriceForm
from app.gui.pages.upkeep import GuideCard, HelpCard, Keeper
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, card, column, label, row, scrolled
from app.gui.widgets.reply_row import ReplyRow
from app.settings import ColourScheme
from app.words import Language

SYSTEM = "system"


class SettingsPage(QWidget):
    def __init__(
        self, session: Session, data_dir: Path, preferences: Preferences, keeper: Keeper
    ) -> None:
        super().__init__()
        self._session = session
        self._data_dir = data_dir
        self._preferences = preferences
        say = session.say
        languages = [
            (SYSTEM, say("settings.system")),
            (Language.EN, "English"),
            (Language.JA, "日本語"),
        ]
        schemes = [(scheme, say(f"settings.{scheme}")) for scheme in ColourScheme]
        self._language = ReplyRow(say("settings.language"), languages, self._changed)
        self._scheme = ReplyRow(say("settings.colours"), schemes, self._changed)
        self._language.choose(preferences.now.language or SYSTEM)
        self._scheme.choose(preferences.now.colour_scheme)
        self._told = label("", "strong")
        self._told.hide()
        guide = session.guide
        self._guide_card = GuideCard(session, keeper, self)
        self._help_card = HelpCard(session, keeper, data_dir, self)
        whole = QWidget()
        self.setLayout(column(scrolled(whole)))
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(36, 28, 36, 20)
        inside.setSpacing(14)
        inside.addWidget(label(self.title(), "title"))
        inside.addWidget(card(self._language, self._scheme))
        inside.addWidget(
            card(
                label(say("settings.data"), "heading"),
                label(str(data_dir)),
                label(say("settings.data_hint"), "small"),
                row(
                    button(say("settings.open_folder"), "open-folder", self._open_folder),
                    button(say("settings.backup"), "backup", self._choose_backup),
                    None,
                ),
                self._told,
            )
        )
        inside.addWidget(card(BrandingForm(session, data_dir, preferences)))
        inside.addWidget(card(PriceForm(session, preferences)))
        inside.addWidget(self._guide_card.widget)
        inside.addWidget(self._help_card.widget)
        inside.addWidget(
            card(
                column(
                    label(say("settings.about"), "heading"),
                    label(
                        say(
                            "settings.versions",
                            app=__version__,
                            guide=guide.about.version,
                            sha256=guide.sha256[:12],
                        )
                    ),
                    label(guide.about.caveat.to(session.language), "small"),
                    spacing=6,
                )
            )
        )
        inside.addStretch(1)

    def title(self) -> str:
        return self._session.say("settings.title")

    def first_focus(self) -> QWidget:
        return self._language.first_button()

    def take_in(self, pack: Path) -> None:
        """Take in a guide pack or price list. AppError when it does not fit."""
        self._guide_card.take_in(pack)

    def support_details(self) -> str:
        """What is copied for support."""
        return self._help_card.details()

    def back_up(self, target: Path) -> None:
        """Write a verified copy of the store; the page tells how it went."""
        done = self._session.say("settings.backed_up", file=target)
        self._guarded(lambda: self._session.store.backup(target), done)

    def _changed(self) -> None:
        chosen = self._language.chosen()
        self._guarded(
            lambda: self._preferences.change(
                language=None if chosen in (None, SYSTEM) else Language(str(chosen)),
                colour_scheme=ColourScheme(self._scheme.chosen() or ColourScheme.SYSTEM),
            )
        )

    def _guarded(self, work: Callable[[], object], done: str = "") -> None:
        """Do it and tell how it went: `done`, or the fault in one sentence."""
        try:
            work()
        except AppError as error:
            done = error.text(self._session.language)
        self._told.setText(done)
        self._told.setVisible(bool(done))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir)))

    def _choose_backup(self) -> None:
        proposed = Path.home() / f"signpost-{datetime.now(UTC):%Y-%m-%d}.sqlite"
        chosen, _ = QFileDialog.getSaveFileName(
            self, caption(self._session.say("settings.backup")), str(proposed)
        )
        if chosen:
            self.back_up(Path(chosen))
