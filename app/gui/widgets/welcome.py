"""The first thing a new user reads on Home: what this is, and where to begin."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.widgets.blocks import button, card, label, row


class Welcome(QWidget):
    """One way in, and samples to look at. `texts`: heading, body, begin, hide."""

    def __init__(
        self,
        texts: Sequence[str],
        samples: Sequence[tuple[str, Callable[[], object]]],
        *,
        begin: Callable[[], object],
        hide: Callable[[], object],
    ) -> None:
        super().__init__()
        heading, body, begin_text, hide_text = texts
        first = button(begin_text, "welcome-begin", begin, "primary")
        looks = [
            button(name, f"welcome-sample-{number}", open_it)
            for number, (name, open_it) in enumerate(samples, 1)
        ]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(
            card(
                label(heading, "heading"),
                label(body),
                row(first, None, button(hide_text, "welcome-hide", hide, "quiet")),
                row(*looks, None),
                look="notice",
            )
        )
