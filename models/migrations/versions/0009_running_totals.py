"""Running totals of the funnel, whom content is held out from, what a click is worth to a manager, and a secret."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
COUNTS = (
    *('nudged', 'opened', 'shared', 'asked'),
    *(f'posts_{level}' for level in ('claimed', 'opened', 'address', 'previewed', 'clicked', 'verified')),
    'clicks',
)
WORTH = "(worth_at IS NULL) = (worth_by = '')"


def upgrade() -> None:
    """Apply it. What went out before is in no week, until `recompute` gives it one."""
    with op.batch_alter_table('workspace') as table:
        table.add_column(sa.Column('secret', sa.String(length=64), nullable=False, server_default=''))
        table.add_column(sa.Column('worth', sa.Integer(), nullable=False, server_default='0'))
        table.add_column(sa.Column('worth_currency', sa.String(length=3), nullable=False, server_default=''))
        table.add_column(sa.Column('worth_by', sa.String(length=255), nullable=False, server_default=''))
        table.add_column(sa.Column('worth_at', MOMENT, nullable=True))
        table.create_check_constraint('worth', WORTH)
    with op.batch_alter_table('content') as table:
        table.add_column(sa.Column('hold_out', sa.Integer(), nullable=False, server_default='0'))
        table.create_check_constraint('hold_out', 'hold_out BETWEEN 0 AND 50')
    op.add_column('nudge', sa.Column('week', sa.String(length=8), nullable=False, server_default=''))
    op.add_column('nudge', sa.Column('team', sa.String(length=80), nullable=False, server_default=''))
    op.create_index('share_nudge', 'share', ['workspace', 'nudge'])
    op.create_index('share_content', 'share', ['workspace', 'content'])
    op.create_table(
        'total',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('week', sa.String(length=8), nullable=False),
        sa.Column('content', sa.String(length=255), nullable=False),
        sa.Column('team', sa.String(length=80), nullable=False),
        sa.Column('network', sa.String(length=16), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id']),
        sa.PrimaryKeyConstraint('workspace', 'week', 'content', 'team', 'network'),
    )
    op.create_index('total_content', 'total', ['workspace', 'content'])


def downgrade() -> None:
    """Take it back."""
    op.drop_table('total')
    op.drop_index('share_content', 'share')
    op.drop_index('share_nudge', 'share')
    for name in ('team', 'week'):
        op.drop_column('nudge', name)
    with op.batch_alter_table('content') as table:
        table.drop_constraint('hold_out', type_='check')
        table.drop_column('hold_out')
    with op.batch_alter_table('workspace') as table:
        table.drop_constraint('worth', type_='check')
        for name in ('worth_at', 'worth_by', 'worth_currency', 'worth', 'secret'):
            table.drop_column(name)
