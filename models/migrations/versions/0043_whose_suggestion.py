"""Whose suggestion content was, and whether they agreed to be named with it."""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None

PURPOSES = "purpose IN ('nudges', 'named', 'clicks', 'thanks', 'urgent', 'role'{})"
APPROVED = '''
SELECT 1 FROM audit_entry
WHERE audit_entry.workspace = content.workspace AND audit_entry.about = content.id AND audit_entry.act = 'approved'
'''


def upgrade() -> None:
    """Apply it. What is known to have been suggested stays so; nobody has agreed to be named with it yet."""
    with op.batch_alter_table('participation') as table:
        table.drop_constraint('purpose', type_='check')
        table.create_check_constraint('purpose', PURPOSES.format(", 'credited'"))
    op.add_column('person', sa.Column('credited', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('content', sa.Column('suggested_by', sa.String(255), nullable=False, server_default=''))
    op.execute(f"UPDATE content SET suggested_by = author WHERE state = 'proposed' OR EXISTS ({APPROVED})")


def downgrade() -> None:
    """Take it back, with the rows for the new purpose."""
    op.drop_column('content', 'suggested_by')
    op.drop_column('person', 'credited')
    op.execute("DELETE FROM participation WHERE purpose = 'credited'")
    with op.batch_alter_table('participation') as table:
        table.drop_constraint('purpose', type_='check')
        table.create_check_constraint('purpose', PURPOSES.format(''))
