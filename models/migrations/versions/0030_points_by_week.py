"""Points by person and week, added up from the ledger."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
WEEK = timedelta(weeks=1)
BEST = sa.text('points > best AND weeks >= 2')
SPANS = """
SELECT workspace.workspace, workspace.timezone, min(ledger_entry.at) AS first, max(ledger_entry.at) AS last
FROM workspace JOIN ledger_entry ON ledger_entry.workspace = workspace.workspace
GROUP BY workspace.workspace, workspace.timezone"""
BEFORE = """
FROM week_points AS other WHERE other.workspace = :workspace AND other.person = earned.person
  AND other.week >= :since AND other.week < :week AND other.points > 0"""
FILL = f"""
INSERT INTO week_points (workspace, person, week, points, best, weeks)
SELECT :workspace, earned.person, :week, earned.points,
  (SELECT coalesce(max(other.points), 0) {BEFORE}), (SELECT count(*) {BEFORE})
FROM (
  SELECT person, sum(points) AS points FROM ledger_entry
  WHERE workspace = :workspace AND at >= :start AND at < :until AND person NOT LIKE 'gone:%' GROUP BY person
) AS earned"""


def upgrade() -> None:
    """Apply it. Weeks are those of the workspace, from its own Monday's midnight to the next."""
    if op.get_context().dialect.name == 'postgresql':
        op.execute('LOCK TABLE ledger_entry IN SHARE ROW EXCLUSIVE MODE')
    op.create_table(
        'week_points',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('week', sa.String(8), primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ('points', 'best', 'weeks')),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
        sqlite_with_rowid=False,
    )
    _fill()
    op.create_index('week_points_board', 'week_points', ['workspace', 'week', 'points', 'person'])
    columns = ['workspace', 'week', 'points']
    op.create_index('week_points_best', 'week_points', columns, sqlite_where=BEST, postgresql_where=BEST)


def downgrade() -> None:
    """Take it back."""
    op.drop_table('week_points')


def _fill() -> None:
    """Fill one week after the other, because each needs those before it."""
    spans = sa.text(SPANS).columns(workspace=sa.String(), timezone=sa.String(), first=MOMENT, last=MOMENT)
    fill = sa.text(FILL).bindparams(
        sa.bindparam('workspace', type_=sa.String()),
        sa.bindparam('week', type_=sa.String()),
        sa.bindparam('start', type_=MOMENT),
        sa.bindparam('until', type_=MOMENT),
    )
    for workspace, timezone, first, last in op.get_bind().execute(spans).all():
        zone = ZoneInfo(timezone)
        day = first.astimezone(zone).date()
        monday = day - timedelta(days=day.weekday())
        while monday <= last.astimezone(zone).date():
            start, until = (datetime.combine(one, time(), zone) for one in (monday, monday + WEEK))
            names = {'week': _week(monday), 'since': _week(monday - 26 * WEEK)}
            op.get_bind().execute(fill, {'workspace': workspace, 'start': start, 'until': until, **names})
            monday += WEEK


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f'{year}-W{week:02}'
