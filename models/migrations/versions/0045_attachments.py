"""Files that people send with a suggestion."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'attachment',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('person', sa.String(255), nullable=False),
        sa.Column('kind', sa.String(8), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('body', sa.LargeBinary(), nullable=False),
        sa.Column('at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
    )
    op.create_index('attachment_person', 'attachment', ['workspace', 'person'])


def downgrade() -> None:
    """Take it back, with the files."""
    op.drop_table('attachment')
