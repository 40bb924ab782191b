"""Moving in the tree of models: frames per second at 64 and at 1,000 boxes.

`python tests/bench/tree.py`. Needs no screen. Prints, for each size, the time to lay the tree out
and draw it as a picture, the frames of a steady drag, the slowest single one, and how a frame
compares with painting an empty window of the same size.
"""

import os
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.charts.tree import tree_picture
from app.gui.theme import apply_theme, load_fonts
from app.gui.widgets.tree_view import TreeView
from app.guide.load import load_guide
from app.guide.models import Catalogue
from app.words import Language

FRAMES = 400


class Empty(QWidget):
    """The least that a frame can cost."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing."""


def main() -> None:
    application = QApplication([])
    load_fonts()
    apply_theme(application, dark=False)
    models = load_guide().models
    empty = Empty()
    empty.resize(1000, 640)
    empty.show()
    application.processEvents()
    bare = frames(empty, application, lambda _number: None)
    for size in (len(models.tree), 1000):
        begin = perf_counter()
        picture = tree_picture(grown(models, size), Language.EN)
        drawn = perf_counter() - begin
        view = TreeView(picture, lambda here, _way: here)
        view.resize(1000, 640)
        view.show()
        application.processEvents()
        view.zoom(1.5)

        def move(number: int, view: TreeView = view) -> None:
            view.pan(-6 if number % 200 < 100 else 6, -4 if number % 300 < 150 else 4)

        times = frames(view, application, move)
        median = sorted(times)[len(times) // 2]
        print(
            f"{size:>5} boxes: picture {1000 * drawn:6.1f} ms; "
            f"{len(times) / sum(times):6.0f} frames/s, slowest {1000 * max(times):5.1f} ms, "
            f"median {median / (sum(bare) / len(bare)):4.1f} × an empty window"
        )
        view.close()


def frames(
    widget: QWidget, application: QApplication, step: Callable[[int], object]
) -> list[float]:
    """Seconds for each frame of a drag."""
    times = []
    for number in range(FRAMES):
        begin = perf_counter()
        step(number)
        widget.repaint()
        application.processEvents()
        times.append(perf_counter() - begin)
    return times


def grown(models: Catalogue, size: int) -> Catalogue:
    """The same tree with its boxes repeated under new names until it has `size` of them."""
    boxes = list(models.tree)
    for copy in range(1, size // len(models.tree) + 2):
        for model in models.tree:
            name, parent = f"{model.id}-{copy}", model.parent
            if parent in models.tree_model:
                parent = f"{parent}-{copy}"
            boxes.append(model.model_copy(update={"id": name, "parent": parent}))
    return models.model_copy(update={"tree": tuple(boxes[:size])})


if __name__ == "__main__":
    main()
