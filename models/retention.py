"""How long data is kept where a manager chose so, and the receipts of what each night deleted."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, When, WorkspaceKey


class Retention(Base):
    """A number of days that a manager chose for one kind of data. Without a row, the default holds."""

    __tablename__ = "retention"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint("days > 0", name="days"),
    )

    workspace: Mapped[WorkspaceKey]
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    days: Mapped[int]


class Receipt(Base):
    """How many rows of one kind were deleted or emptied on one day. Kind '' stands for the whole night."""

    __tablename__ = "receipt"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-03-04, in the workspace's time zone
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    wiped: Mapped[int]
    at: Mapped[When]
