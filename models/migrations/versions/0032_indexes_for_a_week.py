"""Indexes for what happened in a week: badges, thanks and people who joined."""

from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_index('award_time', 'award', ['workspace', 'at'])
    op.create_index('thanks_time', 'thanks', ['workspace', 'at'])
    op.create_index('person_joined', 'person', ['workspace', 'joined_at'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('person_joined', 'person')
    op.drop_index('thanks_time', 'thanks')
    op.drop_index('award_time', 'award')
