"""Channels that asked for the weekly message."""

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, When, WorkspaceKey


class Channel(Base):
    """Where the weekly leaderboard goes, in which language and time zone, with or without a ranking."""

    __tablename__ = "channel"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "asked_by"], ["person.workspace", "person.person"]),
        Index("channel_token", "token", unique=True),
    )

    workspace: Mapped[WorkspaceKey]
    channel: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), default="")
    locale: Mapped[str] = mapped_column(String(35))
    timezone: Mapped[str] = mapped_column(String(64))
    weekly: Mapped[bool] = mapped_column(default=True)
    ranking: Mapped[bool] = mapped_column(default=True)
    # The hash of the secret in old addresses of its pictures. New addresses are signed, and need no secret.
    token: Mapped[str | None] = mapped_column(String(43))
    asked_by: Mapped[Ref]
    asked_at: Mapped[When]
