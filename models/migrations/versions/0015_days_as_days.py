"""The first and last day of content as days, and the zone in which they begin: that of its author."""

from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
NEAR = timedelta(hours=2)  # by newer rules of the zone, the moment may lie an hour from midnight
ROWS = """
SELECT content.workspace, content.id, content.starts_at, content.ends_at, person.timezone FROM content
JOIN person ON person.workspace = content.workspace AND person.person = content.author
"""
KEPT = 'UPDATE content SET first_day = :first, last_day = :last, zone = :zone WHERE workspace = :workspace AND id = :id'


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('content') as table:
        table.add_column(sa.Column('first_day', sa.Date(), nullable=True))
        table.add_column(sa.Column('last_day', sa.Date(), nullable=True))
        table.add_column(sa.Column('zone', sa.String(length=64), nullable=False, server_default='UTC'))
    rows = sa.text(ROWS).columns(starts_at=MOMENT, ends_at=MOMENT)
    kept = sa.text(KEPT).bindparams(sa.bindparam('first', type_=sa.Date()), sa.bindparam('last', type_=sa.Date()))
    for workspace, id_, starts, ends, timezone in op.get_bind().execute(rows).all():
        zone = _zone(timezone)
        about = {'workspace': workspace, 'id': id_, 'zone': zone.key}
        first, last = starts.astimezone(zone).date(), (ends - NEAR).astimezone(zone).date() if ends else None
        op.get_bind().execute(kept, {**about, 'first': first, 'last': last})


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('content') as table:
        for name in ('zone', 'last_day', 'first_day'):
            table.drop_column(name)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo('UTC')
