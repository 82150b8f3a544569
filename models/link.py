"""Tracked links, how often they were followed, and for one day who was there already."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey

OF_A_SHARE = sql("share IS NOT NULL")
OF_CONTENT = sql("share IS NULL AND kind <> 'gone'")


class Link(Base):
    """A short address of our own that leads to content. `token` is all that it says in public: 72 random bits.

    Of a share, or of content alone: to be copied (plain), or drawn (qr). Of somebody who was erased nothing is left
    but a link that is gone: it still leads there, and counts for nobody.
    """

    __tablename__ = "link"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        ForeignKeyConstraint(["workspace", "share"], ["share.workspace", "share.id"]),
        CheckConstraint("kind IN ('share', 'plain', 'qr', 'gone')", name="kind"),
        CheckConstraint("kind <> 'share' OR share IS NOT NULL", name="share"),
        CheckConstraint("kind <> 'gone' OR share IS NULL", name="gone"),
        Index("link_token", "token", unique=True),
        Index(
            "link_share",
            "workspace",
            "share",
            "kind",
            unique=True,
            sqlite_where=OF_A_SHARE,
            postgresql_where=OF_A_SHARE,
        ),
        Index(
            "link_content",
            "workspace",
            "content",
            "kind",
            unique=True,
            sqlite_where=OF_CONTENT,
            postgresql_where=OF_CONTENT,
        ),
    )

    workspace: Mapped[WorkspaceKey]
    token: Mapped[str] = mapped_column(String(22), primary_key=True)
    content: Mapped[str] = mapped_column(String(255))
    share: Mapped[str | None] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[When]


class Click(Base):
    """How often content was reached in one way on one day: a number, and no row for a single click.

    `link` is empty where its person has not agreed that clicks count for them: then nobody can tell whose it was.
    Team and network are kept as they were on that day. Of what is no person, `source` says whose it was, if known.
    """

    __tablename__ = "click"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        CheckConstraint(
            "kind IN ('person', 'repeat', 'author', 'preview', 'crawler', 'head', 'prefetch', 'headless')", name="kind"
        ),
        CheckConstraint("times > 0", name="times"),
        Index("click_link", "workspace", "link", "kind", "day"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-03-04, where the workspace is
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    link: Mapped[str] = mapped_column(String(22), primary_key=True, default="")
    network: Mapped[str] = mapped_column(String(16), primary_key=True, default="")
    team: Mapped[str] = mapped_column(String(80), primary_key=True, default="")
    source: Mapped[str] = mapped_column(String(16), primary_key=True, default="")
    times: Mapped[int]


class Visit(Base):
    """Somebody was at one link on one day: known again by a keyed hash, whose key is thrown away with the day."""

    __tablename__ = "visit"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    mark: Mapped[str] = mapped_column(String(22), primary_key=True)
    author: Mapped[bool]  # who opened the share page of this link


class DayKey(Base):
    """The secret of one day's marks, which all replicas share."""

    __tablename__ = "day_key"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
