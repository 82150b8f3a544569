"""An index for the agreements of one person."""

from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_index('participation_person', 'participation', ['workspace', 'person', 'at'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('participation_person', 'participation')
