"""Whether a share's text is the person's own, or still as Heraut suggested it."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it. Of texts from before nobody knows."""
    op.add_column('share', sa.Column('own_words', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('share', 'own_words')
