"""count changes of visibility"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("profiles", sa.Column("visibility_epoch", NUMBER, server_default=sa.text("0"), nullable=False))


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_column("profiles", "visibility_epoch")
