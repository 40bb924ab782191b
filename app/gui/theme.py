"""Colours, fonts and the style sheet: one calm look, light and dark with equal contrast."""

from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.draw.colours import DARK, LIGHT, Colours
from app.draw.fonts import FAMILIES
from app.paths import RESOURCES

# Given to QApplication with its arguments: `setStyle` answers a style, and to describe that one to
# Python takes 15 ms before the first paint.
STYLE = ("-style", "Fusion")


def colours() -> Colours:
    """The colours of the scheme that holds now; asked anew at every painting.

    Judged by the text, because a style sheet makes many grounds transparent.
    """
    return DARK if QApplication.palette().windowText().color().lightness() > 128 else LIGHT


def load_fonts(pattern: str = "*") -> None:
    """Register the fonts that ship with the program: a bare machine has none."""
    for file in sorted((RESOURCES / "fonts").glob(f"{pattern}.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def apply_theme(application: QApplication, *, dark: bool) -> None:
    """Set palette, font and style sheet for the whole window, which wants the style STYLE."""
    palette = DARK if dark else LIGHT
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(14)
    application.setFont(font)
    application.setPalette(_palette(palette))
    application.setStyleSheet(_SHEET.substitute(palette._asdict()))


def starts_dark(application: QApplication) -> bool:
    """What `system_is_dark` says, while no theme of ours is set, without asking for the style."""
    return application.palette().window().color().lightness() < 128


def system_is_dark(application: QApplication) -> bool:
    """Judged by the ground the system gives a window, before a theme of ours is set."""
    return application.style().standardPalette().window().color().lightness() < 128


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.card,
        role.AlternateBase: c.ground,
        role.Text: c.text,
        role.Button: c.card,
        role.ButtonText: c.text,
        role.BrightText: c.on_accent,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.ToolTipBase: c.card,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.muted,
        role.Link: c.accent,
        role.Accent: c.accent,
        role.Mid: c.edge,
        role.Light: c.card,
        role.Dark: c.edge,
    }.items():
        palette.setColor(where, QColor(colour))
    return palette


# Looks are asked for by the dynamic property "look", never by a widget's class name alone, so that
# what a page means (heading, card, primary) is written where the page is built.
_SHEET = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: 26px; font-weight: 700; }
QLabel[look="heading"] { font-size: 17px; font-weight: 600; }
QLabel[look="eyebrow"] { font-size: 12px; font-weight: 600; color: $muted; letter-spacing: 0.6px; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="opening"] { color: $muted; qproperty-alignment: AlignCenter; }
QLabel[look="small"] { color: $muted; font-size: 12px; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="verdict-good"] { color: $good; font-size: 26px; font-weight: 700; }
QLabel[look="verdict-bad"] { color: $bad; font-size: 26px; font-weight: 700; }
QLabel[look="verdict-open"] { color: $muted; font-size: 26px; font-weight: 700; }
QLabel[look="error"] { color: $bad; font-weight: 600; }
QFrame[look="card"] { background: $card; border: 1px solid $line; border-radius: 10px; }
QFrame[look="notice"] { background: $accent_soft; border: 1px solid $accent; border-radius: 10px; }
QFrame[look="problem"] { background: $bad_soft; border: 2px solid $bad; border-radius: 10px; }
QFrame[look="side"] { background: $card; border: none; border-right: 1px solid $line; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QPushButton { background: $card; color: $text; border: 1px solid $edge; border-radius: 7px;
              padding: 8px 16px; min-height: 20px; }
QPushButton:hover { border-color: $accent; background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 7px 15px; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
              font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent; border-color: $text; }
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 7px 15px; }
QPushButton[look="primary"]:disabled { background: $grey_soft; color: $muted;
              border-color: $line; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; color: $accent;
              padding: 4px 8px; text-align: left; }
QPushButton[look="quiet"]:hover { text-decoration: underline; }
QPushButton[look="quiet"]:focus { border: 2px solid $accent; padding: 3px 7px; }
QPushButton[look="nav"] { background: transparent; border: 1px solid transparent; text-align: left;
              padding: 9px 12px; }
QPushButton[look="nav"]:hover { background: $grey_soft; }
QPushButton[look="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[look="nav"]:focus { border: 2px solid $accent; padding: 8px 11px; }

QToolButton[look="step"] { background: transparent; color: $text; border: 1px solid transparent;
              border-radius: 7px; padding: 6px 10px; }
QToolButton[look="step"]:hover { background: $grey_soft; }
QToolButton[look="step"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QToolButton[look="step"]:focus { border: 2px solid $accent; padding: 5px 9px; }
QToolButton[look="step"]:disabled { color: $muted; }

QLineEdit, QPlainTextEdit {
              background: $card; color: $text; border: 1px solid $edge; border-radius: 6px;
              padding: 6px 8px; selection-background-color: $accent;
              selection-color: $on_accent; }
QLineEdit { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus {
              border: 2px solid $accent; padding: 5px 7px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $bad; padding: 5px 7px; }
QRadioButton, QCheckBox { spacing: 8px; padding: 4px; min-height: 20px;
              border: 2px solid transparent; border-radius: 6px; }
QRadioButton::indicator { width: 12px; height: 12px; border: 2px solid $edge; border-radius: 8px;
              background: $card; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox::indicator { width: 16px; height: 16px; }
QRadioButton:disabled, QLineEdit:disabled { color: $muted; }
QRadioButton:focus, QCheckBox:focus { border-color: $accent; }
QComboBox { background: $card; color: $text; border: 1px solid $edge; border-radius: 6px;
              padding: 5px 8px; min-height: 20px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox:focus { border: 2px solid $accent; padding: 4px 7px; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $edge;
              selection-background-color: $accent_soft; selection-color: $text; }
QTabBar::tab { background: transparent; color: $muted; border: 1px solid transparent;
              border-radius: 7px; padding: 7px 14px; margin-left: 4px; }
QTabBar::tab:hover { background: $grey_soft; }
QTabBar::tab:selected { background: $accent_soft; color: $accent; }
QTabBar::tab:selected:focus { border: 2px solid $accent; padding: 6px 13px; }
QTableView { background: $card; color: $text; border: 1px solid $line; border-radius: 10px;
              selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QTableView:focus { border: 2px solid $accent; }
QTableView::item { padding: 4px 8px; border-bottom: 1px solid $line; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $card; color: $muted; border: none; font-weight: 600;
              border-bottom: 1px solid $edge; padding: 6px 8px; }
QTableCornerButton::section { background: $card; border: none; border-bottom: 1px solid $edge; }
QGroupBox { border: none; margin: 0; padding: 0; }
QListView { background: transparent; border: none; outline: none; }
QTreeView { background: transparent; border: 1px solid transparent; outline: none;
              show-decoration-selected: 0; }
QTreeView:focus { border-color: $accent; border-radius: 6px; }
QTreeView::item { padding: 0 4px; }
QTreeView::item:hover { background: $grey_soft; }
QTreeView::item:selected { background: $accent_soft; color: $text; }
QTreeView::branch, QTreeView::branch:selected { background: transparent; }
QTextBrowser { background: $card; color: $text; border: 1px solid $line;
              border-radius: 10px; padding: 1px; selection-background-color: $accent;
              selection-color: $on_accent; }
QTextBrowser:focus { border: 2px solid $accent; padding: 0; }
QProgressBar { background: $grey_soft; border: none; border-radius: 5px; height: 10px;
              text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
QMenuBar { background: $ground; border-bottom: 1px solid $line; padding: 2px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $card; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 20px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
""")
