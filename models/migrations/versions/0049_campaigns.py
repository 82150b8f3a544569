"""Campaigns as a thing of their own. The words that content has so far become campaigns."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
CONTENT = sa.table(
    'content',
    *(sa.column(name, sa.String()) for name in ('workspace', 'id', 'state', 'author', 'zone', 'campaign')),
    *(sa.column(name, sa.Date()) for name in ('first_day', 'last_day')),
    *(sa.column(name, MOMENT) for name in ('starts_at', 'ends_at', 'created_at')),
)


def upgrade() -> None:
    """Apply it."""
    campaign = op.create_table(
        'campaign',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('id', sa.String(255), primary_key=True),
        sa.Column('name', sa.String(80), nullable=False),
        sa.Column('called', sa.String(240), nullable=False),
        sa.Column('goal', sa.Text(), nullable=False),
        sa.Column('counts', sa.String(8), nullable=False),
        sa.Column('target', sa.Integer(), nullable=False),
        sa.Column('image', sa.String(2000), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('first_day', sa.Date(), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=True),
        sa.Column('zone', sa.String(64), nullable=False),
        sa.Column('starts_at', MOMENT, nullable=False),
        sa.Column('ends_at', MOMENT, nullable=True),
        sa.Column('run_by', sa.String(255), nullable=False),
        sa.Column('told_at', MOMENT, nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'run_by'], ['person.workspace', 'person.person']),
        sa.CheckConstraint("state IN ('draft', 'active', 'ended')", name='state'),
        sa.CheckConstraint("counts IN ('', 'shares', 'clicks')", name='counts'),
        sa.CheckConstraint('ends_at IS NULL OR starts_at < ends_at', name='dates'),
        sa.CheckConstraint("(target = 0) = (counts = '')", name='target'),
    )
    op.create_index('campaign_called', 'campaign', ['workspace', 'called'], unique=True)
    op.create_index('campaign_state', 'campaign', ['state', 'ends_at'])
    op.create_index('campaign_run_by', 'campaign', ['workspace', 'run_by'])
    op.create_table(
        'campaign_tag',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('campaign', sa.String(255), primary_key=True),
        sa.Column('kind', sa.String(16), primary_key=True),
        sa.Column('value', sa.String(80), primary_key=True),
        sa.ForeignKeyConstraint(['workspace', 'campaign'], ['campaign.workspace', 'campaign.id'], ondelete='CASCADE'),
        sa.CheckConstraint("kind IN ('network', 'topic', 'language')", name='kind'),
    )
    connection = op.get_bind()
    now = connection.execute(sa.select(sa.type_coerce(sa.func.now(), MOMENT))).scalar_one()
    groups: dict[tuple[str, str], list[sa.Row[tuple[object, ...]]]] = {}
    rows = sa.select(CONTENT).where(CONTENT.c.campaign != '').order_by(CONTENT.c.created_at, CONTENT.c.id)
    for row in connection.execute(rows):
        groups.setdefault((row.workspace, ' '.join(row.campaign.split()).casefold()), []).append(row)
    for (workspace, called), several in groups.items():
        its = _campaign(several, now)
        connection.execute(campaign.insert(), {'workspace': workspace, 'called': called, **its})
        for row in several:
            one = (CONTENT.c.workspace == workspace, CONTENT.c.id == row.id)
            connection.execute(sa.update(CONTENT).where(*one).values(campaign=its['id']))


def _campaign(several: list[sa.Row[tuple[object, ...]]], now: datetime) -> dict[str, object]:
    """A campaign for content that had the same word. It runs as long as its content, and its end is not told later."""
    begins = min(several, key=lambda row: row.starts_at)
    lasting = [row.ends_at for row in several]
    ends = None if None in lasting else max(lasting)
    last = None if ends is None else max((row.last_day for row in several if row.last_day), default=None)
    state = 'active' if any(row.state == 'running' for row in several) else 'draft'
    over = state == 'active' and ends is not None and ends <= now
    return {
        'id': secrets.token_hex(6),
        'name': ' '.join(several[0].campaign.split()),
        'goal': '',
        'counts': '',
        'target': 0,
        'image': '',
        'state': 'ended' if over else state,
        'first_day': begins.first_day or begins.starts_at.date(),
        'last_day': last,
        'zone': begins.zone,
        'starts_at': begins.starts_at,
        'ends_at': ends,
        'run_by': several[0].author,
        'told_at': ends if over else None,
        'version': 0,
        'created_at': several[0].created_at,
    }


def downgrade() -> None:
    """Take it back: content has the name of its campaign as a word once more."""
    op.execute(
        "UPDATE content SET campaign = coalesce((SELECT name FROM campaign WHERE campaign.workspace = content.workspace"
        " AND campaign.id = content.campaign), '')"
    )
    op.drop_table('campaign_tag')
    op.drop_table('campaign')
