"""What a workspace did together in a week, as it was told: frozen, so that no later change can be read off it."""

from sqlalchemy import ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WorkspaceKey


class TeamWeek(Base):
    """Written once, when the week is over. A figure that may not be told is 0. The last four count people not named."""

    __tablename__ = "team_week"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    week: Mapped[str] = mapped_column(String(8), primary_key=True)  # 2026-W10, in the workspace's time zone
    shares: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)  # how many people shared
    traced: Mapped[int] = mapped_column(default=0)  # shares known by the post's address or its link
    opened: Mapped[int] = mapped_column(default=0)
    claimed: Mapped[int] = mapped_column(default=0)
    newcomers: Mapped[int] = mapped_column(default=0)
    bests: Mapped[int] = mapped_column(default=0)
    badges: Mapped[int] = mapped_column(default=0)
    thanks: Mapped[int] = mapped_column(default=0)
