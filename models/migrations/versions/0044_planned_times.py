"""The time at which content begins on its first day."""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('content', sa.Column('first_time', sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('content', 'first_time')
