"""Tracked links, how often they were followed, and, for one day, who has followed them already."""

from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey, one_of, partial_index

LinkKind = Literal["share", "plain", "qr", "gone"]
ClickKind = Literal["person", "repeat", "author", "preview", "crawler", "head", "prefetch", "headless"]


class Link(Base):
    """A short address of our own that leads to content. In public it shows only its `token`: 72 random bits.

    A link belongs to a share, or to content alone: to copy (plain) or to draw (qr). When a person is erased, their
    links become `gone`: they still lead to the content, and count for nobody.
    """

    __tablename__ = "link"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        ForeignKeyConstraint(["workspace", "share"], ["share.workspace", "share.id"]),
        CheckConstraint(one_of("kind", get_args(LinkKind)), name="kind"),
        CheckConstraint("kind <> 'share' OR share IS NOT NULL", name="share"),
        CheckConstraint("kind <> 'gone' OR share IS NULL", name="gone"),
        Index("link_token", "token", unique=True),
        partial_index("link_share", "workspace", "share", "kind", where="share IS NOT NULL", unique=True),
        partial_index(
            "link_content", "workspace", "content", "kind", where="share IS NULL AND kind <> 'gone'", unique=True
        ),
    )

    workspace: Mapped[WorkspaceKey]
    token: Mapped[str] = mapped_column(String(22), primary_key=True)
    content: Mapped[str] = mapped_column(String(255))
    share: Mapped[str | None] = mapped_column(String(255))
    kind: Mapped[LinkKind] = mapped_column(String(8))
    made_at: Mapped[When]


class Click(Base):
    """How often content was reached in one way on one day: a count, never a row for a single click.

    `link` is empty if its person has not agreed that clicks count for them, so nobody can tell whose link it was.
    Team and network are stored as they were on that day. For anything but a person, `source` names it, if known.
    """

    __tablename__ = "click"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        CheckConstraint(one_of("kind", get_args(ClickKind)), name="kind"),
        CheckConstraint("times > 0", name="times"),
        Index("click_link", "workspace", "link", "kind", "day"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-03-04, in the workspace's time zone
    kind: Mapped[ClickKind] = mapped_column(String(8), primary_key=True)
    link: Mapped[str] = mapped_column(String(22), primary_key=True, default="")
    network: Mapped[str] = mapped_column(String(16), primary_key=True, default="")
    team: Mapped[str] = mapped_column(String(80), primary_key=True, default="")
    source: Mapped[str] = mapped_column(String(16), primary_key=True, default="")
    times: Mapped[int]


class Visit(Base):
    """A visit to one link on one day, recognised by a keyed hash whose key is deleted when the day is over."""

    __tablename__ = "visit"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    mark: Mapped[str] = mapped_column(String(22), primary_key=True)
    author: Mapped[bool]  # they opened the share page of this link


class DayKey(Base):
    """The secret of one day's marks, encrypted, which all replicas share."""

    __tablename__ = "day_key"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
