"""Labels that were put right in a measurement, and measurements that were put into the bin."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

REFUSE = "BEGIN SELECT RAISE(ABORT, 'probes is append-only'); END"


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("probe_seq", sa.Integer, nullable=False),
        sa.Column("example", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("probe_seq", "example", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["probe_seq"], ["probes.seq"], name="fk_corrections_probe_seq", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "binned_probes",
        sa.Column("probe_seq", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("probe_seq", name="pk_binned_probes"),
        sa.ForeignKeyConstraint(
            ["probe_seq"], ["probes.seq"], name="fk_binned_probes_probe_seq", ondelete="CASCADE"
        ),
    )
    op.execute("DROP TRIGGER probes_no_delete")
    op.execute(  # while its profile exists, a measurement goes only from the bin
        f"""CREATE TRIGGER probes_no_delete BEFORE DELETE ON probes
        WHEN EXISTS (SELECT 1 FROM profiles WHERE id = OLD.profile_id)
        AND NOT EXISTS (SELECT 1 FROM binned_probes WHERE probe_seq = OLD.seq) {REFUSE}"""
    )
