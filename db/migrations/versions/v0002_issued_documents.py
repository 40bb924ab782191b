"""What a document that left the program was made of, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for column in (  # all may be missing: earlier versions did not note them
        sa.Column("format", sa.Text, nullable=True),
        sa.Column("made_at", sa.Text, nullable=True),
        sa.Column("paper", sa.Text, nullable=True),
        sa.Column("app_version", sa.Text, nullable=True),
        sa.Column("brand", sa.JSON, nullable=True),
        sa.Column("probe", sa.Text, nullable=True),
        sa.Column("with_answers", sa.Boolean, nullable=True),
    ):
        op.add_column("issued", column)
    op.create_table(
        "statuses",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("profile_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("issued", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_statuses"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name="fk_statuses_profile_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["issued"], ["issued.seq"], name="fk_statuses_issued", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statuses_profile_id", "statuses", ["profile_id"])
    op.create_index("ix_statuses_issued", "statuses", ["issued"])
    refuse = "BEGIN SELECT RAISE(ABORT, 'statuses is append-only'); END"
    op.execute(f"CREATE TRIGGER statuses_no_update BEFORE UPDATE ON statuses {refuse}")
    op.execute(
        f"""CREATE TRIGGER statuses_no_delete BEFORE DELETE ON statuses
        WHEN EXISTS (SELECT 1 FROM profiles WHERE id = OLD.profile_id) {refuse}"""
    )
    op.execute(
        f"""CREATE TRIGGER statuses_no_replace BEFORE INSERT ON statuses
        WHEN EXISTS (SELECT 1 FROM statuses WHERE seq = NEW.seq) {refuse}"""
    )
