"""The request that a second champion looks at content before it is published, and what became of it."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, UtcDateTime, When, WorkspaceKey, one_of

# changed: the content was; late: nobody answered; unneeded: no second champion has to look any more
ApprovalState = Literal["waiting", "approved", "sent_back", "changed", "late", "unneeded"]


class Approval(Base):
    """The last request about a piece of content. Earlier ones are in the audit trail."""

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "content"], ["content.workspace", "content.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace", "asked_by"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("state", get_args(ApprovalState)), name="state"),
        Index("approval_asked_by", "workspace", "asked_by"),
        Index("approval_waiting", "state", "asked_at"),
    )

    workspace: Mapped[WorkspaceKey]
    content: Mapped[Id]
    state: Mapped[ApprovalState] = mapped_column(String(16))
    asked_by: Mapped[str] = mapped_column(String(255))
    asked_at: Mapped[When]
    decided_by: Mapped[str] = mapped_column(String(255), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    said: Mapped[str] = mapped_column(Text, default="")  # why it was sent back
