"""Events for people: the event, its seats, and who may organise."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'gathering',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('id', sa.String(255), primary_key=True),
        sa.Column('series', sa.String(64), nullable=False),
        sa.Column('name', sa.String(120), nullable=False),
        sa.Column('kind', sa.String(12), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('place', sa.String(200), nullable=False),
        sa.Column('link', sa.String(2000), nullable=False),
        sa.Column('recording', sa.String(2000), nullable=False),
        sa.Column('language', sa.String(2), nullable=False),
        sa.Column('audience', sa.String(12), nullable=False),
        sa.Column('seats', sa.Integer(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('first_day', sa.Date(), nullable=False),
        sa.Column('begins', sa.Integer(), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=False),
        sa.Column('ends', sa.Integer(), nullable=False),
        sa.Column('zone', sa.String(64), nullable=False),
        sa.Column('starts_at', MOMENT, nullable=False),
        sa.Column('ends_at', MOMENT, nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('run_by', sa.String(255), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('changes', sa.Integer(), nullable=False),
        sa.Column('told', sa.Integer(), nullable=False),
        sa.Column('numbers', sa.Integer(), nullable=False),
        sa.Column('counted_at', MOMENT, nullable=True),
        sa.Column('said_good', sa.Integer(), nullable=False),
        sa.Column('said_all', sa.Integer(), nullable=False),
        sa.Column('created_at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'run_by'], ['person.workspace', 'person.person']),
        sa.CheckConstraint("kind IN ('hack', 'inspiration', 'workshop', 'webinar', 'management')", name='kind'),
        sa.CheckConstraint("state IN ('planned', 'cancelled')", name='state'),
        sa.CheckConstraint("audience IN ('all', 'advocates', 'champions')", name='audience'),
        sa.CheckConstraint('starts_at < ends_at', name='dates'),
        sa.CheckConstraint('seats >= 0 AND minutes >= 0', name='numbers'),
    )
    op.create_index('gathering_ends', 'gathering', ['workspace', 'ends_at'])
    op.create_index('gathering_starts', 'gathering', ['starts_at'])
    op.create_index('gathering_over', 'gathering', ['ends_at'])
    op.create_index('gathering_run_by', 'gathering', ['workspace', 'run_by'])
    op.create_table(
        'seat',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('gathering', sa.String(255), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('told', sa.Integer(), nullable=False),
        sa.Column('stage', sa.Integer(), nullable=False),
        sa.Column('said', sa.String(8), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.Column('said_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ['workspace', 'gathering'], ['gathering.workspace', 'gathering.id'], ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
        sa.CheckConstraint("state IN ('seated', 'waiting', 'perhaps', 'no')", name='state'),
        sa.CheckConstraint("said IN ('', 'good', 'better', 'absent', 'there')", name='said'),
    )
    op.create_index('seat_queue', 'seat', ['workspace', 'gathering', 'state', 'number'])
    op.create_index('seat_stage', 'seat', ['workspace', 'gathering', 'state', 'stage'])
    op.create_index('seat_person', 'seat', ['workspace', 'person', 'state'])
    op.create_table(
        'organiser',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('named_by', sa.String(255), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('organiser')
    op.drop_table('seat')
    op.drop_table('gathering')
