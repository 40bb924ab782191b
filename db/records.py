"""What is asked of the tables, and done to them, within one transaction."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Row, Select, delete, exists, func, select
from sqlalchemy.orm import Session

from db.history import Difference
from db.models import (
    BinnedProbeRow,
    ChangeRow,
    CorrectionRow,
    IssuedRow,
    MetaRow,
    ProbeRow,
    ProfileRow,
    ProjectRow,
    StatusRow,
)

Event = TypeVar("Event", ChangeRow, ProbeRow, IssuedRow, StatusRow)


class Records:
    """All rows, as the transaction of `session` sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def profile(self, profile_id: int) -> ProfileRow | None:
        """The profile of that id, in the bin or not."""
        return self._session.get(ProfileRow, profile_id)

    def profiles(
        self, search: str, *, binned: bool
    ) -> Sequence[Row[int, str, str, str, str, datetime, dict[str, str]]]:
        """id, project, name, summary, task, changed_at, replies; the last edited first.

        Each word of `search` is in the profile.
        """
        query = (
            select(
                ProfileRow.id,
                func.coalesce(ProjectRow.name, "").label("project"),
                ProfileRow.name,
                ProfileRow.summary,
                ProfileRow.task,
                ProfileRow.changed_at,
                ProfileRow.replies,
            )
            .outerjoin(ProjectRow)
            .where(
                ProfileRow.deleted_at.is_not(None) if binned else ProfileRow.deleted_at.is_(None)
            )
            .where(
                *(func.instr(ProfileRow.searched, word) > 0 for word in _folded(search).split())
            )
            .order_by(ProfileRow.touched.desc())
        )
        return self._session.execute(query).all()

    def keep(self, row: ProfileRow, project: str, found_by: Iterable[str]) -> None:
        """Write a new or edited profile, as the one touched last, under the project so named.

        A search looks through the texts of `found_by`.
        """
        row.searched = _folded("\n".join(found_by))
        row.project_id = self._project(project)
        row.touched = (self._session.scalar(select(func.max(ProfileRow.touched))) or 0) + 1
        self.add(row)
        self._drop_empty_projects()

    def add(self, row: ProfileRow | ChangeRow | ProbeRow | IssuedRow | StatusRow) -> None:
        """Write a row now, so that it has its number."""
        self._session.add(row)
        self._session.flush()

    def record(
        self, profile: ProfileRow, at: datetime, what: str, edit: Difference, undoes: int | None
    ) -> None:
        """Write down an edit of a profile, to be kept in the same transaction as its result."""
        self.add(
            ChangeRow(
                profile_id=profile.id,
                at=at,
                what=what,
                key=list(edit.key),
                before=edit.before,
                after=edit.after,
                undoes=undoes,
            )
        )

    def events(self, kind: type[Event], profile_id: int) -> Sequence[Event]:
        """What happened to a profile, in order."""
        query = select(kind).where(kind.profile_id == profile_id).order_by(kind.seq)
        return self._session.scalars(query).all()

    def probes(self, profile_id: int) -> Sequence[ProbeRow]:
        """The measurements of a profile outside the bin, in order."""
        return self._session.scalars(_measured(profile_id).order_by(ProbeRow.seq)).all()

    def last_probe(self, profile_id: int) -> ProbeRow | None:
        """The newest of them; the others, of a megabyte each perhaps, are not read."""
        query = _measured(profile_id).order_by(ProbeRow.seq.desc()).limit(1)
        return self._session.scalars(query).one_or_none()

    def bin_probe(self, seq: int, at: datetime) -> None:
        self._session.merge(BinnedProbeRow(probe_seq=seq, at=at))

    def unbin_probe(self, seq: int) -> None:
        self._session.execute(delete(BinnedProbeRow).where(BinnedProbeRow.probe_seq == seq))

    def corrections(self, seq: int) -> dict[str, str | None]:
        """The corrected labels of a measurement, by example."""
        query = select(CorrectionRow).where(CorrectionRow.probe_seq == seq)
        return {row.example: row.label for row in self._session.scalars(query)}

    def correct(self, seq: int, corrections: Mapping[str, str | None]) -> None:
        """These and no others."""
        self._session.execute(delete(CorrectionRow).where(CorrectionRow.probe_seq == seq))
        self._session.add_all(
            CorrectionRow(probe_seq=seq, example=example, label=label)
            for example, label in corrections.items()
        )

    def purge(self, before: datetime) -> int:
        """Delete what went into the bin before that time, with its events; how many profiles
        that were."""
        old_probes = select(BinnedProbeRow.probe_seq).where(BinnedProbeRow.at < before)
        self._session.execute(delete(ProbeRow).where(ProbeRow.seq.in_(old_probes)))
        old = ProfileRow.deleted_at < before
        number = self._session.scalar(select(func.count()).where(old)) or 0
        self._session.execute(delete(ProfileRow).where(old))
        self._drop_empty_projects()
        return number

    def fact(self, key: str) -> str | None:
        row = self._session.get(MetaRow, key)
        return row.value if row else None

    def set_fact(self, key: str, value: str) -> None:
        self._session.merge(MetaRow(key=key, value=value))

    def _project(self, name: str) -> int | None:
        if not name:
            return None
        row = self._session.scalar(select(ProjectRow).where(ProjectRow.name == name))
        if row is None:
            row = ProjectRow(name=name)
            self._session.add(row)
            self._session.flush()
        return row.id

    def _drop_empty_projects(self) -> None:
        used = exists().where(ProfileRow.project_id == ProjectRow.id)
        self._session.execute(delete(ProjectRow).where(~used))


def _measured(profile_id: int) -> Select[ProbeRow]:
    binned = exists().where(BinnedProbeRow.probe_seq == ProbeRow.seq)
    return select(ProbeRow).where(ProbeRow.profile_id == profile_id, ~binned)


def _folded(text: str) -> str:
    """Text as a search compares it: case, width (full, half) and composition do not matter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
