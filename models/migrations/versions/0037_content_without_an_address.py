"""Content without an address: a photo or a story of one's own, and who is in the picture."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.add_column('content', sa.Column('own', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        'pictured',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('who', sa.String(8), nullable=False),
        sa.Column('names', sa.String(300), nullable=False),
        sa.Column('said_by', sa.String(255), nullable=False),
        sa.Column('said_at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['workspace', 'said_by'], ['person.workspace', 'person.person']),
        sa.CheckConstraint("who IN ('nobody', 'me', 'others')", name='who'),
        sa.CheckConstraint("who = 'others' OR names = ''", name='names'),
    )
    op.create_index('pictured_said_by', 'pictured', ['workspace', 'said_by'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('pictured_said_by', 'pictured')
    op.drop_table('pictured')
    op.drop_column('content', 'own')
