"""Agreements: more purposes, being named in thanks, and when the person was last asked whether all still holds."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

PURPOSES = "purpose IN ('nudges', 'named', 'clicks'{})"


def upgrade() -> None:
    """Apply it. Anyone who may be named was named in thanks too, as until now."""
    with op.batch_alter_table('participation') as table:
        table.drop_constraint('purpose', type_='check')
        table.create_check_constraint('purpose', PURPOSES.format(", 'thanks', 'urgent', 'role'"))
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('thanks', sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column('asked_at', models.base.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back, with the rows for the new purposes."""
    op.execute("DELETE FROM participation WHERE purpose IN ('thanks', 'urgent', 'role')")
    with op.batch_alter_table('participation') as table:
        table.drop_constraint('purpose', type_='check')
        table.create_check_constraint('purpose', PURPOSES.format(''))
    with op.batch_alter_table('person') as table:
        table.drop_column('asked_at')
        table.drop_column('thanks')
