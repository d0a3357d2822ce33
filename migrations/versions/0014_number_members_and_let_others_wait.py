"""number members, and let others wait"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("persons", sa.Column("member_number", NUMBER, nullable=True))
    op.create_index(op.f("ix_persons_member_number"), "persons", ["member_number"], unique=True)
    op.create_table(
        "waitlist",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asks", NUMBER, nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waitlist")),
        sa.UniqueConstraint("email", name=op.f("uq_waitlist_email")),
    )
    op.create_index(op.f("ix_waitlist_asked_at"), "waitlist", ["asked_at"])


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_table("waitlist")
    op.drop_index(op.f("ix_persons_member_number"), table_name="persons")
    op.drop_column("persons", "member_number")
