"""The private addresses of people's calendars, and how often its entries changed."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'calendar_address',
        sa.Column('workspace', sa.String(64), nullable=False),
        sa.Column('person', sa.String(255), nullable=False),
        sa.Column('hash', sa.String(43), nullable=False),
        sa.Column('made_at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
        sa.PrimaryKeyConstraint('workspace', 'person'),
        sa.UniqueConstraint('hash', name='calendar_address_hash'),
    )
    op.create_table(
        'calendar_revision',
        sa.Column('workspace', sa.String(64), nullable=False),
        sa.Column('key', sa.String(255), nullable=False),
        sa.Column('digest', sa.String(43), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('changed_at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'key'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('calendar_revision')
    op.drop_table('calendar_address')
