"""Delivery: whose turn it is, more states, and who cannot be reached."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

STATES = ('queued', 'deferred', 'sending', 'sent', 'stale', 'doubt', 'unknown', 'blocked', 'failed', 'cancelled')
BEFORE = ('queued', 'sending', 'sent', 'stale', 'cancelled', 'failed', 'doubt')
WAITING = sa.text("state IN ('queued', 'deferred', 'stale')")
OPEN = sa.text("state IN ('sending', 'doubt')")
RANKS = {'decision': 0, 'approval': 1, 'invitation': 2, 'badge': 2, 'thanks': 2, 'leaderboard': 3, 'nudge': 3}


def one_of(states: tuple[str, ...]) -> str:
    """As the constraint says it."""
    return f"state IN ({', '.join(repr(state) for state in states)})"


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'lane',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('free_at', models.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column('held_until', models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column('changes_held_until', models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column('ramp_at', models.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column('suspended', sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace'),
    )
    op.execute("INSERT INTO lane (workspace, free_at, suspended) SELECT workspace, created_at, '' FROM workspace")
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rank', sa.Integer(), nullable=False, server_default='3'))
        batch_op.add_column(sa.Column('changed', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.alter_column('sent_at', new_column_name='tried_at')
        batch_op.drop_index('message_due')
        batch_op.drop_constraint('state', type_='check')
        batch_op.drop_constraint('ref', type_='check')
        batch_op.create_check_constraint('state', one_of(STATES))
        batch_op.create_check_constraint('ref', "state NOT IN ('sent', 'stale') OR ref IS NOT NULL")
        batch_op.create_index(
            'message_waiting', ['workspace', 'rank', 'due_at'], sqlite_where=WAITING, postgresql_where=WAITING
        )
        batch_op.create_index('message_open', ['due_at'], sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.create_index('message_subject', ['workspace', 'kind', 'subject'])
    for kind, rank in RANKS.items():
        op.execute(sa.text('UPDATE message SET rank = :rank WHERE kind = :kind').bindparams(rank=rank, kind=kind))
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.alter_column('rank', server_default=None)
        batch_op.alter_column('changed', server_default=None)
    # Not as a batch: on SQLite that writes the table anew, and dropping the old one deletes what hangs on it.
    op.add_column('person', sa.Column('unreachable_at', models.base.UtcDateTime(timezone=True), nullable=True))
    op.add_column('person', sa.Column('nudged_at', models.base.UtcDateTime(timezone=True), nullable=True))
    op.add_column('person', sa.Column('nudged_by', sa.String(length=255), nullable=False, server_default=''))


def downgrade() -> None:
    """Take it back: what the states of before cannot say becomes the nearest that they can."""
    for column in ('nudged_by', 'nudged_at', 'unreachable_at'):
        op.drop_column('person', column)
    with op.batch_alter_table('message', schema=None) as batch_op:
        for index in ('message_subject', 'message_open', 'message_waiting'):
            batch_op.drop_index(index)
        batch_op.drop_constraint('state', type_='check')
        batch_op.drop_constraint('ref', type_='check')
    op.execute("UPDATE message SET state = 'queued' WHERE state = 'deferred'")
    op.execute("UPDATE message SET state = 'doubt' WHERE state = 'unknown'")
    op.execute("UPDATE message SET state = 'failed' WHERE state = 'blocked'")
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_check_constraint('state', one_of(BEFORE))
        batch_op.create_check_constraint('ref', "state <> 'sent' OR ref IS NOT NULL")
        batch_op.alter_column('tried_at', new_column_name='sent_at')
        batch_op.drop_column('changed')
        batch_op.drop_column('rank')
        batch_op.create_index('message_due', ['state', 'due_at'])
    op.drop_table('lane')
