"""How often somebody did what sends messages to colleagues, by day."""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'sender_count',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('person', sa.String(length=255), nullable=False),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('invite', 'suggest', 'thought', 'answer', 'thank')", name='kind'),
        sa.CheckConstraint('times >= 0', name='times'),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
        sa.PrimaryKeyConstraint('workspace', 'person', 'kind', 'day'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('sender_count')
