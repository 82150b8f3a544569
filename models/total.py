"""Running totals: how far content came, by week, and by team or network."""

from collections.abc import Mapping
from typing import Literal, get_args

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, WorkspaceKey
from models.share import LEVELS, Evidence

Step = Literal["nudged", "opened", "shared", "asked"]
Posts = Literal["posts_claimed", "posts_opened", "posts_address", "posts_previewed", "posts_clicked", "posts_verified"]
Count = Literal[Step, Posts, "clicks"]  # the columns that are added to
COUNTS: tuple[Count, ...] = get_args(Count)
POSTS: Mapping[Evidence, Posts] = dict(zip(LEVELS, get_args(Posts), strict=True))  # by how we know of them


class Counted:
    """The columns that count."""

    nudged: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0)
    shared: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)
    posts_claimed: Mapped[int] = mapped_column(default=0)
    posts_opened: Mapped[int] = mapped_column(default=0)
    posts_address: Mapped[int] = mapped_column(default=0)
    posts_previewed: Mapped[int] = mapped_column(default=0)
    posts_clicked: Mapped[int] = mapped_column(default=0)
    posts_verified: Mapped[int] = mapped_column(default=0)
    clicks: Mapped[int] = mapped_column(default=0)


class Total(Counted, Base):
    """Added to in the transaction of what it counts. Topics are those of the content, so they need no rows.

    A row with a team and no network counts the nudges that went out that week: how many led on to a network (or had a
    post reported), how many were posted, posts that people had asked for themselves, posts by how we know of them,
    and people's clicks in that week.
    A row with a network and no team counts how often it was opened, and those posts and clicks once more. Nobody asks
    what a team did in one network, and a row for each pair would be several times as many to read.
    """

    __tablename__ = "total"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        Index("total_content", "workspace", "content"),
    )

    workspace: Mapped[WorkspaceKey]
    week: Mapped[str] = mapped_column(String(8), primary_key=True)  # 2026-W10, in the workspace's time zone
    content: Mapped[Id]
    team: Mapped[str] = mapped_column(String(80), primary_key=True)  # as it was when the nudge went out
    network: Mapped[str] = mapped_column(String(16), primary_key=True)
