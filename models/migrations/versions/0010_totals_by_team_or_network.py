"""Totals by team or by network, no longer by both: counted anew, with all that went out before there were any."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
WEEK = timedelta(weeks=1)
LEVELS = ('claimed', 'opened', 'address', 'previewed', 'clicked', 'verified')
COUNTS = ('nudged', 'opened', 'shared', 'asked', *(f'posts_{level}' for level in LEVELS), 'clicks')
POSTED = "share.state = 'posted'"
OPENED = f'({POSTED} OR share.opened_at IS NOT NULL)'
TOLD = f"""
nudge LEFT JOIN (
  SELECT workspace, nudge, max(CASE WHEN {OPENED} THEN 1 END) AS opened, max(CASE WHEN {POSTED} THEN 1 END) AS posted
  FROM share WHERE state <> 'dropped' GROUP BY workspace, nudge
) AS told ON told.workspace = nudge.workspace AND told.nudge = nudge.id
WHERE nudge.week <> ''"""
STEPS = {
    'nudged': 'NOT nudge.asked',
    'opened': 'NOT nudge.asked AND told.opened = 1',
    'shared': 'NOT nudge.asked AND told.posted = 1',
    'asked': 'nudge.asked AND told.posted = 1',
}
SHARES = """
share JOIN nudge ON nudge.workspace = share.workspace AND nudge.id = share.nudge
WHERE share.state <> 'dropped' AND nudge.week <> ''"""
POSTS = {f'posts_{level}': f"{POSTED} AND share.evidence = '{level}'" for level in LEVELS}
CLICKS = """
click JOIN week_of ON week_of.day = click.day
WHERE click.kind = 'person'"""
WAITING = """
SELECT nudge.workspace, workspace.timezone, min(nudge.planned_at) AS first, max(nudge.planned_at) AS last
FROM nudge JOIN workspace ON workspace.workspace = nudge.workspace
WHERE nudge.week = '' GROUP BY nudge.workspace, workspace.timezone"""
WENT = f"""
UPDATE nudge SET week = :week, team = (
  SELECT person.team FROM person WHERE person.workspace = nudge.workspace AND person.person = nudge.person
)
WHERE workspace = :workspace AND week = '' AND planned_at >= :start AND planned_at < :until AND (
  id IN (SELECT subject FROM message WHERE workspace = :workspace AND kind = 'nudge' AND ref IS NOT NULL)
  OR digest IN (SELECT subject FROM message WHERE workspace = :workspace AND kind = 'digest' AND ref IS NOT NULL)
  OR id IN (SELECT nudge FROM share WHERE workspace = :workspace AND state <> 'dropped' AND {OPENED})
)"""


def upgrade() -> None:
    """Apply it. What went out in no week did so in the one it was planned for, from its person's team of now."""
    if op.get_context().dialect.name == 'postgresql':
        op.execute('LOCK TABLE total IN SHARE ROW EXCLUSIVE MODE')
    _into_weeks()
    _count(
        _sums('nudge', 'nudge.team', "''", TOLD, STEPS),
        _sums('nudge', 'nudge.team', "''", SHARES, POSTS),
        _sums('nudge', "''", 'share.network', f"{SHARES} AND share.network <> ''", {'opened': OPENED, **POSTS}),
        _sums('click', 'click.team', "''", CLICKS, {}),
        _sums('click', "''", 'click.network', f"{CLICKS} AND click.network <> ''", {}),
    )


def downgrade() -> None:
    """Take it back, but for the weeks."""
    _count(
        _sums('nudge', 'nudge.team', "''", TOLD, STEPS),
        _sums('nudge', 'nudge.team', 'share.network', SHARES, {'opened': OPENED, **POSTS}),
        _sums('click', 'click.team', 'click.network', CLICKS, {}),
    )


def _into_weeks() -> None:
    """A week is that of the workspace: from its own Monday's midnight to the next."""
    waiting = sa.text(WAITING).columns(workspace=sa.String(), timezone=sa.String(), first=MOMENT, last=MOMENT)
    went = sa.text(WENT).bindparams(sa.bindparam('start', type_=MOMENT), sa.bindparam('until', type_=MOMENT))
    for workspace, timezone, first, last in op.get_bind().execute(waiting).all():
        zone = ZoneInfo(timezone)
        day = first.astimezone(zone).date()
        monday = day - timedelta(days=day.weekday())
        while monday <= last.astimezone(zone).date():
            start, until = (datetime.combine(one, time(), zone) for one in (monday, monday + WEEK))
            about = {'workspace': workspace, 'week': _week(monday), 'start': start, 'until': until}
            op.get_bind().execute(went, about)
            monday += WEEK


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f'{year}-W{week:02}'


def _sums(table: str, team: str, network: str, source: str, counts: dict[str, str]) -> str:
    """Clicks say themselves how many they are, and in which week; the rest is counted."""
    place = [f'{table}.workspace', 'nudge.week' if counts else 'week_of.week', f'{table}.content', team, network]
    sums = {name: f'sum(CASE WHEN {condition} THEN 1 ELSE 0 END)' for name, condition in counts.items()}
    sums = sums or {'clicks': 'sum(click.times)'}
    of = ', '.join(column for column in place if column != "''")
    return f'SELECT {", ".join((*place, *(sums.get(name, "0") for name in COUNTS)))} FROM {source} GROUP BY {of}'


def _count(*parts: str) -> None:
    """Put what they add up to in the place of all totals; where all is 0, there is none."""
    key = 'workspace, week, content, team, network'
    rows = f'each ({key}, {", ".join(COUNTS)}) AS ({" UNION ALL ".join(parts)})'
    sums = [f'sum({name})' for name in COUNTS]
    days = op.get_bind().execute(sa.text("SELECT DISTINCT day FROM click WHERE kind = 'person'")).scalars().all()
    columns = (sa.Column('day', sa.String(10), primary_key=True), sa.Column('week', sa.String(8)))
    week_of = op.create_table('week_of', *columns, prefixes=['TEMPORARY'])
    op.bulk_insert(week_of, [{'day': day, 'week': _week(date.fromisoformat(day))} for day in days])
    op.execute('DELETE FROM total')
    op.execute(
        f'INSERT INTO total ({key}, {", ".join(COUNTS)}) WITH {rows} SELECT {key}, {", ".join(sums)} FROM each '
        f'GROUP BY {key} HAVING {" + ".join(sums)} > 0'
    )
    op.drop_table('week_of')
