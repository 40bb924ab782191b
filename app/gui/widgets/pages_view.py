"""Pages of a document as they will be printed: list, zoom, keyboard. Drawn on a worker.

A page comes as SVG from the typesetter that makes the PDF, so it is sharp at every zoom and never
has to be set again for one.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.gui.jobs import Job
from app.gui.theme import colours
from app.gui.widgets.blocks import button, column, label, row
from app.words import Language, say

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)  # of a page's own size on screen
GAP = 16  # between two pages
HEIGHT = 470
NARROW = 620  # below this the list of pages gives its room to the page
KEPT = 2  # pages above and below those in sight that stay drawn


def picture_of(svg: bytes, size: QSize, *, keep_shape: bool = False) -> QImage:
    """The page as a picture of that many pixels; with `keep_shape` in the middle of white."""
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(QColor("#FFFFFF"))
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(svg))
    if keep_shape:
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    return picture


class Sheet(QWidget):
    """One page. It shows what was drawn last, stretched, until the new one comes."""

    def __init__(self, svg: bytes, name: str) -> None:
        super().__init__()
        self.svg = svg
        self.own = QSvgRenderer(QByteArray(svg)).defaultSize()
        self.picture: QImage | None = None
        self.setAccessibleName(name)

    def wants(self) -> QSize:
        """The pixels it has room for."""
        return self.size() * self.devicePixelRatioF()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self.picture)
        painter.setPen(QColor(colours().edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagesView(QWidget):
    """The pages one under the other. `page_shown(number)` tells which is at the top, from 1."""

    page_shown = Signal(int)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setObjectName("preview")
        self._zoom: float | None = None  # None: as wide as there is room
        self._sheets: list[Sheet] = []
        self._job: Job | None = None
        self._drawing: Sheet | None = None  # the page that the job is about
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setAccessibleName(self._say("export.pages"))
        self._list.setFixedWidth(64)
        self._list.currentRowChanged.connect(self._go)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(GAP)
        self._column.setContentsMargins(GAP, GAP, GAP, GAP)
        self._area = QScrollArea()
        self._area.setObjectName("preview-area")
        self._area.setAccessibleName(self._say("export.preview"))
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setFixedHeight(HEIGHT)
        self._list.setFixedHeight(HEIGHT)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(lambda _low, _high: self._scrolled())
        self._where = label("", "small", wrap=False)
        self._where.setObjectName("preview-where")
        self._share = label("", "small", wrap=False)
        self._share.setObjectName("preview-zoom")
        tools = []
        for name, words, slot, keys in (
            ("zoom-out", "export.zoom_out", partial(self.zoom_by, -1), ("Ctrl+-",)),
            ("zoom-in", "export.zoom_in", partial(self.zoom_by, 1), ("Ctrl++", "Ctrl+=")),
            ("fit-width", "export.fit_width", self.fit_width, ("Ctrl+0",)),
        ):
            made = button(self._say(words), name, slot, "quiet")
            made.setToolTip(keys[0])
            tools.append(made)
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(slot)
        out, into, fit = tools
        self.setLayout(
            column(
                row(out, self._share, into, fit, None, self._where),
                row(self._list, self._area),
                spacing=8,
            )
        )

    def show_pages(self, svgs: Sequence[bytes]) -> None:
        """Show these pages in the place of the last ones; zoom and place stay."""
        place = self._area.verticalScrollBar().value()
        for old in self._sheets:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        before = [sheet.picture for sheet in self._sheets]
        total = len(svgs)
        self._sheets = [
            Sheet(svg, self._say("export.page", page=number, pages=total))
            for number, svg in enumerate(svgs, 1)
        ]
        for sheet, picture in zip(self._sheets, before, strict=False):
            sheet.picture = picture  # until it is drawn anew, rather than an empty page
        for sheet in self._sheets:
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._list.blockSignals(True)
        self._list.clear()
        for number in range(1, total + 1):
            item = QListWidgetItem(str(number))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            item.setSizeHint(QSize(0, 28))
            self._list.addItem(item)
        self._list.setCurrentRow(0 if total else -1)
        self._list.blockSignals(False)
        self._resize()
        self._area.verticalScrollBar().setValue(place)
        self._scrolled()

    def svgs(self) -> tuple[bytes, ...]:
        """The pages that are shown."""
        return tuple(sheet.svg for sheet in self._sheets)

    def is_drawn(self) -> bool:
        """Whether everything in sight is as sharp as it gets."""
        seen = [self._sheets[number] for number in self._in_sight()]
        return bool(seen) and all(it.picture and it.picture.size() == it.wants() for it in seen)

    def zoom(self) -> float:
        """The zoom that holds: 1 is the page's own size."""
        if self._zoom is not None or not self._sheets:
            return self._zoom or 1.0
        room = self._area.viewport().width() - 2 * GAP
        widest = max(sheet.own.width() for sheet in self._sheets)
        return max(room / max(widest, 1), 0.1)

    def zoom_by(self, steps: int) -> None:
        """To the next larger (1) or smaller (-1) zoom."""
        now = self.zoom()
        if steps > 0:
            self._zoom = next((step for step in STEPS if step > now + 0.01), STEPS[-1])
        else:
            self._zoom = next((step for step in reversed(STEPS) if step < now - 0.01), STEPS[0])
        self._resize()

    def fit_width(self) -> None:
        self._zoom = None
        self._resize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.setVisible(self.width() >= NARROW)
        self._resize()

    def _resize(self) -> None:
        zoom = self.zoom()
        for sheet in self._sheets:
            sheet.setFixedSize(sheet.own * zoom)
        self._share.setText(f"{zoom:.0%}")
        self._inside.adjustSize()
        self._draw()

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._sheets):
            self._area.verticalScrollBar().setValue(self._sheets[number].y() - GAP)

    def _scrolled(self) -> None:
        top = self._area.verticalScrollBar().value() + HEIGHT // 3
        at = next((n for n, it in enumerate(self._sheets) if it.y() + it.height() > top), 0)
        if self._sheets:
            self._where.setText(self._say("export.page", page=at + 1, pages=len(self._sheets)))
        if at != self._list.currentRow():
            self._list.blockSignals(True)
            self._list.setCurrentRow(at)
            self._list.blockSignals(False)
            self.page_shown.emit(at + 1)
        self._draw()

    def _in_sight(self) -> list[int]:
        top = self._area.verticalScrollBar().value()
        return [
            number
            for number, sheet in enumerate(self._sheets)
            if sheet.y() < top + HEIGHT and sheet.y() + sheet.height() > top
        ]

    def _draw(self) -> None:
        """Draw what is in sight and not yet drawn at its size, one page at a time."""
        seen = self._in_sight()
        if self._job is not None or not seen:
            return
        for number, sheet in enumerate(self._sheets):
            if not seen[0] - KEPT <= number <= seen[-1] + KEPT:
                sheet.picture = None  # at high zoom a page takes 30 MB
        for number in seen:
            sheet = self._sheets[number]
            if sheet.picture is None or sheet.picture.size() != sheet.wants():
                self._draw_one(sheet, sheet.wants())
                return

    def _draw_one(self, sheet: Sheet, size: QSize) -> None:
        svg = sheet.svg
        job = Job(lambda _progress, _cancelled: picture_of(svg, size))
        job.succeeded.connect(self._came)  # a method: it is let go with the window
        self._job, self._drawing = job, sheet
        job.start()

    def _came(self, picture: object) -> None:
        sheet, self._job = self._drawing, None
        if sheet is not None and sheet in self._sheets and isinstance(picture, QImage):
            sheet.picture = picture
            sheet.update()
        self._draw()

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, key, **values)
