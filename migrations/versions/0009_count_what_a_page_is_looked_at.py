"""count what a page is looked at"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "daily_counts",
        sa.Column("profile_id", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("item", sa.String(length=500), nullable=False),
        sa.Column("count", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_daily_counts_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", "day", "kind", "item", name=op.f("pk_daily_counts")),
    )
    op.create_index("ix_daily_counts_day", "daily_counts", ["day"])


def downgrade() -> None:
    op.drop_index("ix_daily_counts_day", table_name="daily_counts")
    op.drop_table("daily_counts")
