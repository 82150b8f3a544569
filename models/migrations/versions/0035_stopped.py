"""When content was stopped, so that it is listed and can be undone. Drafts that were discarded were never stopped."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None

STOPS = """
UPDATE content SET stopped_at = (
    SELECT max(entry.at) FROM audit_entry AS entry
    WHERE entry.workspace = content.workspace AND entry.about = content.id AND entry.act IN ('stopped', 'recalled')
) WHERE state = 'stopped'
"""


def upgrade() -> None:
    """Apply it, with what the audit trail knows."""
    op.add_column('content', sa.Column('stopped_at', models.base.UtcDateTime(timezone=True), nullable=True))
    op.execute(STOPS)


def downgrade() -> None:
    """Take it back."""
    op.drop_column('content', 'stopped_at')
