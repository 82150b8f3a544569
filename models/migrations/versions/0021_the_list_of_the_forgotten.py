"""The list of the forgotten: a mark for each person, so that a restored backup forgets them again."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'forgotten_mark',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('mark', sa.String(length=64), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('scrubbed', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'mark'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('forgotten_mark')
