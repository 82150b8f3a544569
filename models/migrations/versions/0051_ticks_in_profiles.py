"""What people ticked off for their own profile."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0051'
down_revision = '0050'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'profile_tick',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('network', sa.String(16), primary_key=True),
        sa.Column('name', sa.String(16), primary_key=True),
        sa.Column('at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('profile_tick')
