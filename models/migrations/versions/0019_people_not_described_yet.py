"""People whom the platform could not describe when they were first met."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

OWED = sa.text('owed')


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('owed', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index('person_owed', 'person', ['workspace'], sqlite_where=OWED, postgresql_where=OWED)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('person_owed', 'person')
    with op.batch_alter_table('person') as table:
        table.drop_column('owed')
