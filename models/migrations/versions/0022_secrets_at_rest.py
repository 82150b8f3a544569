"""Secrets at rest: room for encrypted ones, hashes of the old addresses of pictures, and stamped share pages.

Secrets are encrypted at the next start, because migrations do not know the keys.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

CHANNEL = sa.table('channel', sa.column('workspace'), sa.column('channel'), sa.column('token'))
# Cards of shares that were only begun lead to a page without a stamp, which no longer opens. They are written again.
REWRITE = """
UPDATE message SET state = 'stale', due_at = CURRENT_TIMESTAMP, attempts = 0
WHERE state = 'sent' AND kind = 'nudge' AND EXISTS (
  SELECT 1 FROM share
  WHERE share.workspace = message.workspace AND share.nudge = message.subject AND share.state = 'started'
)"""


def upgrade() -> None:
    """Apply it. Pictures keep their addresses; only their hashes stay in the store."""
    with op.batch_alter_table('workspace') as table:
        table.alter_column('secret', existing_type=sa.String(64), type_=sa.String(200), existing_nullable=False)
    with op.batch_alter_table('day_key') as table:
        table.alter_column('key', existing_type=sa.String(64), type_=sa.String(200), existing_nullable=False)
    with op.batch_alter_table('channel') as table:
        table.alter_column('token', existing_type=sa.String(43), nullable=True)
    connection = op.get_bind()
    for workspace, channel, token in connection.execute(sa.select(CHANNEL)).all():
        its = (CHANNEL.c.workspace == workspace) & (CHANNEL.c.channel == channel)
        connection.execute(sa.update(CHANNEL).where(its).values(token=hashed(token)))
    op.execute(REWRITE)


def downgrade() -> None:
    """Take it back. The secrets in old addresses are gone for good, so those addresses stay dead."""
    op.execute("UPDATE channel SET token = substr('-' || channel, 1, 43) WHERE token IS NULL")
    op.execute("UPDATE workspace SET secret = '' WHERE length(secret) > 64")
    op.execute('DELETE FROM visit')
    op.execute('DELETE FROM day_key WHERE length(key) > 64')
    with op.batch_alter_table('channel') as table:
        table.alter_column('token', existing_type=sa.String(43), nullable=False)
    with op.batch_alter_table('day_key') as table:
        table.alter_column('key', existing_type=sa.String(200), type_=sa.String(64), existing_nullable=False)
    with op.batch_alter_table('workspace') as table:
        table.alter_column('secret', existing_type=sa.String(200), type_=sa.String(64), existing_nullable=False)


def hashed(token: str) -> str:
    """As `digest` in handlers/encryption/signatures.py does it."""
    return urlsafe_b64encode(sha256(token.encode()).digest()).decode().rstrip('=')
