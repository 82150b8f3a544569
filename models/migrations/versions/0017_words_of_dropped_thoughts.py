"""The words of thoughts that were taken back before they were wiped at once."""

from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

DROPPED = "(SELECT id FROM thought WHERE thought.workspace = share.workspace AND thought.state = 'dropped')"


def upgrade() -> None:
    """Apply it: wipe them, and what was begun with them."""
    op.execute("UPDATE thought SET rough = '', text = '' WHERE state = 'dropped'")
    op.execute(f"UPDATE share SET text = '' WHERE state = 'dropped' AND content IN {DROPPED}")


def downgrade() -> None:
    """Nothing to take back: the words are gone."""
