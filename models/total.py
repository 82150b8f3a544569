"""Running totals: how often content came how far, by week, and by team or network."""

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, WorkspaceKey

STEPS = ("nudged", "opened", "shared", "asked")


class Total(Base):
    """Added to in the transaction of what it counts. Topics are those of the content, so they need no rows.

    Of a team, without a network: of the nudges that went out that week, from how many the way to a network was opened
    (or a post was told), and from how many something was posted; how many posted what they had asked for themselves;
    posts by how we know of them; and clicks of people in that week.
    Of a network, without a team: ways that were opened, and the same posts and clicks once more. Nobody asks what a
    team did in one network: a row for each pair would be several times as many to read.
    """

    __tablename__ = "total"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"]),
        Index("total_content", "workspace", "content"),
    )

    workspace: Mapped[WorkspaceKey]
    week: Mapped[str] = mapped_column(String(8), primary_key=True)  # 2026-W10, where the workspace is
    content: Mapped[Id]
    team: Mapped[str] = mapped_column(String(80), primary_key=True)  # as it was when the nudge went out
    network: Mapped[str] = mapped_column(String(16), primary_key=True)
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
