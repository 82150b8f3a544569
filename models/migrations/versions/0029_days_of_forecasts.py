"""What the forecasts of one day are made from."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'forecast_day',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('day', sa.String(10), primary_key=True),
        sa.Column('at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('each', sa.Integer(), nullable=False),
        sa.Column('readers', sa.Text(), nullable=False),
        sa.Column('shares', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('forecast_day')
