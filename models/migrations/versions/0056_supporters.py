"""Supporters, the questions that colleagues ask them, and the words that find the answers."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0056'
down_revision = '0055'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
OPEN = sa.text("state = 'asked'")
PERSON = (['workspace', 'person'], ['person.workspace', 'person.person'])
QUESTION = (['workspace', 'question'], ['colleague_question.workspace', 'colleague_question.id'])


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        'supporter',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('monthly', sa.Integer(), nullable=False),
        sa.Column('month', sa.String(7), nullable=False),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.CheckConstraint('monthly BETWEEN 1 AND 20', name='monthly'),
        sa.ForeignKeyConstraint(*PERSON),
    )
    op.create_table(
        'supporter_topic',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('topic', sa.String(80), primary_key=True),
        sa.Column('asked_at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(*PERSON),
    )
    op.create_index('supporter_topic_turn', 'supporter_topic', ['workspace', 'topic', 'asked_at', 'person'])
    _questions()
    _of_questions()


def _questions() -> None:
    op.create_table(
        'colleague_question',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('id', sa.String(255), primary_key=True),
        sa.Column('person', sa.String(255), nullable=False),
        sa.Column('topic', sa.String(80), nullable=False),
        sa.Column('question', sa.Text(), nullable=False),
        sa.Column('open_to_all', sa.Boolean(), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('asked_at', MOMENT, nullable=False),
        sa.Column('step', sa.Integer(), nullable=False),
        sa.Column('next_at', MOMENT, nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('answered_by', sa.String(255), nullable=False),
        sa.Column('answered_at', MOMENT, nullable=True),
        sa.Column('kept', sa.Boolean(), nullable=False),
        sa.Column('by_name', sa.Boolean(), nullable=False),
        sa.Column('thanked_at', MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('asked', 'answered', 'dropped', 'closed')", name='state'),
        sa.CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name='answered'),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
    )
    table = 'colleague_question'
    op.create_index('colleague_question_open', table, ['next_at'], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index('colleague_question_person', table, ['workspace', 'person', 'state'])
    op.create_index('colleague_question_answered_by', table, ['workspace', 'answered_by'])


def _of_questions() -> None:
    op.create_table(
        'colleague_asked',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('question', sa.String(255), primary_key=True),
        sa.Column('person', sa.String(255), primary_key=True),
        sa.Column('passed', sa.Boolean(), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(*QUESTION, ondelete='CASCADE'),
    )
    op.create_index('colleague_asked_person', 'colleague_asked', ['workspace', 'person'])
    op.create_table(
        'answer_word',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('question', sa.String(255), primary_key=True),
        sa.Column('word', sa.String(40), primary_key=True),
        sa.Column('head', sa.String(3), nullable=False),
        sa.ForeignKeyConstraint(*QUESTION, ondelete='CASCADE'),
    )
    op.create_index('answer_word_head', 'answer_word', ['workspace', 'head', 'word'])


def downgrade() -> None:
    """Take it back."""
    for table in ('answer_word', 'colleague_asked', 'colleague_question', 'supporter_topic', 'supporter'):
        op.drop_table(table)
