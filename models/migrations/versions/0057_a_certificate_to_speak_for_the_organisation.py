"""The course whose certificate colleagues need before they speak in the organisation's name."""

import sqlalchemy as sa
from alembic import op

revision = '0057'
down_revision = '0056'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('workspace', sa.Column('certified', sa.String(64), nullable=False, server_default=''))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('workspace', 'certified')
