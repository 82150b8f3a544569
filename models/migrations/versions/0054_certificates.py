"""Certificates of finished courses, and the keys that sign them."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'certificate',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('id', sa.String(255), primary_key=True),
        sa.Column('person', sa.String(255), nullable=False),
        sa.Column('course', sa.String(64), nullable=False),
        sa.Column('title', sa.String(120), nullable=False),
        sa.Column('about', sa.String(400), nullable=False),
        sa.Column('language', sa.String(2), nullable=False),
        sa.Column('name', sa.String(200), nullable=False),
        sa.Column('edition', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(255), nullable=False),
        sa.Column('issued_at', MOMENT, nullable=False),
        sa.Column('ends_at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.UniqueConstraint('id', name='certificate_id'),
    )
    op.create_index('certificate_person', 'certificate', ['workspace', 'person'])
    op.create_table(
        'certificate_key',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('id', sa.String(255), primary_key=True),
        sa.Column('private', sa.Text(), nullable=False),
        sa.Column('public', sa.Text(), nullable=False),
        sa.Column('made_at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.UniqueConstraint('id', name='certificate_key_id'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('certificate_key')
    op.drop_table('certificate')
