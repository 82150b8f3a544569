"""Roles are offered and accepted: when somebody accepted theirs, when they were last asked, and by whom."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
# Champions until now, and managers who decided about something, are taken to have accepted.
DECIDED = 'SELECT 1 FROM content WHERE content.workspace = person.workspace AND content.decided_by = person.person'
ACCEPTED = f"left_at IS NULL AND (role = 'champion' OR (role = 'manager' AND EXISTS ({DECIDED})))"


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('duty_at', MOMENT, nullable=True))
        table.add_column(sa.Column('offered_at', MOMENT, nullable=True))
        table.add_column(sa.Column('offered_by', sa.String(length=255), nullable=False, server_default=''))
    op.execute(f'UPDATE person SET duty_at = met_at WHERE {ACCEPTED}')


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('person') as table:
        table.drop_column('offered_by')
        table.drop_column('offered_at')
        table.drop_column('duty_at')
