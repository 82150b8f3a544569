"""Feeds that champions follow, and the entries that were found in them."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    moment = models.base.UtcDateTime
    op.create_table(
        'feed',
        sa.Column('workspace', sa.String(64), nullable=False),
        sa.Column('id', sa.String(255), nullable=False),
        sa.Column('address', sa.String(2000), nullable=False),
        sa.Column('title', sa.String(300), nullable=False),
        sa.Column('added_by', sa.String(255), nullable=False),
        sa.Column('added_at', moment(), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('next_at', moment(), nullable=True),
        sa.Column('pace', sa.Integer(), nullable=False),
        sa.Column('read_at', moment(), nullable=True),
        sa.Column('etag', sa.String(300), nullable=False),
        sa.Column('modified', sa.String(100), nullable=False),
        sa.Column('digest', sa.String(64), nullable=False),
        sa.Column('problem', sa.String(8), nullable=False),
        sa.Column('failing_since', moment(), nullable=True),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('offer', sa.String(2000), nullable=False),
        sa.CheckConstraint("state IN ('active', 'paused', 'ended')", name='state'),
        sa.CheckConstraint(
            "problem IN ('', 'gone', 'missing', 'refused', 'failing', 'away', 'page', 'no_feed')", name='problem'
        ),
        sa.CheckConstraint("(problem = '') = (failing_since IS NULL)", name='failing'),
        sa.CheckConstraint("(state = 'active') = (next_at IS NOT NULL)", name='next'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'id'),
    )
    op.create_index('feed_address', 'feed', ['workspace', 'address'], unique=True)
    op.create_index('feed_next', 'feed', ['next_at'])
    op.create_index('feed_added_by', 'feed', ['workspace', 'added_by'])
    op.create_table(
        'feed_entry',
        sa.Column('workspace', sa.String(64), nullable=False),
        sa.Column('feed', sa.String(255), nullable=False),
        sa.Column('mark', sa.String(64), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('seen_at', moment(), nullable=False),
        sa.Column('found_at', moment(), nullable=False),
        sa.Column('address', sa.String(2000), nullable=False),
        sa.Column('title', sa.String(300), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('language', sa.String(35), nullable=False),
        sa.Column('moment', moment(), nullable=True),
        sa.Column('content', sa.String(255), nullable=False),
        sa.Column('batch', sa.String(10), nullable=False),
        sa.CheckConstraint("state IN ('new', 'draft', 'old', 'twin', 'beyond')", name='state'),
        sa.CheckConstraint("(state = 'draft') = (content <> '')", name='draft'),
        sa.ForeignKeyConstraint(['workspace', 'feed'], ['feed.workspace', 'feed.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('workspace', 'feed', 'mark'),
    )
    op.create_index('feed_entry_state', 'feed_entry', ['workspace', 'state', 'batch'])


def downgrade() -> None:
    """Take it back."""
    op.drop_table('feed_entry')
    op.drop_table('feed')
