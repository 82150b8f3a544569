"""Photos that people uploaded for content of their own."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'upload',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('content', sa.String(255), primary_key=True),
        sa.Column('key', sa.String(64), nullable=False),
        sa.Column('address', sa.String(2000), nullable=False),
        sa.Column('person', sa.String(255), nullable=False),
        sa.Column('photo', sa.LargeBinary(), nullable=False),
        sa.Column('at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
    )
    op.create_index('upload_key', 'upload', ['key'], unique=True)
    op.create_index('upload_person', 'upload', ['workspace', 'person'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('upload_person', 'upload')
    op.drop_index('upload_key', 'upload')
    op.drop_table('upload')
