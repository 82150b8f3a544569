"""How to reach somebody on a platform where they must write to us first."""

from sqlalchemy import ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey


class Reference(Base):
    """The newest reference to a conversation. Only its platform can read it."""

    __tablename__ = "reference"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    address: Mapped[Id]
    reference: Mapped[str] = mapped_column(Text)
    heard_at: Mapped[When]
