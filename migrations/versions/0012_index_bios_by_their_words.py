"""index bios by their words"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bio_shingles",
        sa.Column("text_id", NUMBER, nullable=False),
        sa.Column("shingle", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"], ["copy_texts.id"], name=op.f("fk_bio_shingles_text_id_copy_texts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_bio_shingles_profile_id_profiles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("text_id", "shingle", name=op.f("pk_bio_shingles")),
    )
    op.create_index("ix_bio_shingles_shingle", "bio_shingles", ["shingle", "text_id"])
    op.create_index(op.f("ix_bio_shingles_profile_id"), "bio_shingles", ["profile_id"])


def downgrade() -> None:
    op.drop_table("bio_shingles")
