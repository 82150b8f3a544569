"""Content that rests and comes back, in rounds."""

import sqlalchemy as sa
from alembic import op

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply it."""
    with op.batch_alter_table('content') as content:
        content.add_column(sa.Column('rests', sa.Integer(), nullable=False, server_default='0'))
        content.add_column(sa.Column('again_of', sa.String(255), nullable=False, server_default=''))
        content.add_column(sa.Column('returned_as', sa.String(255), nullable=False, server_default=''))
        content.create_check_constraint('rests', 'rests >= 0')
    later = sa.text("again_of <> ''")
    op.create_index(
        'content_again', 'content', ['workspace', 'again_of'], sqlite_where=later, postgresql_where=later
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index('content_again', 'content')
    with op.batch_alter_table('content') as content:
        content.drop_constraint('rests', type_='check')
        content.drop_column('returned_as')
        content.drop_column('again_of')
        content.drop_column('rests')
