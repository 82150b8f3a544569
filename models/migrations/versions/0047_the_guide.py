"""The guide: its cards, who answers questions about it, and those questions."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
LIVE = sa.text('live')
OPEN = sa.text("state = 'asked' AND widened_at IS NULL")
PURPOSES = "purpose IN ('nudges', 'named', 'clicks', 'thanks', 'urgent', 'role', 'credited'{})"
SENDINGS = "kind IN ('invite', 'suggest', 'thought', 'answer', 'thank'{})"


def upgrade() -> None:
    """Apply it."""
    _cards()
    op.create_table(
        'guide_helper',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
    )
    _questions()
    _allowed("participation", "purpose", PURPOSES.format(", 'guide'"))
    _allowed("sender_count", "kind", SENDINGS.format(", 'ask'"))


def _cards() -> None:
    op.create_table(
        'guide_card',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('card', sa.String(64), primary_key=True),
        sa.Column('language', sa.String(2), primary_key=True),
        sa.Column('edition', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('live', sa.Boolean(), nullable=False),
        sa.Column('gone', sa.Boolean(), nullable=False),
        sa.Column('kind', sa.String(8), nullable=False),
        sa.Column('networks', sa.String(160), nullable=False),
        sa.Column('topics', sa.String(300), nullable=False),
        sa.Column('title', sa.String(200), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('good', sa.Text(), nullable=False),
        sa.Column('clumsy', sa.Text(), nullable=False),
        sa.Column('line', sa.String(200), nullable=False),
        sa.Column('source', sa.String(500), nullable=False),
        sa.Column('written_by', sa.String(255), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('can', 'careful', 'ask', 'tone', 'answer')", name='kind'),
        sa.CheckConstraint('edition > 0', name='edition'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
    )
    columns = ['workspace', 'card', 'language']
    op.create_index(
        'guide_card_live', 'guide_card', columns, unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    )
    op.create_index('guide_card_writer', 'guide_card', ['workspace', 'written_by'])


def _questions() -> None:
    op.create_table(
        'guide_question',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('id', sa.String(255), primary_key=True),
        sa.Column('person', sa.String(255), nullable=False),
        sa.Column('question', sa.Text(), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('answered_by', sa.String(255), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('asked_at', MOMENT, nullable=False),
        sa.Column('widened_at', MOMENT, nullable=True),
        sa.Column('answered_at', MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('asked', 'answered', 'dropped')", name='state'),
        sa.CheckConstraint(
            "(state = 'answered') = (answer <> '' AND answered_at IS NOT NULL)", name='answered'
        ),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
    )
    op.create_index(
        'guide_question_open', 'guide_question', ['asked_at'], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index('guide_question_person', 'guide_question', ['workspace', 'person', 'state'])
    op.create_index('guide_question_answered_by', 'guide_question', ['workspace', 'answered_by'])


def _allowed(table: str, column: str, which: str) -> None:
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(column, type_='check')
        changed.create_check_constraint(column, which)


def downgrade() -> None:
    """Take it back, with the rows of the new kinds."""
    op.execute("DELETE FROM participation WHERE purpose = 'guide'")
    op.execute("DELETE FROM sender_count WHERE kind = 'ask'")
    _allowed("participation", "purpose", PURPOSES.format(''))
    _allowed("sender_count", "kind", SENDINGS.format(''))
    op.drop_table('guide_question')
    op.drop_table('guide_helper')
    op.drop_table('guide_card')
