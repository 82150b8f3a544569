"""What somebody who asks for the next piece saw last."""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('person', sa.Column('browsed', sa.String(255), nullable=False, server_default=''))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('person', 'browsed')
