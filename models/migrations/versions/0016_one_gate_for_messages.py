"""One gate for all messages: how many a person got today, kinds they muted, and leaving without having joined."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

KINDS = "kind IN ('network', 'topic', 'language', 'way', 'off'{})"


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('told_on', sa.String(length=10), nullable=False, server_default=''))
        table.add_column(sa.Column('told_today', sa.Integer(), nullable=False, server_default='0'))
        table.drop_constraint('left', type_='check')
    with op.batch_alter_table('preference') as table:
        table.drop_constraint('kind', type_='check')
        table.create_check_constraint('kind', KINDS.format(", 'mute'"))


def downgrade() -> None:
    """Take it back. Nothing is muted any more, and who left without having joined did not leave."""
    op.execute("DELETE FROM preference WHERE kind = 'mute'")
    op.execute('UPDATE person SET left_at = NULL WHERE joined_at IS NULL')
    with op.batch_alter_table('preference') as table:
        table.drop_constraint('kind', type_='check')
        table.create_check_constraint('kind', KINDS.format(''))
    with op.batch_alter_table('person') as table:
        table.create_check_constraint('left', 'left_at IS NULL OR joined_at IS NOT NULL')
        table.drop_column('told_today')
        table.drop_column('told_on')
