"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_projects"),
        sa.UniqueConstraint("name", name="uq_projects_name"),
    )
    op.create_table(
        "profiles",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("project_id", sa.Integer, nullable=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("replies", sa.JSON, nullable=False),
        sa.Column("searched", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("touched", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("deleted_at", sa.DateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name="fk_profiles_project_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_profiles_project_id", "profiles", ["project_id"])
    op.create_index("ix_profiles_touched", "profiles", ["touched"])
    _create_list(
        "changes",
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("key", sa.JSON, nullable=False),
        sa.Column("before", sa.JSON, nullable=True),
        sa.Column("after", sa.JSON, nullable=True),
        sa.Column("undoes", sa.Integer, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["changes.seq"], name="fk_changes_undoes"),
    )
    op.create_index("ix_changes_undoes", "changes", ["undoes"])
    _create_list("probes", sa.Column("body", sa.Text, nullable=False))
    _create_list(
        "issued",
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("guide_version", sa.Text, nullable=False),
        sa.Column("guide_sha256", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.execute(
        """CREATE TRIGGER profiles_only_from_bin BEFORE DELETE ON profiles
        WHEN OLD.deleted_at IS NULL
        BEGIN SELECT RAISE(ABORT, 'only a profile in the bin can be deleted'); END"""
    )


def _create_list(name: str, *rest: sa.schema.SchemaItem) -> None:
    """A table of things that happened to a profile, in order, with its append-only triggers."""
    op.create_table(
        name,
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("profile_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        *rest,
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=f"fk_{name}_profile_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_profile_id", name, ["profile_id"])
    refuse = f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
    op.execute(f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {refuse}")
    op.execute(
        f"""CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name}
        WHEN EXISTS (SELECT 1 FROM profiles WHERE id = OLD.profile_id) {refuse}"""
    )
    op.execute(  # INSERT OR REPLACE deletes without asking the trigger above
        f"""CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name}
        WHEN EXISTS (SELECT 1 FROM {name} WHERE seq = NEW.seq) {refuse}"""
    )
