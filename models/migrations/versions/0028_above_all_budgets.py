"""Above all budgets takes two champions, and each person may switch it off."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('content') as table:
        table.add_column(sa.Column('urgent_asked_at', models.base.UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column('urgent_asked_by', sa.String(length=255), nullable=False, server_default=''))
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('urgent', sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('person') as table:
        table.drop_column('urgent')
    with op.batch_alter_table('content') as table:
        table.drop_column('urgent_asked_by')
        table.drop_column('urgent_asked_at')
