"""Released figures: packets, the totals that they began from, tallies, and the day up to which they were released."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

LEVELS = ('claimed', 'opened', 'address', 'previewed', 'clicked', 'verified')
COUNTS = ('nudged', 'opened', 'shared', 'asked', *(f'posts_{level}' for level in LEVELS), 'clicks')
PARTS = "part IN ('all', 'team', 'network', 'other teams', 'other networks')"


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'released',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('day', sa.String(10), primary_key=True),
        sa.Column('part', sa.String(16), primary_key=True),
        sa.Column('key', sa.String(80), primary_key=True),
        sa.Column('week', sa.String(8), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*COUNTS, 'opened_of', 'posts')),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id']),
        sa.CheckConstraint(PARTS, name='part'),
    )
    op.create_index('released_week', 'released', ['workspace', 'part', 'week'])
    op.create_table(
        'baseline',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('team', sa.String(80), primary_key=True),
        sa.Column('network', sa.String(16), primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id']),
    )
    op.create_table(
        'released_tally',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('what', sa.String(16), primary_key=True),
        sa.Column('told', sa.Integer(), nullable=False),
        sa.Column('counted', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id']),
    )
    with op.batch_alter_table('workspace') as table:
        table.add_column(sa.Column('released_on', sa.String(10), nullable=False, server_default=''))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('workspace') as table:
        table.drop_column('released_on')
    for name in ('released_tally', 'baseline'):
        op.drop_table(name)
    op.drop_index('released_week', 'released')
    op.drop_table('released')
