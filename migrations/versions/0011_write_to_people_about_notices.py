"""write to people about notices"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STEP = sa.text("next_step_at IS NOT NULL")
DUE = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "mails",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person_id", NUMBER, nullable=True),
        sa.Column("notice_id", NUMBER, nullable=True),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("step", NUMBER, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("generation", NUMBER, nullable=False),
        sa.Column("lease_owner", sa.String(length=40), nullable=True),
        sa.Column("tries", NUMBER, nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("handed_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_mails_person_id_persons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_mails_notice_id_notices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("key", name=op.f("uq_mails_key")),
    )
    op.create_index("ix_mails_due", "mails", ["due_at", "id"], postgresql_where=DUE, sqlite_where=DUE)
    op.create_index(op.f("ix_mails_person_id"), "mails", ["person_id"])
    op.create_index(op.f("ix_mails_notice_id"), "mails", ["notice_id"])
    op.create_index(op.f("ix_mails_created_at"), "mails", ["created_at"])
    op.add_column("notices", sa.Column("steps", NUMBER, server_default=sa.text("0"), nullable=False))
    op.add_column("notices", sa.Column("next_step_at", MOMENT, nullable=True))
    op.create_index("ix_notices_next_step_at", "notices", ["next_step_at"], postgresql_where=STEP, sqlite_where=STEP)
    op.add_column("profiles", sa.Column("email_confirmed_at", MOMENT, nullable=True))
    op.add_column("leader", sa.Column("paused_at", MOMENT, nullable=True))
    op.add_column("connections", sa.Column("reminders", NUMBER, server_default=sa.text("0"), nullable=False))
    op.add_column("connections", sa.Column("broken_at", MOMENT, nullable=True))
    op.execute(
        "UPDATE connections SET broken_at = COALESCE(sealed_at, CURRENT_TIMESTAMP) WHERE status = 'needs_reauth'"
    )


def downgrade() -> None:
    # no batch: SQLite would rebuild the table, and dropping the old one would delete what references it
    op.drop_column("connections", "broken_at")
    op.drop_column("connections", "reminders")
    op.drop_column("leader", "paused_at")
    op.drop_column("profiles", "email_confirmed_at")
    op.drop_index("ix_notices_next_step_at", table_name="notices")
    op.drop_column("notices", "next_step_at")
    op.drop_column("notices", "steps")
    op.drop_table("mails")
