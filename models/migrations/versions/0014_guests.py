"""Whether guests of a workspace may take part: no, until a manager says so."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('workspace') as table:
        table.add_column(sa.Column('guests', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table('workspace') as table:
        table.drop_column('guests')
