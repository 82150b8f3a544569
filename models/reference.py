"""How to reach somebody on a platform that must have heard from them first."""

from sqlalchemy import ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, When, WorkspaceKey


class Reference(Base):
    """Opaque to all but its platform, and the newest that was heard."""

    __tablename__ = "reference"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),)

    workspace: Mapped[WorkspaceKey]
    address: Mapped[Id]
    reference: Mapped[str] = mapped_column(Text)
    heard_at: Mapped[When]
