"""The audit trail."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

INDEXES = (('audit_time', 'at'), ('audit_person', 'person'), ('audit_about', 'about'))


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'audit_entry',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('id', sa.String(length=255), nullable=False),
        sa.Column('person', sa.String(length=255), nullable=False),
        sa.Column('act', sa.String(length=24), nullable=False),
        sa.Column('about', sa.String(length=255), nullable=False),
        sa.Column('details', sa.String(length=160), nullable=False),
        sa.Column('at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'id'),
    )
    for name, column in INDEXES:
        op.create_index(name, 'audit_entry', ['workspace', column])


def downgrade() -> None:
    """Take it back."""
    op.drop_table('audit_entry')
