"""The lower half of the settings: the guide in use, help for whoever helps, and the way out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QMessageBox, QWidget

from app.errors import AppError
from app.gui.session import Session
from app.gui.widgets.blocks import button, caption, card, label, restyle, row
from app.guide.packs import InUse, Pack, read_pack
from app.log import FOLDER as LOGS
from app.settings import keyring_name
from app.support import support_details, support_text


class Keeper(Protocol):
    """What these cards ask of the window; each may raise AppError and has then changed nothing."""

    @property
    def used(self) -> InUse: ...
    def take_in(self, pack: Pack) -> None: ...
    def use_shipped(self) -> None: ...
    def delete_everything(self) -> None: ...


class _Telling:
    """A line that says how the last thing went."""

    def __init__(self, session: Session) -> None:
        self.line = label("", "strong")
        self.line.hide()
        self._session = session

    def guarded(self, work: Callable[[], object], done: str = "") -> None:
        text, wrong = done, False
        try:
            work()
        except AppError as error:
            text, wrong = error.text(self._session.language), True
        self.line.setText(text)
        self.line.setVisible(bool(text))
        self.line.setProperty("look", "error" if wrong else "strong")
        restyle(self.line)


class GuideCard:
    """Which guide advises here; a newer one or a price list; the way back."""

    def __init__(self, session: Session, keeper: Keeper, parent: QWidget) -> None:
        self._session, self._keeper, self._parent = session, keeper, parent
        self._told = _Telling(session)
        self._told.line.setObjectName("guide-told")
        say, used = session.say, keeper.used
        shipped = button(say("settings.guide_shipped"), "guide-shipped", self._go_back)
        shipped.setVisible(used.pack is not None or used.fault is not None)
        self.widget: QFrame = card(
            label(say("settings.guide"), "heading"),
            label(self._which(used)),
            label(say("settings.guide_hint"), "small"),
            row(
                button(say("settings.guide_import"), "guide-import", self._choose),
                shipped,
                None,
            ),
            self._told.line,
        )
        if used.fault is not None:
            fault = used.fault
            self._told.guarded(lambda: _raise(fault))

    def _which(self, used: InUse) -> str:
        say, about = self._session.say, used.guide.about
        short = used.guide.sha256[:12]
        if used.pack is None:
            return say("settings.guide_is_shipped", version=about.version, sha256=short)
        key = f"settings.guide_is_{used.pack.kind}"
        return say(key, version=about.version, sha256=short, pack=used.pack.version)

    def _choose(self) -> None:
        say = self._session.say
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, caption(say("settings.guide_import")), "", say("settings.guide_kinds")
        )
        if chosen:
            self._told.guarded(lambda: self.take_in(Path(chosen)))

    def take_in(self, file: Path) -> None:
        """Show what the pack is, ask, and use it. AppError when it does not fit."""
        pack = read_pack(file)
        if self._agreed(file, pack):
            self._keeper.take_in(pack)

    def _agreed(self, file: Path, pack: Pack) -> bool:
        say = self._session.say
        what = say(f"settings.pack_{pack.manifest.kind}", version=pack.manifest.version)
        signed = (
            say("settings.pack_signed", fingerprint=pack.signer)
            if pack.signer
            else say("settings.pack_unsigned")
        )
        box = QMessageBox(QMessageBox.Icon.Question, file.name, what, parent=self._parent)
        box.setObjectName("pack-question")
        box.setInformativeText(signed)
        use = box.addButton(say("settings.pack_use"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is use

    def _go_back(self) -> None:
        self._told.guarded(self._keeper.use_shipped)


class HelpCard:
    """Details for support, the log, and deleting everything."""

    def __init__(self, session: Session, keeper: Keeper, data_dir: Path, parent: QWidget) -> None:
        self._session, self._keeper = session, keeper
        self._data_dir, self._parent = data_dir, parent
        self._told = _Telling(session)
        self._told.line.setObjectName("help-told")
        say = session.say
        self.widget: QFrame = card(
            label(say("settings.help"), "heading"),
            label(say("settings.help_hint"), "small"),
            row(
                button(say("settings.copy_details"), "copy-details", self._copy),
                button(say("settings.open_logs"), "open-logs", self._open_logs),
                None,
            ),
            row(button(say("settings.delete_all"), "delete-all", self._delete), None),
            self._told.line,
        )

    def details(self) -> str:
        """What "Copy details for support" copies."""
        return support_text(
            support_details(
                self._data_dir,
                self._keeper.used,
                profiles=len(self._session.store.summaries()),
                keyring=keyring_name(),
                interface=self._interface(),
            )
        )

    def _interface(self) -> Mapping[str, str]:
        screen = QGuiApplication.primaryScreen()
        size = screen.size()
        return {
            "Qt": qVersion() or "",
            "platform": QGuiApplication.platformName(),
            "language": self._session.language.value,
            "locale": QLocale.system().name(),
            "screen": f"{size.width()}x{size.height()} at {screen.devicePixelRatio():g}",
        }

    def _copy(self) -> None:
        text = self.details()
        self._told.guarded(
            lambda: QApplication.clipboard().setText(text), self._session.say("settings.copied")
        )

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir / LOGS)))

    def _delete(self) -> None:
        say = self._session.say
        count = len(self._session.store.summaries())
        sure = say("settings.delete_sure", n=count)
        box = QMessageBox(
            QMessageBox.Icon.Warning, say("settings.delete_title"), sure, parent=self._parent
        )
        box.setObjectName("delete-question")
        box.setInformativeText(say("settings.delete_what", folder=self._data_dir))
        delete = box.addButton(say("settings.delete_yes"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is delete:
            self._told.guarded(self._keeper.delete_everything)


def _raise(fault: AppError) -> None:
    raise fault
