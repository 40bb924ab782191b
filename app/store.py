"""The user's own profiles on disk, with all that happened to them. The only importer of `db`.

Everything that comes out is a frozen value. A method that changes something returns only after it
is kept on disk; when it cannot be kept, AppError says why and nothing has changed.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Self

from app.decision.profile import Profile, Reply, read_profile, write_profile
from app.disk import told
from app.errors import AppError
from app.issued import Issue, Issued, Status, from_row, issued_row
from app.journal import drop_journals
from app.probe.types import ProbeResult
from db.copies import copy_database
from db.engine import Database
from db.faults import faults_of
from db.history import Difference, Key, difference, put, stacks
from db.models import ChangeRow, IssuedRow, ProbeRow, ProfileRow, StatusRow
from db.open import open_database
from db.records import Records
from db.replace import delete_database, replace_database

FILE: Final = "signpost.sqlite"
BACKUPS: Final = "backups"
BIN_DAYS: Final = 30  # how long the window keeps what was deleted
SECTIONS: Final = ("answers", "facts", "limits")  # where one entry is one change


@dataclass(frozen=True, slots=True)
class SavedProfile:
    id: int
    profile: Profile
    page: str  # where the user was
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of profiles shows of one."""

    id: int
    project: str
    name: str
    summary: str
    task: str
    changed: datetime
    answered: int
    replies: Mapping[str, Reply]


@dataclass(frozen=True, slots=True)
class Change:
    """One edit. `key` is its place in the profile file, e.g. ("answers", "few_labels") or ().

    `before` and `after` are what stood and stands there; None is nothing. `undoes` is the seq of
    the edit that this one reverses.
    """

    seq: int
    at: datetime
    what: str
    key: Key
    before: Any
    after: Any
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class SavedProbe:
    """`corrections`: labels that the user put right, by example; None: no single one is right."""

    seq: int
    at: datetime
    result: ProbeResult
    corrections: Mapping[str, str | None] = field(default_factory=dict)


class Store:
    """One open store. Use it on the thread that opened it, and close it."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    @classmethod
    def open(cls, data_dir: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Self:
        """The store in `data_dir`, made if missing. AppError when it cannot be used as it is."""
        with told(faults_of(data_dir)):
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(open_database(data_dir / FILE, data_dir / BACKUPS, now()), now)

    @classmethod
    def beside(
        cls, data_dir: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> Self:
        """Once more what is open on another thread, so looked at and brought up to date."""
        with told(faults_of(data_dir)):
            return cls(Database(data_dir / FILE), now)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, profile: Profile, page: str = "describe") -> SavedProfile:
        now = self._now()
        with self._writing() as records:
            row = ProfileRow(page=page, created_at=now)
            _keep(records, row, write_profile(profile), now)
            return _saved(row)

    def get(self, profile_id: int) -> SavedProfile:
        """AppError when there is none of that id, or it is in the bin."""
        with self._reading() as records:
            return _saved(_row(records, profile_id))

    def summaries(self, search: str = "") -> list[Summary]:
        """Profiles outside the bin that hold every word of `search`, the last edited first."""
        return self._list(search, binned=False)

    def save(self, profile_id: int, profile: Profile, what: str) -> SavedProfile:
        """Keep the profile as it is now, and the edit, named `what`, that led there.

        Equal to what is kept already: nothing is written.
        """
        body = write_profile(profile)
        with self._writing() as records:
            row = _row(records, profile_id)
            change = difference(json.loads(row.body), body, SECTIONS)
            if change is not None:
                now = self._now()
                records.record(row, now, what, change, undoes=None)
                _keep(records, row, body, now)
            return _saved(row)

    def remember_page(self, profile_id: int, page: str) -> None:
        """Where the user is; `last_open` finds it again."""
        with self._writing() as records:
            _row(records, profile_id).page = page
            records.set_fact("last_open", str(profile_id))

    def leave(self) -> None:
        """The user went home: the next start begins there."""
        with self._writing() as records:
            records.set_fact("last_open", "")

    def last_open(self) -> SavedProfile | None:
        """The profile whose page was remembered last, unless it is gone."""
        with self._reading() as records:
            last = records.fact("last_open")
            row = records.profile(int(last)) if last else None
            return _saved(row) if row and row.deleted_at is None else None

    def duplicate(self, profile_id: int, name: str | None = None) -> SavedProfile:
        """A copy without history, named `name` if given."""
        kept = self.get(profile_id)
        update = {} if name is None else {"name": name}
        return self.add(kept.profile.model_copy(update=update), kept.page)

    # The bin

    def delete(self, profile_id: int) -> None:
        """Into the bin."""
        with self._writing() as records:
            _row(records, profile_id).deleted_at = self._now()

    def deleted(self) -> list[Summary]:
        """What is in the bin."""
        return self._list("", binned=True)

    def restore_deleted(self, profile_id: int) -> SavedProfile:
        with self._writing() as records:
            row = _row(records, profile_id, binned=True)
            row.deleted_at = None
            return _saved(row)

    def purge_deleted(self, older_than: datetime) -> int:
        """Forget what went into the bin before that time, with its history; how many that were."""
        with self._writing() as records:
            return records.purge(older_than)

    # Undo

    def undo(self, profile_id: int) -> Change | None:
        """Take the last edit back and tell which it was; None when there is none."""
        return self._reverse(profile_id, redo=False)

    def redo(self, profile_id: int) -> Change | None:
        return self._reverse(profile_id, redo=True)

    def can_undo(self, profile_id: int) -> Change | None:
        """The edit that `undo` would take back."""
        return self._next(profile_id, redo=False)

    def can_redo(self, profile_id: int) -> Change | None:
        """The edit that `redo` would do again."""
        return self._next(profile_id, redo=True)

    def changes(self, profile_id: int) -> list[Change]:
        """Every edit there was, undone ones and undoing ones too, in order."""
        with self._reading() as records:
            return [_change(row) for row in records.events(ChangeRow, profile_id)]

    # What was measured and what was issued

    def add_probe(self, profile_id: int, result: ProbeResult) -> SavedProbe:
        with self._writing() as records:
            _row(records, profile_id)
            body = result.model_dump_json()
            row = ProbeRow(profile_id=profile_id, at=self._now(), body=body)
            records.add(row)
        _result(body)  # whoever keeps it off the window's thread spares the window reading it
        drop_journals(self._database.file.parent, result)
        return SavedProbe(row.seq, row.at, result)

    def probes(self, profile_id: int) -> list[SavedProbe]:
        """All measurements outside the bin in order, the newest last."""
        with self._reading() as records:
            return [_probe(records, row) for row in records.probes(profile_id)]

    def last_probe(self, profile_id: int) -> SavedProbe | None:
        """The newest of them."""
        with self._reading() as records:
            row = records.last_probe(profile_id)
            return None if row is None else _probe(records, row)

    def delete_probe(self, seq: int) -> None:
        """Into the bin, from which it is purged with the profiles there."""
        with self._writing() as records:
            records.bin_probe(seq, self._now())

    def restore_probe(self, seq: int) -> None:
        with self._writing() as records:
            records.unbin_probe(seq)

    def correct(self, seq: int, corrections: Mapping[str, str | None]) -> None:
        """Keep these as all corrections of a measurement, which stays as it was."""
        with self._writing() as records:
            records.correct(seq, corrections)

    def issue(self, profile_id: int, issue: Issue, profile: Profile | None = None) -> Issued:
        """Note that a document was handed out for `profile`, by default as it is now."""
        with self._writing() as records:
            body = _row(records, profile_id).body
            if profile is not None:
                body = _text(write_profile(profile))
            row = issued_row(profile_id, self._now(), body, _text(dict(issue.document)), issue)
            records.add(row)
            return from_row(row, [], FILE, json.loads(row.document))

    def issued(self, profile_id: int) -> list[Issued]:
        """What was handed out for the profile, in order, each with its status now."""
        with self._reading() as records:
            statuses = list(records.events(StatusRow, profile_id))
            return [
                from_row(row, statuses, FILE, json.loads(row.document))
                for row in records.events(IssuedRow, profile_id)
            ]

    def set_status(self, profile_id: int, issued: int, status: Status) -> None:
        """Note what became of the issued document of that number."""
        with self._writing() as records:
            _row(records, profile_id)
            records.add(
                StatusRow(
                    profile_id=profile_id, at=self._now(), issued=issued, status=status.value
                )
            )

    def backup(self, target: Path) -> None:
        """Write a verified copy of everything as `target`, which must not exist yet."""
        with told(faults_of(target)):
            if target.exists():
                raise AppError("file_exists", file=target)
            if not target.absolute().parent.is_dir():
                raise AppError("folder_missing", folder=target.parent)
            copy_database(self._database.file, target)

    def _reading(self) -> AbstractContextManager[Records]:
        return told(self._database.read())

    def _writing(self) -> AbstractContextManager[Records]:
        return told(self._database.write())

    def _list(self, search: str, *, binned: bool) -> list[Summary]:
        with self._reading() as records:
            return [
                Summary(
                    id=row.id,
                    project=row.project,
                    name=row.name,
                    summary=row.summary,
                    task=row.task,
                    changed=row.changed_at,
                    answered=len(row.replies),
                    replies={key: _REPLIES[said] for key, said in row.replies.items()},
                )
                for row in records.profiles(search, binned=binned)
            ]

    def _next(self, profile_id: int, *, redo: bool) -> Change | None:
        with self._reading() as records:
            stack = stacks(records.events(ChangeRow, profile_id))[redo]
            return _change(stack[-1], reverse=redo) if stack else None

    def _reverse(self, profile_id: int, *, redo: bool) -> Change | None:
        with self._writing() as records:
            row = _row(records, profile_id)
            stack = stacks(records.events(ChangeRow, profile_id))[redo]
            if not stack:
                return None
            last, now = stack[-1], self._now()
            edit = Difference(tuple(last.key), last.after, last.before)
            records.record(row, now, last.what, edit, undoes=last.seq)
            _keep(records, row, put(json.loads(row.body), edit.key, edit.after), now)
            return _change(last, reverse=redo)


def restore(data_dir: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the store; answers the folder where the old one is kept now.

    AppError when the backup is not sound, or when the store is open in a window or elsewhere.
    """
    with told(faults_of(data_dir)):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return replace_database(data_dir / FILE, backup, data_dir / BACKUPS, datetime.now(UTC))


def delete_everything(data_dir: Path) -> None:
    """Delete the database, its backups and the settings; other files in the folder stay.

    AppError when the store is open elsewhere.
    """
    with told(faults_of(data_dir)):
        delete_database(data_dir / FILE, data_dir / BACKUPS)
        for file in data_dir.glob("settings.json*"):
            file.unlink()


_REPLIES: Final = {reply.value: reply for reply in Reply}


def _text(body: dict[str, Any]) -> str:
    """JSON text. Half a character, which no file can hold, becomes a question mark."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _keep(records: Records, row: ProfileRow, body: dict[str, Any], now: datetime) -> None:
    """Write a profile into its row. AppError when it could not be read back."""
    row.body = _text(body)
    profile = read_profile(row.body.encode(), row.name or FILE)
    row.name, row.summary, row.task = profile.name, profile.summary, profile.task
    row.replies = {question: reply.value for question, reply in profile.replies.items()}
    found_by = (profile.project, profile.name, profile.summary, profile.owner, profile.task)
    row.changed_at = now
    records.keep(row, profile.project, found_by)


def _row(records: Records, profile_id: int, *, binned: bool = False) -> ProfileRow:
    row = records.profile(profile_id)
    if row is None or (row.deleted_at is not None) is not binned:
        raise AppError("store_no_profile", id=profile_id)
    return row


def _saved(row: ProfileRow) -> SavedProfile:
    profile = read_profile(row.body.encode(), f"{FILE} ({row.id})")
    return SavedProfile(row.id, profile, row.page, row.created_at, row.changed_at)


def _probe(records: Records, row: ProbeRow) -> SavedProbe:
    return SavedProbe(row.seq, row.at, _result(row.body), records.corrections(row.seq))


@lru_cache(maxsize=2)  # every page asks for the newest, and thousands of answers take their time
def _result(body: str) -> ProbeResult:
    return ProbeResult.model_validate_json(body)


def _change(row: ChangeRow, *, reverse: bool = False) -> Change:
    before, after = (row.after, row.before) if reverse else (row.before, row.after)
    return Change(row.seq, row.at, row.what, tuple(row.key), before, after, row.undoes)
