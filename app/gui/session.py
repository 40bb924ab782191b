"""The window's only changing state. Pages read it, call it, and redraw on its signals."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import log
from app.decision.profile import Answer, Profile, Reply
from app.decision.recommend import recommend
from app.decision.types import Recommendation
from app.errors import AppError
from app.gui.steps import DESCRIBE, known_page
from app.guide.types import Guide
from app.probe.types import ProbeResult
from app.store import Change, SavedProbe, Store
from app.words import Language, say


class Session(QObject):
    """The open profile, what follows from it, and whether it is safely kept.

    Every change is written at once. When the disk refuses, the change stays in memory, `kept` says
    so, and `retry` writes it again.
    """

    changed = Signal()  # the profile's content, or which profile is open
    kept = Signal(object)  # None after a write that is on disk, else the AppError

    def __init__(self, store: Store, guide: Guide, language: Language) -> None:
        super().__init__()
        self.store = store
        self.guide = guide
        self.language = language
        self.id: int | None = None
        self.page = DESCRIBE
        self.profile = Profile()
        self._unkept = ""

    def say(self, key: str, **values: object) -> str:
        """A phrase in the window's language."""
        return say(self.language, key, **values)

    @cached_property
    def recommendation(self) -> Recommendation:
        return recommend(self.guide, self.profile)

    @property
    def replies(self) -> Mapping[str, Reply]:
        return self.profile.replies

    # Which profile is open

    def open(self, profile_id: int) -> None:
        saved = self.store.get(profile_id)
        log.note("profile opened", profile=saved.id)
        self.id = saved.id
        self.page = known_page(self.guide, saved.profile.replies, saved.page)
        self._show(saved.profile)

    def create(self, profile: Profile) -> None:
        """Begin a new profile, kept from its first moment."""
        self.open(self.store.add(profile).id)

    def close(self) -> None:
        self.id = None
        self._show(Profile())

    def at(self, page: str) -> None:
        """Remember where the user is, so that the next start resumes there."""
        self.page = page
        if self.id is not None:
            try:
                self.store.remember_page(self.id, page)
            except AppError as error:
                self.kept.emit(error)

    # Changing it

    def answer(self, question: str, answer: Answer | None) -> None:
        """Set one answer, or clear it with None."""
        self._keep(self.profile.with_answer(question, answer), f"answer:{question}")

    def describe(self, **fields: str) -> None:
        self._keep(self.profile.model_copy(update=fields), f"describe:{','.join(fields)}")

    def set_fact(self, name: str, value: Any) -> None:
        facts = self.profile.facts.model_copy(update={name: value})
        self._keep(self.profile.model_copy(update={"facts": facts}), f"facts:{name}")

    def set_limit(self, name: str, value: Any) -> None:
        limits = self.profile.limits.model_copy(update={name: value})
        self._keep(self.profile.model_copy(update={"limits": limits}), f"limits:{name}")

    def retry(self) -> None:
        """Write again what could not be kept."""
        self._keep(self.profile, self._unkept)

    def probe_kept(self, profile_id: int, result: ProbeResult) -> None:
        """A measurement of a profile, which need no longer be the open one, is in the store."""
        log.note("measured", profile=profile_id, n=result.n, verdict=result.verdict)
        self.changed.emit()

    def probe_not_kept(self, fault: AppError) -> None:
        """It could not be."""
        self.kept.emit(fault)

    def correct_probe(self, seq: int, corrections: Mapping[str, str | None]) -> None:
        """Keep what the user made of the labels of a measurement."""
        try:
            self.store.correct(seq, corrections)
        except AppError as error:
            self.kept.emit(error)
        else:
            self.kept.emit(None)

    def last_probe(self) -> SavedProbe | None:
        return self.store.last_probe(self.id) if self.id is not None else None

    # Undo

    def can_undo(self) -> Change | None:
        return self.store.can_undo(self.id) if self.id is not None else None

    def can_redo(self) -> Change | None:
        return self.store.can_redo(self.id) if self.id is not None else None

    def undo(self) -> Change | None:
        return self._reversed(self.store.undo(self.id) if self.id is not None else None)

    def redo(self) -> Change | None:
        return self._reversed(self.store.redo(self.id) if self.id is not None else None)

    def _reversed(self, change: Change | None) -> Change | None:
        if change is not None and self.id is not None:
            self._show(self.store.get(self.id).profile)
            self.kept.emit(None)
        return change

    def _keep(self, profile: Profile, what: str) -> None:
        if profile == self.profile and not self._unkept:
            return
        self._show(profile)
        if self.id is None:
            return
        try:
            self.store.save(self.id, profile, what)
        except AppError as error:
            self._unkept = what
            self.kept.emit(error)
        else:
            self._unkept = ""
            self.kept.emit(None)

    def _show(self, profile: Profile) -> None:
        self.profile = profile
        self.__dict__.pop("recommendation", None)
        self.changed.emit()
