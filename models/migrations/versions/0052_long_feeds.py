"""Feeds of which only the beginning is read."""

import sqlalchemy as sa
from alembic import op

revision = '0052'
down_revision = '0051'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('feed') as feed:
        feed.add_column(sa.Column('cut', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('feed') as feed:
        feed.drop_column('cut')
