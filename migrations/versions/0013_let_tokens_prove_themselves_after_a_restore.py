"""let tokens prove themselves after a restore"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("connections", sa.Column("verify_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_column("connections", "verify_since")
