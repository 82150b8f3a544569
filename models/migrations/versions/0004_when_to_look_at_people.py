"""When to look at people."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

JOINED = sa.text('joined_at IS NOT NULL AND left_at IS NULL')


def upgrade() -> None:
    """Apply it. Not as a batch: on SQLite that writes the table anew, and dropping the old one deletes what hangs on it."""
    op.add_column('person', sa.Column('next_at', models.base.UtcDateTime(timezone=True), nullable=True))
    op.create_index('person_next', 'person', ['workspace', 'next_at'], sqlite_where=JOINED, postgresql_where=JOINED)
    # A moment that has passed: the first round looks at everybody who takes part.
    op.execute(f'UPDATE person SET next_at = joined_at WHERE {JOINED}')


def downgrade() -> None:
    """Take it back."""
    op.drop_index('person_next', 'person')
    op.drop_column('person', 'next_at')
