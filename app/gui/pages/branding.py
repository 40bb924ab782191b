"""How documents look: the organisation's name, logo, colour, a line at the foot, and the paper."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.errors import AppError
from app.gui.preferences import Preferences
from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, column, label, row
from app.gui.widgets.field import TextField
from app.gui.widgets.pages_view import picture_of
from app.gui.widgets.reply_row import ReplyRow
from app.letterhead import brand_of, take_logo
from app.report.brand import checked_accent
from app.report.pdf import Paper

LOGO = QSize(160, 48)


class BrandingForm(QWidget):
    """Everything is kept at once; what cannot be used is told in a sentence and not kept."""

    def __init__(self, session: Session, data_dir: Path, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._data_dir = data_dir
        self._preferences = preferences
        say, now = session.say, preferences.now.branding
        self._name = TextField(
            say("settings.organisation"),
            "organisation",
            lambda text: self._keep(organisation=text),
        )
        self._footer = TextField(
            say("settings.footer"),
            "footer",
            lambda text: self._keep(footer=text),
            example=say("settings.footer_example"),
        )
        self._accent = TextField(
            say("settings.accent"), "accent", self._take_accent, example="#0B63C5"
        )
        self._accent.edit.setMaximumWidth(160)
        self._swatch = QLabel()
        self._swatch.setFixedSize(28, 28)
        self._nearest = button("", "accent-nearest", self._take_nearest)
        self._nearest.hide()
        self._offered = ""
        self._logo = QLabel()
        self._logo.setObjectName("logo")
        self._remove = button(
            say("settings.logo_remove"), "logo-remove", self._remove_logo, "quiet"
        )
        choose = button(say("settings.logo_choose"), "logo-choose", self._choose_logo)
        papers = [(paper, say(f"export.paper_{paper.name.lower()}")) for paper in Paper]
        self._paper = ReplyRow(say("settings.paper"), papers, self._paper_changed)
        self._paper.choose(preferences.now.paper)
        self._told = label("", "error")
        self._told.hide()
        self._name.show_text(now.organisation)
        self._footer.show_text(now.footer)
        self._accent.show_text(now.accent)
        self.setLayout(
            column(
                label(say("settings.documents"), "heading"),
                label(say("settings.documents_hint"), "small"),
                self._name,
                self._footer,
                column(self._accent, row(self._swatch, self._nearest, None), spacing=4),
                column(
                    label(say("settings.logo"), "strong"),
                    label(say("settings.logo_hint"), "small"),
                    row(self._logo, choose, self._remove, None),
                    spacing=4,
                ),
                self._paper,
                self._told,
                spacing=10,
            )
        )
        self._show()

    def take_logo(self, file: Path) -> None:
        """Check a PNG or SVG file, keep it, and use it from now on."""
        try:
            name = take_logo(self._data_dir, file)
        except AppError as error:
            self._tell(error.text(self._session.language))
        else:
            self._keep(logo=name)

    def _take_accent(self, text: str) -> None:
        self._offer("")
        try:
            colour = checked_accent(text)
        except AppError as error:
            self._accent.show_fault(error.text(self._session.language))
            self._offer(str(error.values.get("nearest", "")))
            return
        self._accent.show_fault("")
        self._accent.show_text(colour)
        self._keep(accent=colour)

    def _take_nearest(self) -> None:
        colour = self._offered
        self._accent.show_text(colour)
        self._take_accent(colour)
        self._accent.edit.setFocus()

    def _offer(self, colour: str) -> None:
        self._offered = colour
        self._nearest.setText(self._session.say("settings.accent_take", colour=colour))
        self._nearest.setIcon(_plain(colour) if colour else QIcon())
        self._nearest.setVisible(bool(colour))

    def _paper_changed(self) -> None:
        self._change(paper=Paper(self._paper.chosen() or Paper.A4).value)

    def _choose_logo(self) -> None:
        say = self._session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, caption(say("settings.logo_choose")), "", say("settings.logo_kinds")
        )
        if chosen:
            self.take_logo(Path(chosen))

    def _remove_logo(self) -> None:
        self._keep(logo="")

    def _keep(self, **changed: str) -> None:
        self._change(branding=self._preferences.now.branding.model_copy(update=changed))

    def _change(self, **fields: object) -> None:
        try:
            self._preferences.change(**fields)
        except AppError as error:
            self._tell(error.text(self._session.language))
        else:
            self._tell("")
        self._show()

    def _show(self) -> None:
        branding = self._preferences.now.branding
        self._swatch.setPixmap(_colour(branding.accent, self._swatch.size()))
        self._swatch.setVisible(bool(branding.accent))
        self._remove.setVisible(bool(branding.logo))
        self._logo.setVisible(bool(branding.logo))
        if branding.logo:
            try:
                logo = brand_of(self._data_dir, branding).logo
            except AppError as error:
                self._logo.hide()
                self._tell(error.text(self._session.language))
                return
            self._logo.setPixmap(_fitting(logo))
            self._logo.setAccessibleName(self._session.say("settings.logo"))

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))


def _fitting(logo: str) -> QPixmap:
    """The logo on white, as documents show it, twice as fine for fine screens."""
    picture = picture_of(logo.encode(), LOGO * 2, keep_shape=True)
    picture.setDevicePixelRatio(2)
    return QPixmap.fromImage(picture)


def _colour(colour: str, size: QSize) -> QPixmap:
    made = QPixmap(size)
    made.fill(QColor(colour or "#FFFFFF"))
    return made


def _plain(colour: str) -> QIcon:
    return QIcon(_colour(colour, QSize(16, 16)))
