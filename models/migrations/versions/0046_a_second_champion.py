"""A second champion's approval, and content that speaks in the organisation's name."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None
STATES = ('waiting', 'approved', 'sent_back', 'changed', 'late', 'unneeded')


def upgrade() -> None:
    """Apply it."""
    op.add_column('content', sa.Column('official', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('workspace', sa.Column('second', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        'approval',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('state', sa.String(16), nullable=False),
        sa.Column('asked_by', sa.String(255), nullable=False),
        sa.Column('asked_at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('decided_by', sa.String(255), nullable=False),
        sa.Column('decided_at', models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column('said', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['workspace', 'asked_by'], ['person.workspace', 'person.person']),
        sa.CheckConstraint(f"state IN {STATES}", name='state'),
    )
    op.create_index('approval_asked_by', 'approval', ['workspace', 'asked_by'])
    op.create_index('approval_waiting', 'approval', ['state', 'asked_at'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('approval_waiting', 'approval')
    op.drop_index('approval_asked_by', 'approval')
    op.drop_table('approval')
    op.drop_column('workspace', 'second')
    op.drop_column('content', 'official')
