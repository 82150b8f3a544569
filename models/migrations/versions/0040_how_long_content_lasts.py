"""How long content lasts, by language and topic, and of which dry spells champions were warned."""

import sqlalchemy as sa
from alembic import op

revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'stock',
        sa.Column('workspace', sa.String(64), nullable=False),
        sa.Column('kind', sa.String(16), nullable=False),
        sa.Column('value', sa.String(80), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('items', sa.Integer(), nullable=False),
        sa.Column('dry_on', sa.Date(), nullable=True),
        sa.Column('warned_on', sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('all', 'language', 'topic')", name='kind'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'kind', 'value'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('stock')
