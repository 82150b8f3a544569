"""The calendar that everybody reads: whose private address it has, and how often an entry changed."""

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey


class CalendarAddress(Base):
    """The private address from which one person's calendar programs read. Its token is kept as a hash alone."""

    __tablename__ = "calendar_address"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        UniqueConstraint("hash", name="calendar_address_hash"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    hash: Mapped[str] = mapped_column(String(43))
    made_at: Mapped[When]


class CalendarRevision(Base):
    """How often an entry changed since it was first told, and when last: calendar programs go by that."""

    __tablename__ = "calendar_revision"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    key: Mapped[Id]
    digest: Mapped[str] = mapped_column(String(43))
    number: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[When]
