"""Claims stay fast: dead entries of an index can be skipped, and workspaces are read in the order of their turns."""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

ENTRIES = {
    'message_waiting': (['workspace', 'rank', 'due_at'], "state IN ('queued', 'deferred', 'stale')"),
    'message_open': (['due_at'], "state IN ('sending', 'doubt')"),
}


def upgrade() -> None:
    """Apply it.

    A broadcast gives many messages one time. PostgreSQL joins their entries, and skips a joined entry only once all of
    its messages are gone: until the next vacuum, each claim read every message claimed before.
    """
    op.create_index('lane_free', 'lane', ['free_at', 'workspace'])
    _apart(apart=True)


def downgrade() -> None:
    """Take it back."""
    _apart(apart=False)
    op.drop_index('lane_free', 'lane')


def _apart(*, apart: bool) -> None:
    if op.get_context().dialect.name != 'postgresql':
        return
    for name, (columns, states) in ENTRIES.items():
        op.drop_index(name, 'message')
        where, options = sa.text(states), {'deduplicate_items': not apart}
        op.create_index(name, 'message', columns, postgresql_where=where, postgresql_with=options)
