"""Where a reader of the guide has been, back and forward. Knows no widget."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """An article and how far down it was read; or the page of the window that led to one."""

    article: str = ""
    page: str = ""
    scrolled: int = 0


class History:
    """Like a browser's: going somewhere new forgets what lay ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place:
        return self._places[self._at] if self._places else Place()

    @property
    def before(self) -> Place | None:
        return self._places[self._at - 1] if self._at > 0 else None

    @property
    def after(self) -> Place | None:
        return self._places[self._at + 1] if self._at + 1 < len(self._places) else None

    def go(self, place: Place) -> None:
        """On to a place; where one is already, nothing is added."""
        if (place.article, place.page) != (self.here.article, self.here.page):
            self._places = [*self._places[: self._at + 1], place]
            self._at += 1

    def scrolled(self, down: int) -> None:
        """Remember how far down the present article is read."""
        if self._places:
            self._places[self._at] = replace(self.here, scrolled=down)

    def back(self) -> Place | None:
        return self._step(-1) if self.before else None

    def forward(self) -> Place | None:
        return self._step(1) if self.after else None

    def _step(self, by: int) -> Place:
        self._at += by
        return self.here
