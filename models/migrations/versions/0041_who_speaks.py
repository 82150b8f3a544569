"""Who speaks: the organisation's name and sites, and with a share what was offered and whether it said so."""

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('workspace', sa.Column('company', sa.String(80), nullable=False, server_default=''))
    op.add_column('workspace', sa.Column('company_sites', sa.String(300), nullable=False, server_default=''))
    op.add_column('share', sa.Column('offered', sa.Text(), nullable=False, server_default=''))
    op.add_column('share', sa.Column('disclosed', sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('share', 'disclosed')
    op.drop_column('share', 'offered')
    op.drop_column('workspace', 'company_sites')
    op.drop_column('workspace', 'company')
