"""remember who left, and what is withheld"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = ("withheld_reason", "withheld_at", "withheld", "left_at")


def upgrade() -> None:
    op.add_column("profiles", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("profiles", sa.Column("withheld", sa.String(length=10), nullable=True))
    op.add_column("profiles", sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("profiles", sa.Column("withheld_reason", sa.Text(), nullable=True))
    op.create_index(op.f("ix_profiles_left_at"), "profiles", ["left_at"])
    op.create_table(
        "tombstones",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_person_id", NUMBER, nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["held_person_id"], ["persons.id"], name=op.f("fk_tombstones_held_person_id_persons"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
        sa.UniqueConstraint("number", "deleted_at", name=op.f("uq_tombstones_number_deleted_at")),
    )
    for column in ("mark", "deleted_at", "held_person_id"):
        op.create_index(op.f(f"ix_tombstones_{column}"), "tombstones", [column])


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_table("tombstones")
    op.drop_index(op.f("ix_profiles_left_at"), table_name="profiles")
    for column in COLUMNS:
        op.drop_column("profiles", column)
