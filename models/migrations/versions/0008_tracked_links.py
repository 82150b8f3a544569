"""Tracked links: clicks by day, who was there today, better evidence, and which of it counts."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

MOMENT = models.base.UtcDateTime(timezone=True)
EARLY = "'claimed', 'opened', 'address'"
LEVELS = f"{EARLY}, 'previewed', 'clicked', 'verified'"
LOOKED_FOR = sa.text('look_at IS NOT NULL')
OF_A_SHARE = sa.text('share IS NOT NULL')
OF_CONTENT = sa.text("share IS NULL AND kind <> 'gone'")



def upgrade() -> None:
    """Apply it. Nobody has agreed yet that clicks count for them."""
    with op.batch_alter_table('workspace') as table:
        table.add_column(sa.Column('address', sa.String(length=300), nullable=False, server_default=''))
        table.add_column(sa.Column('link_base', sa.String(length=300), nullable=False, server_default=''))
        table.add_column(sa.Column('utm', sa.String(length=500), nullable=False, server_default=''))
    with op.batch_alter_table('person') as table:
        table.add_column(sa.Column('clicks', sa.Boolean(), nullable=False, server_default=sa.false()))
    _purposes("'nudges', 'named', 'clicks'")
    _levels(LEVELS, 12, "evidence NOT IN ('address', 'verified')", sa.String(length=8))
    with op.batch_alter_table('share') as table:
        table.add_column(sa.Column('look_at', MOMENT, nullable=True))
        table.add_column(sa.Column('looks', sa.Integer(), nullable=False, server_default='0'))
        table.create_index('share_look', ['look_at'], sqlite_where=LOOKED_FOR, postgresql_where=LOOKED_FOR)
    _links()
    _days()
    op.create_table(
        'threshold',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('at', MOMENT, nullable=False),
        sa.Column('evidence', sa.String(length=12), nullable=False),
        sa.Column('person', sa.String(length=255), nullable=False),
        sa.CheckConstraint(f'evidence IN ({LEVELS})', name='evidence'),
        sa.ForeignKeyConstraint(['workspace', 'person'], ['person.workspace', 'person.person']),
        sa.PrimaryKeyConstraint('workspace', 'at'),
    )


def _links() -> None:
    op.create_table(
        'link',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('token', sa.String(length=22), nullable=False),
        sa.Column('content', sa.String(length=255), nullable=False),
        sa.Column('share', sa.String(length=255), nullable=True),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('made_at', MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('share', 'plain', 'qr', 'gone')", name='kind'),
        sa.CheckConstraint("kind <> 'share' OR share IS NOT NULL", name='share'),
        sa.CheckConstraint("kind <> 'gone' OR share IS NULL", name='gone'),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id']),
        sa.ForeignKeyConstraint(['workspace', 'share'], ['share.workspace', 'share.id']),
        sa.PrimaryKeyConstraint('workspace', 'token'),
    )
    op.create_index('link_token', 'link', ['token'], unique=True)
    for name, column, where in (('link_share', 'share', OF_A_SHARE), ('link_content', 'content', OF_CONTENT)):
        columns = ['workspace', column, 'kind']
        op.create_index(name, 'link', columns, unique=True, sqlite_where=where, postgresql_where=where)
    op.create_table(
        'click',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('content', sa.String(length=255), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('link', sa.String(length=22), nullable=False),
        sa.Column('network', sa.String(length=16), nullable=False),
        sa.Column('team', sa.String(length=80), nullable=False),
        sa.Column('source', sa.String(length=16), nullable=False),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'repeat', 'author', 'preview', 'crawler', 'head', 'prefetch', 'headless')", name='kind'
        ),
        sa.CheckConstraint('times > 0', name='times'),
        sa.ForeignKeyConstraint(['workspace', 'content'], ['content.workspace', 'content.id']),
        sa.PrimaryKeyConstraint('workspace', 'content', 'day', 'kind', 'link', 'network', 'team', 'source'),
    )
    op.create_index('click_link', 'click', ['workspace', 'link', 'kind', 'day'])


def _days() -> None:
    op.create_table(
        'visit',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('mark', sa.String(length=22), nullable=False),
        sa.Column('author', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'day', 'mark'),
    )
    op.create_table(
        'day_key',
        sa.Column('workspace', sa.String(length=64), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(['workspace'], ['workspace.workspace']),
        sa.PrimaryKeyConstraint('workspace', 'day'),
    )


def _purposes(purposes: str) -> None:
    with op.batch_alter_table('participation') as table:
        table.drop_constraint('purpose', type_='check')
        table.create_check_constraint('purpose', f'purpose IN ({purposes})')


def _levels(levels: str, length: int, without: str, before: sa.String) -> None:
    """`without`: evidence that may stand without the address of the post."""
    with op.batch_alter_table('share') as table:
        table.drop_constraint('evidence', type_='check')
        table.drop_constraint('address', type_='check')
        table.alter_column('evidence', type_=sa.String(length=length), existing_type=before, existing_nullable=False)
        table.create_check_constraint('evidence', f'evidence IN ({levels})')
        table.create_check_constraint('address', f"{without} OR address <> ''")


def downgrade() -> None:
    """Take it back: better evidence becomes what was known before."""
    for name in ('threshold', 'day_key', 'visit', 'click', 'link'):
        op.drop_table(name)
    with op.batch_alter_table('share') as table:
        table.drop_index('share_look')
        table.drop_column('looks')
        table.drop_column('look_at')
    op.execute(
        "UPDATE share SET evidence = CASE WHEN address <> '' THEN 'address' WHEN opened_at IS NOT NULL THEN 'opened' "
        "ELSE 'claimed' END WHERE evidence IN ('previewed', 'clicked', 'verified')"
    )
    _levels(EARLY, 8, "evidence <> 'address'", sa.String(length=12))
    op.execute("DELETE FROM participation WHERE purpose = 'clicks'")
    _purposes("'nudges', 'named'")
    with op.batch_alter_table('person') as table:
        table.drop_column('clicks')
    with op.batch_alter_table('workspace') as table:
        table.drop_column('utm')
        table.drop_column('link_base')
        table.drop_column('address')
