"""Which text is next."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('content', sa.Column('turn', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('content', 'turn')
