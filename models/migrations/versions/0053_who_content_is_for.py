"""Content for people of certain teams, places, countries and roles."""

import sqlalchemy as sa
from alembic import op

revision = '0053'
down_revision = '0052'
branch_labels = None
depends_on = None

FACTS = "'team', 'place', 'country', 'role'"
KINDS = "kind IN ('network', 'topic', 'language'{})"
TABLES = ('content_tag', 'campaign_tag')


def upgrade() -> None:
    """Apply it."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_constraint('kind', type_='check')
            table.create_check_constraint('kind', KINDS.format(f', {FACTS}'))
    op.create_index('content_tag_kind', 'content_tag', ['workspace', 'kind'])
    op.add_column('content', sa.Column('too_few', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('person', sa.Column('place', sa.String(80), nullable=False, server_default=''))
    op.add_column('workspace', sa.Column('groups_on', sa.String(10), nullable=False, server_default=''))
    op.create_table(
        'group_size',
        sa.Column('workspace', sa.String(64), primary_key=True),
        sa.Column('kind', sa.String(16), primary_key=True),
        sa.Column('value', sa.String(80), primary_key=True),
        sa.Column('label', sa.String(80), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('counted', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.CheckConstraint(f'kind IN ({FACTS})', name='kind'),
    )


def downgrade() -> None:
    """Take it back. Running content for some people is stopped first: without its tags, everybody would get it."""
    op.execute(
        "UPDATE content SET state = 'stopped' WHERE state = 'running' AND EXISTS (SELECT 1 FROM content_tag AS tag"
        f" WHERE tag.workspace = content.workspace AND tag.content = content.id AND tag.kind IN ({FACTS}))"
    )
    op.drop_table('group_size')
    op.drop_column('workspace', 'groups_on')
    op.drop_column('person', 'place')
    op.drop_column('content', 'too_few')
    op.drop_index('content_tag_kind', 'content_tag')
    for name in TABLES:
        op.execute(f'DELETE FROM {name} WHERE kind IN ({FACTS})')
        with op.batch_alter_table(name) as table:
            table.drop_constraint('kind', type_='check')
            table.create_check_constraint('kind', KINDS.format(''))
