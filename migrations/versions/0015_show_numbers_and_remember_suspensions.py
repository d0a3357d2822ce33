"""show numbers, give none twice, and remember suspensions of those who left"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("profiles", sa.Column("show_number", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "numbering",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("last", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_numbering")),
    )
    op.add_column("tombstones", sa.Column("withheld", sa.String(length=10), nullable=True))
    op.add_column("tombstones", sa.Column("withheld_reason", sa.Text(), nullable=True))
    op.add_column("audit", sa.Column("person_mark", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"])


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_index(op.f("ix_audit_person_id"), table_name="audit")
    op.drop_column("audit", "person_mark")
    op.drop_column("tombstones", "withheld_reason")
    op.drop_column("tombstones", "withheld")
    op.drop_table("numbering")
    op.drop_column("profiles", "show_number")
