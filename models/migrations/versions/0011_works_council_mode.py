"""Works-council mode: since when, by whom, and who asked to go back."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
ON = "(council_at IS NULL) = (council_by = '')"
BACK = "(council_back_at IS NULL) = (council_back_by = '')"


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('workspace') as table:
        table.add_column(sa.Column('council_at', MOMENT, nullable=True))
        table.add_column(sa.Column('council_by', sa.String(length=255), nullable=False, server_default=''))
        table.add_column(sa.Column('council_back_at', MOMENT, nullable=True))
        table.add_column(sa.Column('council_back_by', sa.String(length=255), nullable=False, server_default=''))
        table.create_check_constraint('council', ON)
        table.create_check_constraint('council_back', BACK)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('workspace') as table:
        for name in ('council_back', 'council'):
            table.drop_constraint(name, type_='check')
        for name in ('council_back_by', 'council_back_at', 'council_by', 'council_at'):
            table.drop_column(name)
