"""let artists arrange their page: an own photo, hidden links, sections, a pinned album and release"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("profiles", sa.Column("photo", sa.JSON(), nullable=True))
    op.add_column("profiles", sa.Column("sections_off", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
    op.add_column("profiles", sa.Column("pinned", sa.String(length=100), server_default="", nullable=False))
    op.add_column("profiles", sa.Column("release_url", sa.String(length=500), server_default="", nullable=False))
    op.add_column("links", sa.Column("hidden", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_column("links", "hidden")
    for name in ("release_url", "pinned", "sections_off", "photo"):
        op.drop_column("profiles", name)
