"""Totals by team or by network, no longer by both: counted anew."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

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


def upgrade() -> None:
    """Apply it."""
    if op.get_context().dialect.name == 'postgresql':
        op.execute('LOCK TABLE total IN SHARE ROW EXCLUSIVE MODE')
    _count(
        _sums('nudge', 'nudge.team', "''", TOLD, STEPS),
        _sums('nudge', 'nudge.team', "''", SHARES, POSTS),
        _sums('nudge', "''", 'share.network', f"{SHARES} AND share.network <> ''", {'opened': OPENED, **POSTS}),
        _sums('click', 'click.team', "''", CLICKS, {}),
        _sums('click', "''", 'click.network', f"{CLICKS} AND click.network <> ''", {}),
    )


def downgrade() -> None:
    """Take it back."""
    _count(
        _sums('nudge', 'nudge.team', "''", TOLD, STEPS),
        _sums('nudge', 'nudge.team', 'share.network', SHARES, {'opened': OPENED, **POSTS}),
        _sums('click', 'click.team', 'click.network', CLICKS, {}),
    )


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
