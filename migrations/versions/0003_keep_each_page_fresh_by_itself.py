"""keep each page fresh by itself"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

QUEUED = sa.text("due_at IS NOT NULL")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "leader",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("term", NUMBER, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("swept_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leader")),
    )
    op.add_column("connections", sa.Column("probed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("jobs", sa.Column("planned", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("jobs", sa.Column("offset_s", NUMBER, nullable=True))
    op.add_column("jobs", sa.Column("failures", NUMBER, server_default=sa.text("0"), nullable=False))
    op.add_column("provider_state", sa.Column("spent", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    op.add_column("provider_state", sa.Column("circuits", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    op.drop_index("ix_jobs_due", table_name="jobs")
    _index_queue(["priority", "due_at", "id"])


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_index("ix_jobs_due", table_name="jobs")
    _index_queue(["due_at", "priority"])
    op.drop_column("provider_state", "circuits")
    op.drop_column("provider_state", "spent")
    op.drop_column("jobs", "failures")
    op.drop_column("jobs", "offset_s")
    op.drop_column("jobs", "planned")
    op.drop_column("connections", "probed_at")
    op.drop_table("leader")


def _index_queue(columns: list[str]) -> None:
    op.create_index("ix_jobs_due", "jobs", columns, postgresql_where=QUEUED, sqlite_where=QUEUED)
