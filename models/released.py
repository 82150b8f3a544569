"""Figures that people see: frozen packets, each safe by itself, so that every sum and difference of them is."""

from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, WorkspaceKey, one_of
from models.total import Counted

Part = Literal["all", "team", "network", "other teams", "other networks"]


class Released(Counted, Base):
    """A packet: what became of some content since its last one, in a row for all, and rows for teams and networks.

    Rows are only ever added, and shown in sums. A figure that may not be told is 0. `posts` are all posts; a level of
    evidence is told only if it may be. The week is that of the first packet of the content.
    """

    __tablename__ = "released"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        CheckConstraint(one_of("part", get_args(Part)), name="part"),
        Index("released_week", "workspace", "part", "week"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-03-04, in the workspace's time zone
    part: Mapped[Part] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True, default="")  # the team or the network
    week: Mapped[str] = mapped_column(String(8))  # 2026-W10
    opened_of: Mapped[int] = mapped_column(default=0)  # the nudges that `opened` is out of
    posts: Mapped[int] = mapped_column(default=0)


class Baseline(Counted, Base):
    """The totals of content when each figure was last released: the next packet is what came since. Never shown."""

    __tablename__ = "baseline"
    __table_args__ = (ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),)

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    team: Mapped[str] = mapped_column(String(80), primary_key=True)
    network: Mapped[str] = mapped_column(String(16), primary_key=True)


class ReleasedTally(Base):
    """A number of people about content, such as those who skipped it: as told, and as counted when it last changed."""

    __tablename__ = "released_tally"
    __table_args__ = (ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),)

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    told: Mapped[int] = mapped_column(default=0)
    counted: Mapped[int] = mapped_column(default=0)  # never shown
