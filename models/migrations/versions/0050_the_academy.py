"""The academy: its courses, how far people are, and what was told of how many finished."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
LIVE, FINISHED = sa.text('live'), sa.text('finished > 0')


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'course',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('course', sa.String(64), primary_key=True),
        sa.Column('language', sa.String(2), primary_key=True),
        sa.Column('edition', sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column('live', sa.Boolean(), nullable=False),
        sa.Column('gone', sa.Boolean(), nullable=False),
        sa.Column('place', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(120), nullable=False),
        sa.Column('about', sa.String(400), nullable=False),
        sa.Column('cards', sa.Text(), nullable=False),
        sa.Column('written_by', sa.String(255), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.CheckConstraint('edition > 0', name='edition'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
    )
    columns = ['workspace', 'course', 'language']
    op.create_index('course_live', 'course', columns, unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_index('course_writer', 'course', ['workspace', 'written_by'])
    _progress()
    op.create_table(
        'course_figure',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('course', sa.String(64), primary_key=True),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('day', sa.String(10), nullable=False),
        sa.CheckConstraint('people > 0', name='people'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
    )


def _progress() -> None:
    op.create_table(
        'course_progress',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('course', sa.String(64), primary_key=True),
        sa.Column('read', sa.Text(), nullable=False),
        sa.Column('wanted', sa.Boolean(), nullable=False),
        sa.Column('offered_at', MOMENT, nullable=True),
        sa.Column('started_at', MOMENT, nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.Column('finished', sa.Integer(), nullable=False),
        sa.Column('first_at', MOMENT, nullable=True),
        sa.Column('finished_at', MOMENT, nullable=True),
        sa.CheckConstraint(
            '(finished = 0) = (first_at IS NULL) AND (finished = 0) = (finished_at IS NULL)', name='finished'
        ),
        sa.ForeignKeyConstraint(
            ['workspace', 'person'], ['person.workspace', 'person.person'], ondelete='CASCADE'
        ),
    )
    op.create_index(
        'course_finished',
        'course_progress',
        ['workspace', 'course'],
        sqlite_where=FINISHED,
        postgresql_where=FINISHED,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('course_figure')
    op.drop_table('course_progress')
    op.drop_table('course')
