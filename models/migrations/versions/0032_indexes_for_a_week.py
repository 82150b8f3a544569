"""Indexes for what happened in a week: badges, thanks and people who joined."""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None

ANYBODY = sa.text("person <> ''")


def upgrade() -> None:
    """Apply it."""
    op.create_index('award_time', 'award', ['workspace', 'at'])
    op.create_index('thanks_time', 'thanks', ['workspace', 'at'])
    columns = ['workspace', 'joined_at']
    op.create_index('person_joined', 'person', columns, sqlite_where=ANYBODY, postgresql_where=ANYBODY)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('person_joined', 'person')
    op.drop_index('thanks_time', 'thanks')
    op.drop_index('award_time', 'award')
