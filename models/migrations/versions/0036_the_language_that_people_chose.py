"""The language in which Heraut speaks to a person, as they chose it."""

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('person', sa.Column('language', sa.String(8), nullable=False, server_default=''))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('person', 'language')
