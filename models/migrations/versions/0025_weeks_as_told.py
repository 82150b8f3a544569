"""Weeks as they were told, in numbers that later changes leave alone."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

NUMBERS = ('shares', 'people', 'traced', 'opened', 'claimed', 'newcomers', 'bests', 'badges', 'thanks')


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'team_week',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('week', sa.String(8), primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('team_week')
