"""How long data is kept, and receipts of what was deleted."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'retention',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('days', sa.Integer(), nullable=False),
        sa.CheckConstraint('days > 0', name='days'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'kind'),
    )
    op.create_table(
        'receipt',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('wiped', sa.Integer(), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'day', 'kind'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('receipt')
    op.drop_table('retention')
