"""The answers of a measurement that goes on, in a file of the data folder."""

import re
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

from app.disk import told
from app.probe.terms import KEPT, way_key
from app.probe.types import Answer, ProbeResult
from db.faults import Fault, FaultKind, faults_of
from db.journal import JournalFile, drop_files

FOLDER: Final = "runs"
FORGOTTEN: Final = timedelta(days=30)  # a journal nobody came back to


class Journal:
    """Implements `app.probe.terms.Journal`. Use it on the thread that opened it, and close it."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file
        self.name = file.file.stem

    @classmethod
    def open(cls, data_dir: Path, facts: Mapping[str, Any]) -> Self:
        """The journal of all that is asked in the way that the asker's `facts` describe.

        A damaged one is begun anew: it only ever saves asking again.
        """
        folder = data_dir / FOLDER
        file = folder / f"{way_key(facts)[:32]}.sqlite"
        with told(faults_of(folder)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _forget_old(folder)
            try:
                return cls(JournalFile(file))
            except Fault as fault:
                if fault.kind not in (FaultKind.NOT_DATABASE, FaultKind.DAMAGED):
                    raise
                drop_files(file)
                return cls(JournalFile(file))

    def seen(self, key: str) -> Answer | None:
        with told(nullcontext()):
            body = self._file.seen(key)
        return None if body is None else Answer.model_validate_json(body)

    def keep(self, key: str, answer: Answer) -> None:
        with told(nullcontext()):
            self._file.keep(key, answer.model_dump_json(exclude_defaults=True))

    def close(self) -> None:
        self._file.close()


def drop_journals(data_dir: Path, result: ProbeResult) -> None:
    """Delete the journals of `result`, which is kept elsewhere now, if it is complete.

    One that broke off keeps them: measuring again goes on from there.
    """
    if result.outcomes.keys() <= KEPT:
        for name in result.manifest.get("journals", ()):
            if re.fullmatch("[0-9a-f]{32}", str(name)):
                drop_files(data_dir / FOLDER / f"{name}.sqlite")


def _forget_old(folder: Path) -> None:
    oldest = (datetime.now(UTC) - FORGOTTEN).timestamp()
    for file in folder.glob("*.sqlite"):
        if file.stat().st_mtime < oldest:
            drop_files(file)
