"""The tables. A row has columns for what is searched and sorted by, and JSON text for the rest.

`changes`, `probes`, `issued` and `statuses` are append-only: triggers of the migrations refuse to
change a row, and to delete one while its profile exists. A profile or a measurement can be deleted
only from the bin, and takes its rows with it: that is the one deliberate way to make something be
forgotten.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPLICATION_ID: Final = 0x5347_4E50  # "SGNP", in the file's header: this database is Signpost's
SCHEMA: Final = 3  # the newest revision in `migrations/versions`, as the header's user_version


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC. SQLite forgets time zones, so they are put on and off here."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(  # SQLite can alter a constraint only when it has a name
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text(), datetime: UtcDateTime()}  # noqa: RUF012  (SQLAlchemy's)


class ProjectRow(Base):
    """What profiles are grouped by. A project without profiles is removed."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ProfileRow(Base):
    """A profile as it is now. `body` is the text of its profile file."""

    __tablename__ = "profiles"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  (an id never comes again)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    name: Mapped[str]
    summary: Mapped[str]
    task: Mapped[str]
    replies: Mapped[dict[str, str]] = mapped_column(JSON)  # question → reply
    searched: Mapped[str]  # what a search looks through, folded
    body: Mapped[str]
    page: Mapped[str]  # where the user was
    touched: Mapped[int] = mapped_column(index=True)  # grows with every edit; clocks may go back
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class ChangeRow(Base):
    """One edit of a profile. An undo is an edit too: `undoes` names the row it reverses."""

    __tablename__ = "changes"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    seq: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("profiles.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    what: Mapped[str]
    key: Mapped[list[str]] = mapped_column(JSON)  # place in the profile file; [] is all of it
    before: Mapped[object | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[object | None] = mapped_column(JSON(none_as_null=True))
    undoes: Mapped[int | None] = mapped_column(ForeignKey("changes.seq"), index=True)


class ProbeRow(Base):
    """One measurement."""

    __tablename__ = "probes"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    seq: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("profiles.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    body: Mapped[str]


class CorrectionRow(Base):
    """What the user made of one example's label after a measurement, which stays as it was."""

    __tablename__ = "corrections"

    probe_seq: Mapped[int] = mapped_column(
        ForeignKey("probes.seq", ondelete="CASCADE"), primary_key=True
    )
    example: Mapped[str] = mapped_column(primary_key=True)  # its id in the result
    label: Mapped[str | None]  # None: it has no single right answer


class BinnedProbeRow(Base):
    """That a measurement is in the bin, and since when."""

    __tablename__ = "binned_probes"

    probe_seq: Mapped[int] = mapped_column(
        ForeignKey("probes.seq", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class IssuedRow(Base):
    """One recommendation that left the program, whole, so that it can be printed again."""

    __tablename__ = "issued"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    seq: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("profiles.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    language: Mapped[str]
    guide_version: Mapped[str]
    guide_sha256: Mapped[str]
    profile: Mapped[str]  # the profile file's text
    document: Mapped[str]
    format: Mapped[str | None]  # from here on: not noted before version 2 of the tables
    made_at: Mapped[str | None]  # the time printed in it, ISO with its own zone
    paper: Mapped[str | None]
    app_version: Mapped[str | None]
    brand: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    probe: Mapped[str | None]  # the measurement in it
    with_answers: Mapped[bool | None]  # whether single answers of it are printed


class StatusRow(Base):
    """What was said of an issued document. The last one said holds."""

    __tablename__ = "statuses"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    seq: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("profiles.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    issued: Mapped[int] = mapped_column(ForeignKey("issued.seq", ondelete="CASCADE"), index=True)
    status: Mapped[str]


class MetaRow(Base):
    """A fact about the store itself."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
