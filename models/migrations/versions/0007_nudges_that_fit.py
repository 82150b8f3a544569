"""Nudges that fit: hours, pauses, ways to take part, digests, reasons, and rough thoughts."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
DIGEST = sa.text("digest <> ''")
KINDS = "kind IN ('network', 'topic', 'language'{})"
ANSWERS = "answer IN ('share', {}'skip', 'later')"


def upgrade() -> None:
    """Apply it. Who takes part shares, as until now."""
    with op.batch_alter_table('workspace') as table:
        table.add_column(sa.Column('paused_at', MOMENT, nullable=True))
        table.add_column(sa.Column('paused_by', sa.String(length=255), nullable=False, server_default=''))
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('days', sa.Integer(), nullable=False, server_default='31'))
        table.add_column(sa.Column('country', sa.String(length=8), nullable=False, server_default=''))
        table.add_column(sa.Column('team', sa.String(length=80), nullable=False, server_default=''))
        for name in ('quiet_until', 'checked_at', 'afresh_at'):
            table.add_column(sa.Column(name, MOMENT, nullable=True))
        table.create_check_constraint('days', '0 <= days AND days < 128')
    with op.batch_alter_table('preference') as table:
        table.drop_constraint('kind', type_='check')
        table.create_check_constraint('kind', KINDS.format(", 'way', 'off'"))
    op.execute(
        "INSERT INTO preference (workspace, person, kind, value) "
        "SELECT workspace, person, 'way', 'share' FROM person WHERE joined_at IS NOT NULL"
    )
    with op.batch_alter_table('content') as table:
        table.add_column(sa.Column('way', sa.String(length=8), nullable=False, server_default='share'))
        table.add_column(sa.Column('important', sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column('campaign', sa.String(length=80), nullable=False, server_default=''))
        table.add_column(sa.Column('urgent_at', MOMENT, nullable=True))
        table.add_column(sa.Column('urgent_by', sa.String(length=255), nullable=False, server_default=''))
        table.create_check_constraint('way', "way IN ('share', 'react', 'create')")
        table.create_check_constraint('urgent', "(urgent_at IS NULL) = (urgent_by = '')")
    with op.batch_alter_table('nudge') as table:
        table.add_column(sa.Column('digest', sa.String(length=255), nullable=False, server_default=''))
        table.add_column(sa.Column('because', sa.Text(), nullable=False, server_default=''))
        table.drop_constraint('answer', type_='check')
        table.create_check_constraint('answer', ANSWERS.format("'react', "))
        table.create_index('nudge_digest', ['workspace', 'digest'], sqlite_where=DIGEST, postgresql_where=DIGEST)
    op.create_table(
        'handout',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('content', sa.String(length=255), nullable=False),
        sa.Column('team', sa.String(length=80), nullable=False),
        sa.Column('week', sa.String(length=8), nullable=False),
        sa.Column('taken', sa.Integer(), nullable=False),
        sa.Column('last_day', sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('workspace', 'content', 'team', 'week'),
    )
    op.create_table(
        'thought',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('id', sa.String(length=255), nullable=False),
        sa.Column('person', sa.String(length=255), nullable=False),
        sa.Column('rough', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('champion', sa.String(length=255), nullable=False),
        sa.Column('state', sa.String(length=8), nullable=False),
        sa.Column('created_at', MOMENT, nullable=False),
        sa.Column('written_at', MOMENT, nullable=True),
        sa.Column('posted_at', MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('rough', 'written', 'posted', 'dropped')", name='state'),
        sa.CheckConstraint("state NOT IN ('written', 'posted') OR (champion <> '' AND text <> '')", name='written'),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
        sa.PrimaryKeyConstraint('workspace', 'id'),
    )
    op.create_index('thought_state', 'thought', ['workspace', 'state'])
    op.create_index('thought_person', 'thought', ['workspace', 'person'])


def downgrade() -> None:
    """Take it back: who reacted is as if they had not answered."""
    op.drop_table('thought')
    op.drop_table('handout')
    op.execute("UPDATE nudge SET answer = NULL, answered_at = NULL WHERE answer = 'react'")
    with op.batch_alter_table('nudge') as table:
        table.drop_index('nudge_digest')
        table.drop_constraint('answer', type_='check')
        table.create_check_constraint('answer', ANSWERS.format(''))
        table.drop_column('because')
        table.drop_column('digest')
    with op.batch_alter_table('content') as table:
        table.drop_constraint('urgent', type_='check')
        table.drop_constraint('way', type_='check')
        for name in ('urgent_by', 'urgent_at', 'campaign', 'important', 'way'):
            table.drop_column(name)
    op.execute("DELETE FROM preference WHERE kind IN ('way', 'off')")
    with op.batch_alter_table('preference') as table:
        table.drop_constraint('kind', type_='check')
        table.create_check_constraint('kind', KINDS.format(''))
    with op.batch_alter_table('person') as table:
        table.drop_constraint('days', type_='check')
        for name in ('afresh_at', 'checked_at', 'quiet_until', 'team', 'country', 'days'):
            table.drop_column(name)
    with op.batch_alter_table('workspace') as table:
        table.drop_column('paused_by')
        table.drop_column('paused_at')
